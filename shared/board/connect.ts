import type { End, Item, Side } from './items.ts'
import { SIDES } from './items.ts'
import type { Point, Rect } from './geometry.ts'

/** An end of a drawn connector: where it is, and which way it leaves. */
export interface Tip extends Point {
  side: Side
}

/** A connector as it is drawn. */
export interface Line {
  /** The curve, as an SVG path. */
  d: string
  /** The arrow at its end, as an SVG path. */
  head: string
  /** The middle of the curve: where its words would stand. */
  middle: Point
  from: Tip
  to: Tip
}

/** Between an end and the thing it is at, px. */
const GAP = 4
/** A curve leaves a side at least this far before it bends, px. */
const BEND = 36
/** The least that shows which way it leaves, px. */
const STUB = 10

/**
 * The curve of a connector between the things it is at, wherever they are now; null while one of them is not there.
 * `find` gives where a thing is on the board.
 */
export function lineOf(
  { from, to }: Pick<Item, 'from' | 'to'>,
  find: (id: string) => Rect | null,
): Line | null {
  const a = endBox(from, find)
  const b = endBox(to, find)
  if (a === null || b === null) return null
  const start = tipOf(a, sideAt(from) ?? facing(a, b))
  const end = tipOf(b, sideAt(to) ?? facing(b, a))
  return curve(start, end)
}

/** The part of the board between the ends of a connector; null for none. */
export const boxOf = (line: Line | null): Rect | null =>
  line === null
    ? null
    : {
        x: Math.min(line.from.x, line.to.x),
        y: Math.min(line.from.y, line.to.y),
        w: Math.abs(line.to.x - line.from.x) + 1,
        h: Math.abs(line.to.y - line.from.y) + 1,
      }

/** The side of a thing that faces another: across the wider gap between them. */
export function facing(from: Rect, to: Rect): Side {
  const right = to.x - (from.x + from.w)
  const left = from.x - (to.x + to.w)
  const below = to.y - (from.y + from.h)
  const above = from.y - (to.y + to.h)
  const sides: readonly [Side, number][] = [
    ['right', right],
    ['left', left],
    ['bottom', below],
    ['top', above],
  ]
  return sides.reduce((best, each) => (each[1] > best[1] ? each : best))[0]
}

/** The side of a thing whose middle is nearest to a place, and how far it is. */
export function nearestSide(rect: Rect, { x, y }: Point): { side: Side; far: number } {
  return SIDES.map((side) => {
    const at = tipOf(rect, side, 0)
    return { side, far: Math.hypot(at.x - x, at.y - y) }
  }).reduce((best, each) => (each.far < best.far ? each : best))
}

/** The middle of a side, a little off it. */
export function tipOf({ x, y, w, h }: Rect, side: Side, gap = w === 0 && h === 0 ? 0 : GAP): Tip {
  switch (side) {
    case 'top':
      return { x: x + w / 2, y: y - gap, side }
    case 'right':
      return { x: x + w + gap, y: y + h / 2, side }
    case 'bottom':
      return { x: x + w / 2, y: y + h + gap, side }
    case 'left':
      return { x: x - gap, y: y + h / 2, side }
  }
}

function curve(from: Tip, to: Tip): Line {
  const reach = Math.min(
    Math.max(BEND, Math.min(260, Math.hypot(to.x - from.x, to.y - from.y) / 2)),
    Math.max(STUB, ahead(from, to) ?? Infinity),
  )
  const c1 = away(from, reach)
  const c2 = away(to, reach)
  return {
    d: `M${at(from)}C${at(c1)} ${at(c2)} ${at(to)}`,
    head: headOf(to),
    middle: {
      x: (from.x + 3 * c1.x + 3 * c2.x + to.x) / 8,
      y: (from.y + 3 * c1.y + 3 * c2.y + to.y) / 8,
    },
    from,
    to,
  }
}

/** How far a side is from the one it faces; null where they do not face each other. A curve that bends later loops back. */
function ahead(from: Tip, to: Tip): number | null {
  const [a, b] = [OUT[from.side], OUT[to.side]]
  const far = (to.x - from.x) * a.x + (to.y - from.y) * a.y
  return a.x === -b.x && a.y === -b.y && far > 0 ? far : null
}

const OUT: Readonly<Record<Side, Point>> = {
  top: { x: 0, y: -1 },
  right: { x: 1, y: 0 },
  bottom: { x: 0, y: 1 },
  left: { x: -1, y: 0 },
}

const away = ({ x, y, side }: Tip, by: number): Point => ({
  x: x + OUT[side].x * by,
  y: y + OUT[side].y * by,
})

/** The curve meets its end square to the side, and so does the arrow. */
function headOf(tip: Tip): string {
  const back = away(tip, 8)
  const across = { x: OUT[tip.side].y * 4.5, y: OUT[tip.side].x * 4.5 }
  return `M${at({ x: back.x - across.x, y: back.y - across.y })}L${at(tip)}L${at({ x: back.x + across.x, y: back.y + across.y })}`
}

const sideAt = (end: End | null): Side | null => (end !== null && 'item' in end ? end.side : null)

function endBox(end: End | null, find: (id: string) => Rect | null): Rect | null {
  if (end === null) return null
  return 'item' in end ? find(end.item) : { x: end.x, y: end.y, w: 0, h: 0 }
}

/** A point of a path, to a tenth of a px. */
const at = ({ x, y }: Point): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
