import { ViewportPortal } from '@xyflow/react'
import { useEffect } from 'react'
import { overlaps, type Point, type Rect } from '../../../shared/board/geometry.ts'
import { type Guide, snapped } from '../../../shared/board/snap.ts'
import { createStore, useStore } from '../../sync/store.ts'
import { type Canvas, useCanvas } from '../canvas/canvas.ts'

/** Nearer than this, px of the window, a line draws. */
const WITHIN = 6

/** The dots of the ground, px of the board. */
const GRID = 24

const guides = createStore<readonly Guide[]>([])

/** Whether what is moved also keeps to the dots; a person's own choice. */
export const keepsToGrid = createStore(false)

/**
 * Moves that end level with their neighbours are drawn there, and the line they share is shown. Alt holds it off.
 */
export function Guides() {
  const canvas = useCanvas()
  const { wall, adjust } = canvas
  const held = useStore(wall.held)
  const shown = useStore(guides)
  useEffect(() => {
    let free = false
    const hear = (event: KeyboardEvent | PointerEvent): void => {
      free = event.altKey
    }
    adjust.set((all, bounds, by) => (free ? leave(by) : keepTo(canvas, all, bounds, by)))
    const events = ['keydown', 'keyup', 'pointermove'] as const
    for (const name of events) addEventListener(name, hear, { capture: true })
    return () => {
      adjust.set(null)
      for (const name of events) removeEventListener(name, hear, { capture: true })
    }
  }, [canvas, adjust])
  useEffect(() => {
    if (held === null) guides.set([])
  }, [held])
  if (held === null || shown.length === 0) return null
  return (
    <ViewportPortal>
      <svg className="guides" aria-hidden>
        {shown.map(({ axis, at, from, to }) =>
          axis === 'x' ? (
            <line key={`x ${at}`} x1={at} x2={at} y1={from} y2={to} />
          ) : (
            <line key={`y ${at}`} x1={from} x2={to} y1={at} y2={at} />
          ),
        )}
      </svg>
    </ViewportPortal>
  )
}

function leave(by: Point): Point {
  guides.set([])
  return by
}

function keepTo(canvas: Canvas, all: ReadonlySet<string>, bounds: Rect, by: Point): Point {
  const { session, wall, flow } = canvas
  const seen = session.seen.get()
  const moving = { ...bounds, x: bounds.x + by.x, y: bounds.y + by.y }
  // Only what is in view: a line to something that nobody sees explains nothing.
  const others = session.items.get().flatMap(({ id, kind }) => {
    if (all.has(id) || kind === 'connector' || kind === 'pen' || kind === 'stamp') return []
    const rect = wall.rectOf(id)
    return rect !== null && overlaps(rect, seen) ? [rect] : []
  })
  const { by: further, guides: lines } = snapped(moving, others, {
    within: WITHIN / (flow.get()?.getZoom() ?? 1),
    grid: keepsToGrid.get() ? GRID : 0,
  })
  guides.set(lines)
  return { x: by.x + further.x, y: by.y + further.y }
}
