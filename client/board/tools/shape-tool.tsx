import { type Rect, rounded } from '../../../shared/board/geometry.ts'
import { SIZES } from '../../../shared/board/items.ts'
import { createStore, useStore } from '../../sync/store.ts'
import type { Canvas } from '../canvas/canvas.ts'
import type { Press, ToolHandlers } from '../canvas/press.ts'
import { nextShape, nextStamp } from './choices.ts'
import { inTheMiddle, putFrame, putThings } from './put-things.ts'

const draft = createStore<Rect | null>(null)

/** A drag shorter than this, px, is a press: the thing is as large as things of its kind are. */
const SHORT = 24

/** From one corner to the other; with Shift as wide as it is high. */
function between(a: Press, b: Press): Rect {
  const w = b.shift ? Math.max(Math.abs(b.x - a.x), Math.abs(b.y - a.y)) : Math.abs(b.x - a.x)
  const h = b.shift ? w : Math.abs(b.y - a.y)
  return {
    x: rounded(b.x < a.x ? a.x - w : a.x),
    y: rounded(b.y < a.y ? a.y - h : a.y),
    w: rounded(w),
    h: rounded(h),
  }
}

/** Draws a box from corner to corner, and makes what it is for. */
const boxed = (make: (canvas: Canvas, rect: Rect | null, at: Press) => void, name: string): ToolHandlers => ({
  cursor: 'crosshair',
  press: (canvas, from) => ({
    move: (at) => draft.set(between(from, at)),
    release(at) {
      draft.set(null)
      canvas.session.tool.set('select')
      const rect = between(from, at)
      make(canvas, rect.w < SHORT || rect.h < SHORT ? null : rect, from)
    },
    cancel: () => draft.set(null),
  }),
  Draft: function BoxDraft() {
    const rect = useStore(draft)
    return rect === null ? null : (
      <svg className={`draft box is-${name}`} aria-hidden>
        <rect x={rect.x} y={rect.y} width={rect.w} height={rect.h} />
      </svg>
    )
  },
})

const around = ({ x, y }: Press, { w, h }: Pick<Rect, 'w' | 'h'>): Rect => ({
  x: x - w / 2,
  y: y - h / 2,
  w,
  h,
})

export const SHAPE = boxed((canvas, rect, at) => makeShape(canvas, rect ?? around(at, SIZES.shape)), 'shape')

/** A frame drawn round things takes them in. */
export const FRAME = boxed(
  (canvas, rect, { x, y }) => makeFrame(canvas, rect ?? { x, y, ...SIZES.frame }),
  'frame',
)

export const STAMP: ToolHandlers = {
  cursor: 'copy',
  press: (canvas) => ({
    release(at) {
      if (!at.shift) canvas.session.tool.set('select')
      makeStamp(canvas, around(at, SIZES.stamp))
    },
  }),
}

/** Makes a shape of the kind that is chosen, in the middle of what is in view where no place is given, and begins its words. */
export function makeShape(canvas: Canvas, rect?: Rect): void {
  const place = rect ?? { ...inTheMiddle(canvas, SIZES.shape), ...SIZES.shape }
  const ids = putThings(canvas, [{ kind: 'shape', shape: nextShape.get(), ...place }])
  if (ids !== null) canvas.session.writing.set(ids[0]!)
}

/** Makes a frame and begins its name. */
export function makeFrame(canvas: Canvas, rect?: Rect): void {
  const id = putFrame(canvas, rect ?? { ...inTheMiddle(canvas, SIZES.frame), ...SIZES.frame })
  if (id !== null) canvas.session.writing.set(id)
}

/** Puts the stamp that is chosen, in this person's partner's colour. */
export function makeStamp(canvas: Canvas, rect?: Rect): void {
  const place = rect ?? { ...inTheMiddle(canvas, SIZES.stamp), ...SIZES.stamp }
  putThings(canvas, [{ kind: 'stamp', stamp: nextStamp.get(), partner: canvas.me.partner, ...place }])
}
