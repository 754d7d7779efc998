import { type Dot, outline, strokesOf, touches } from '../../../shared/board/pen.ts'
import { takeAway } from '../../../shared/board/take-away.ts'
import { createStore, useStore } from '../../sync/store.ts'
import { select } from '../canvas/acts.ts'
import { type Canvas, useCanvas } from '../canvas/canvas.ts'
import type { Press, ToolHandlers } from '../canvas/press.ts'
import { putThings } from './put-things.ts'

/** The line under the pen; strokes are the document's only once the pen is lifted. */
const drawing = createStore<readonly Dot[]>([])

const dotOf = ({ x, y, pressure }: Press): Dot => ({ x, y, pressure })

/** Draws freehand: with a real pen as hard as it is pressed, else as fast as it goes. The tool stays chosen. */
export const PEN: ToolHandlers = {
  cursor: 'crosshair',
  press(canvas, first) {
    drawing.set([dotOf(first)])
    return {
      move: (at) => drawing.set([...drawing.get(), dotOf(at)]),
      release({ x, y }) {
        // A pen that is lifted presses no more, and says so with its last point.
        const { pressure } = drawing.get().at(-1) ?? first
        const dots = [...drawing.get(), { x, y, pressure }]
        drawing.set([])
        const { partner } = canvas.me
        putThings(
          canvas,
          strokesOf(dots).map((stroke) => ({ kind: 'pen', ...stroke, partner })),
        )
        // Drawing goes on: what was drawn is not what the next press is about.
        select(canvas, [])
      },
      cancel: () => drawing.set([]),
    }
  },
  Draft: function PenDraft() {
    const { me } = useCanvas()
    const dots = useStore(drawing)
    return dots.length === 0 ? null : (
      <svg className={`draft pen p-${me.partner}`} aria-hidden>
        <path d={outline(dots)} />
      </svg>
    )
  },
}

/** Half as wide as the eraser is, px of the window. */
const REACH = 10

/** Rubs out whole strokes, each when it is touched; one press is one step. */
export const ERASER: ToolHandlers = {
  cursor: 'cell',
  press(canvas, first) {
    canvas.session.undo.newStep()
    rub(canvas, first)
    return {
      move: (at) => rub(canvas, at),
      release: () => canvas.session.undo.newStep(),
      cancel: () => canvas.session.undo.newStep(),
    }
  },
}

function rub({ session, wall, flow, may }: Canvas, at: Press): void {
  if (!may.get().edit) return // the board was locked meanwhile
  const reach = REACH / (flow.get()?.getZoom() ?? 1)
  const rubbed = session.items.get().flatMap(({ id, kind, points, locked }) => {
    if (kind !== 'pen' || locked) return []
    const rect = wall.rectOf(id)
    if (rect === null || at.x < rect.x - reach || at.x > rect.x + rect.w + reach) return []
    if (at.y < rect.y - reach || at.y > rect.y + rect.h + reach) return []
    return touches(points, rect, at, reach) ? [id] : []
  })
  if (rubbed.length > 0) takeAway(session.doc, rubbed)
}
