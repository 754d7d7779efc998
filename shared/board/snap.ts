import type { Axis } from './align.ts'
import type { Point, Rect } from './geometry.ts'

/** A line that is shown while something is being moved: its edge or middle is level with another's. */
export interface Guide {
  /** 'x': an upright line at this x, from one y to another; 'y': a lying one. */
  axis: Axis
  at: number
  from: number
  to: number
}

export interface Snapped {
  /** How far to move besides. */
  by: Point
  guides: Guide[]
}

/**
 * Draws what is being moved to its neighbours' edges and middles where it is nearer than `within` px; failing
 * that, to the grid, if there is one (its step, px).
 */
export function snapped(
  moving: Rect,
  others: readonly Rect[],
  { within, grid = 0 }: { within: number; grid?: number },
): Snapped {
  const x = along('x', moving, others, within)
  const y = along('y', moving, others, within)
  const by = {
    x: x ?? toGrid(moving.x, grid),
    y: y ?? toGrid(moving.y, grid),
  }
  const there = { ...moving, x: moving.x + by.x, y: moving.y + by.y }
  return {
    by,
    guides: [
      ...(x === null ? [] : guidesOf('x', there, others)),
      ...(y === null ? [] : guidesOf('y', there, others)),
    ],
  }
}

const toGrid = (at: number, step: number): number => (step > 0 ? Math.round(at / step) * step - at : 0)

const linesOf = (axis: Axis, { x, y, w, h }: Rect): readonly [number, number, number] =>
  axis === 'x' ? [x, x + w / 2, x + w] : [y, y + h / 2, y + h]

/** The least way to a line of a neighbour; null when none is near enough. */
function along(axis: Axis, moving: Rect, others: readonly Rect[], within: number): number | null {
  let best: number | null = null
  for (const other of others)
    for (const line of linesOf(axis, other))
      for (const own of linesOf(axis, moving)) {
        const way = line - own
        if (Math.abs(way) <= within && (best === null || Math.abs(way) < Math.abs(best))) best = way
      }
  return best
}

const SAME = 0.01

function guidesOf(axis: Axis, there: Rect, others: readonly Rect[]): Guide[] {
  const guides: Guide[] = []
  for (const at of linesOf(axis, there)) {
    const level = others.filter((other) => linesOf(axis, other).some((line) => Math.abs(line - at) < SAME))
    if (level.length === 0) continue
    const ends = [there, ...level].flatMap(({ x, y, w, h }) => (axis === 'x' ? [y, y + h] : [x, x + w]))
    guides.push({ axis, at, from: Math.min(...ends), to: Math.max(...ends) })
  }
  return guides
}
