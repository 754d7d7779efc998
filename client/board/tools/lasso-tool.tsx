import type { Point } from '../../../shared/board/geometry.ts'
import { lassoed } from '../../../shared/board/lasso.ts'
import { createStore, useStore } from '../../sync/store.ts'
import { select } from '../canvas/acts.ts'
import type { Canvas } from '../canvas/canvas.ts'
import type { ToolHandlers } from '../canvas/press.ts'
import { sayThings } from '../canvas/said.ts'
import { lineThrough } from './paths.ts'

const line = createStore<readonly Point[]>([])

/** Selects what a line is drawn round; with Shift besides what is selected already. */
export const LASSO: ToolHandlers = {
  cursor: 'crosshair',
  harmless: true,
  press(canvas, { x, y, shift }) {
    line.set([{ x, y }])
    return {
      move: (at) => line.set([...line.get(), { x: at.x, y: at.y }]),
      release() {
        const taken = insideOf(canvas, line.get())
        line.set([])
        canvas.session.tool.set('select')
        select(canvas, shift ? [...canvas.session.selection.get(), ...taken] : taken)
        canvas.say(taken.length === 0 ? 'Nothing selected.' : `Selected: ${sayThings(taken, canvas.naming)}.`)
      },
      cancel: () => line.set([]),
    }
  },
  Draft: function LassoDraft() {
    const points = useStore(line)
    return points.length < 2 ? null : (
      <svg className="draft lasso" aria-hidden>
        <path d={lineThrough(points, true)} />
      </svg>
    )
  },
}

const insideOf = ({ session, wall }: Canvas, points: readonly Point[]): string[] =>
  lassoed(
    points,
    session.items.get().flatMap(({ id, kind, locked }) => {
      const rect = kind === 'connector' || locked ? null : wall.rectOf(id)
      return rect === null ? [] : [{ id, ...rect, whole: kind === 'frame' }]
    }),
  ).map(({ id }) => id)
