import { ViewportPortal } from '@xyflow/react'
import { useEffect } from 'react'
import type { Point, Rect } from '../../../shared/board/geometry.ts'
import { type Guide, snapped } from '../../../shared/board/snap.ts'
import { createStore, useStore } from '../../sync/store.ts'
import { type Canvas, useCanvas } from '../canvas/canvas.ts'
import { thingsInView } from '../canvas/in-view.ts'
import { useHolds } from '../canvas/use-holds.ts'

/** Nearer than this, px of the window, a line draws. */
const WITHIN = 6

/** The dots of the ground, px of the board. */
const GRID = 24

/** One and the same, so that nothing is drawn anew where nothing is shown. */
const NONE: readonly Guide[] = []

const guides = createStore<readonly Guide[]>(NONE)

/** Whether what is moved also keeps to the dots; a person's own choice. */
export const keepsToGrid = createStore(false)

/**
 * Moves that end level with their neighbours are drawn there, and the line they share is shown. Alt holds it off.
 */
export function Guides() {
  const canvas = useCanvas()
  const { adjust } = canvas
  const holds = useHolds()
  const shown = useStore(guides)
  useEffect(() => {
    let free = false
    const hear = (event: KeyboardEvent | PointerEvent): void => {
      free = event.altKey
    }
    const neighbours = neighboursOf(canvas)
    adjust.set((all, bounds, by) => (free ? leave(by) : keepTo(canvas, neighbours(all), bounds, by)))
    const events = ['keydown', 'keyup', 'pointermove'] as const
    for (const name of events) addEventListener(name, hear, { capture: true })
    return () => {
      adjust.set(null)
      for (const name of events) removeEventListener(name, hear, { capture: true })
    }
  }, [canvas, adjust])
  useEffect(() => {
    if (!holds) guides.set(NONE)
  }, [holds])
  if (!holds || shown.length === 0) return null
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
  guides.set(NONE)
  return by
}

/**
 * What these can end level with, worked out once for as long as the wall and the view stay as they are. Only what is
 * in view: a line to something that nobody sees explains nothing.
 */
function neighboursOf(canvas: Canvas): (all: ReadonlySet<string>) => readonly Rect[] {
  let known: { all: unknown; things: unknown; rects: readonly Rect[] } | null = null
  return (all) => {
    const things = thingsInView(canvas)
    if (known?.all !== all || known.things !== things) {
      const rects = things.flatMap(({ id, kind }) =>
        all.has(id) || kind === 'pen' || kind === 'stamp' ? [] : (canvas.wall.rectOf(id) ?? []),
      )
      known = { all, things, rects }
    }
    return known.rects
  }
}

function keepTo({ flow }: Canvas, others: readonly Rect[], bounds: Rect, by: Point): Point {
  const moving = { ...bounds, x: bounds.x + by.x, y: bounds.y + by.y }
  const { by: further, guides: lines } = snapped(moving, others, {
    within: WITHIN / (flow.get()?.getZoom() ?? 1),
    grid: keepsToGrid.get() ? GRID : 0,
  })
  guides.set(lines.length === 0 ? NONE : lines)
  return { x: by.x + further.x, y: by.y + further.y }
}
