import { boundsOf, type Point, type Rect, rounded } from './geometry.ts'

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom'
export type Axis = 'x' | 'y'

/** What is moved as one: a thing, or all of one group. */
export interface Unit {
  parts: readonly (Rect & { id: string })[]
  bounds: Rect
}

/** Things of one group are one unit, in the order they are given. */
export function unitsOf(things: readonly (Rect & { id: string; group: string | null })[]): Unit[] {
  const parts = new Map<string, (Rect & { id: string })[]>()
  for (const thing of things) {
    const key = thing.group === null ? `one ${thing.id}` : `group ${thing.group}`
    parts.set(key, [...(parts.get(key) ?? []), thing])
  }
  return [...parts.values()].map((some) => ({ parts: some, bounds: boundsOf(some)! }))
}

/** Puts one edge, or the middle, of every unit on one line. New places on the board, by id; only of what moves. */
export function aligned(units: readonly Unit[], to: Alignment): Map<string, Point> {
  const all = boundsOf(units.map(({ bounds }) => bounds))
  if (all === null) return new Map()
  const shift = ({ x, y, w, h }: Rect): Point => {
    switch (to) {
      case 'left':
        return { x: all.x - x, y: 0 }
      case 'centre':
        return { x: all.x + all.w / 2 - (x + w / 2), y: 0 }
      case 'right':
        return { x: all.x + all.w - (x + w), y: 0 }
      case 'top':
        return { x: 0, y: all.y - y }
      case 'middle':
        return { x: 0, y: all.y + all.h / 2 - (y + h / 2) }
      case 'bottom':
        return { x: 0, y: all.y + all.h - (y + h) }
    }
  }
  return moved(units.map((unit) => ({ unit, by: shift(unit.bounds) })))
}

/** Makes the gaps between units equal; the first and the last stay where they are. Fewer than three have no gaps to share. */
export function distributed(units: readonly Unit[], along: Axis): Map<string, Point> {
  if (units.length < 3) return new Map()
  const size = along === 'x' ? 'w' : 'h'
  const sorted = units.toSorted((a, b) => a.bounds[along] - b.bounds[along])
  const first = sorted[0]!.bounds
  const last = sorted.at(-1)!.bounds
  const taken = sorted.slice(0, -1).reduce((sum, { bounds }) => sum + bounds[size], 0)
  const gap = (last[along] - first[along] - taken) / (sorted.length - 1)
  let at = first[along]
  return moved(
    sorted.map((unit) => {
      const by = at - unit.bounds[along]
      at += unit.bounds[size] + gap
      return { unit, by: along === 'x' ? { x: by, y: 0 } : { x: 0, y: by } }
    }),
  )
}

/** Less than this is rounding, not a move. */
const LEAST = 0.02

function moved(moves: readonly { unit: Unit; by: Point }[]): Map<string, Point> {
  const places = new Map<string, Point>()
  for (const { unit, by } of moves) {
    if (Math.abs(by.x) < LEAST && Math.abs(by.y) < LEAST) continue
    for (const { id, x, y } of unit.parts) places.set(id, { x: rounded(x + by.x), y: rounded(y + by.y) })
  }
  return places
}
