import { overlaps, type Rect } from '../../../shared/board/geometry.ts'

/** Where the bar of what is selected stands, px of the canvas, and whether its buttons stand under each other. */
export interface BarPlace {
  x: number
  y: number
  upright: boolean
}

/** Between what is selected and its bar, px: the handles of its sides stand there. */
const OFF = 24

/**
 * The place beside what is selected where its bar covers least, best none, of what is to be read; above before below
 * before beside it. All in px of the canvas.
 * @param long how long the bar is, @param thick how thick, @param room where it may stand at all
 * @param taken what is to be read, and what stands over the canvas
 */
export function placeOfBar(
  at: Rect,
  { long, thick }: { long: number; thick: number },
  room: Rect,
  taken: readonly Rect[],
): BarPlace {
  const middle = at.x + at.w / 2 - long / 2
  const right = at.x + at.w - long
  const above = at.y - OFF - thick
  const below = at.y + at.h + OFF
  const near = taken.filter((rect) => overlaps(rect, around(at, long + OFF)))
  // Along the thing also just past what stands beside it: the bar may fit between two of those. From afar they are too many.
  const past = (from: 'x' | 'y', size: 'w' | 'h'): number[] =>
    near
      .slice(0, 24)
      .flatMap((rect) => [rect[from] - long, rect[from] + rect[size]])
      .filter((start) => start < at[from] + at[size] && start + long > at[from])
  const xs = [middle, at.x, right, ...past('x', 'w')]
  const ys = [at.y, at.y + at.h - long, ...past('y', 'h')]
  const lying = [above, below].flatMap((y) => xs.map((x) => ({ x, y, upright: false })))
  const beside = [at.x + at.w + OFF, at.x - OFF - thick].flatMap((x) =>
    ys.map((y) => ({ x, y, upright: true })),
  )
  let best: { place: BarPlace; covers: number } | null = null
  for (const wanted of [...lying, ...beside]) {
    const size = wanted.upright ? { w: thick, h: long } : { w: long, h: thick }
    // Along the thing it may be pushed into view; away from it, it stands beside the thing or not at all.
    const place = {
      ...wanted,
      x: wanted.upright ? wanted.x : clamp(wanted.x, room.x, room.x + room.w - size.w),
      y: wanted.upright ? clamp(wanted.y, room.y, room.y + room.h - size.h) : wanted.y,
    }
    const box = { x: place.x, y: place.y, ...size }
    const outside = size.w * size.h - shared(box, room)
    const covers = outside * 10 + near.reduce((sum, rect) => sum + shared(box, rect), shared(box, at) * 3)
    if (best === null || covers < best.covers) best = { place, covers }
    if (covers === 0) break
  }
  const { place } = best!
  const size = place.upright ? { w: thick, h: long } : { w: long, h: thick }
  // What is selected may be out of view or fill it: its bar is still there to be pressed.
  return {
    upright: place.upright,
    x: Math.round(clamp(place.x, room.x, room.x + room.w - size.w)),
    y: Math.round(clamp(place.y, room.y, room.y + room.h - size.h)),
  }
}

const clamp = (n: number, least: number, most: number): number => Math.max(least, Math.min(most, n))

const around = ({ x, y, w, h }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  w: w + 2 * by,
  h: h + 2 * by,
})

/** How much two places have in common, px². */
const shared = (a: Rect, b: Rect): number =>
  Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y))
