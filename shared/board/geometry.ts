import { FAR, type Item, placeOnBoard } from './items.ts'

/** A part of the board, in board px. */
export interface Rect {
  x: number
  y: number
  w: number
  h: number
}

export interface Point {
  x: number
  y: number
}

export const middleOf = ({ x, y, w, h }: Rect): Point => ({ x: x + w / 2, y: y + h / 2 })

/** Where a thing is on the board itself, and how large. */
export const rectOf = (item: Item, all: ReadonlyMap<string, Item>): Rect => ({
  ...placeOnBoard(item, all),
  w: item.w,
  h: item.h,
})

/** The smallest part of the board that holds all of them; null for none. */
export function boundsOf(rects: readonly Rect[]): Rect | null {
  if (rects.length === 0) return null
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, w, h } of rects) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + w)
    bottom = Math.max(bottom, y + h)
  }
  return { x: left, y: top, w: right - left, h: bottom - top }
}

export const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

export const holds = (outer: Rect, inner: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.w <= outer.x + outer.w &&
  inner.y + inner.h <= outer.y + outer.h

/** Places are kept to a hundredth of a px: more digits say nothing and travel to everyone. */
export const rounded = (n: number): number => Math.round(n * 100) / 100

/** The board's edge is as far as anything can be; a thing larger than what is left of it stands at the edge. */
export const onTheBoard = ({ x, y, w, h }: Rect): Point => ({
  x: Math.max(-FAR, Math.min(FAR - w, x)),
  y: Math.max(-FAR, Math.min(FAR - h, y)),
})

/** Farther from the others than this, px, a thing is astray: nobody put it there to be seen. */
const ASTRAY = 20_000

/**
 * What to look at when all of it is to be in view: things that stand absurdly far from most of the others are left
 * out, or everything else would be too small to see. Null when nothing stands on the board.
 */
export function worthSeeing(rects: readonly Rect[]): Rect | null {
  const middle = {
    x: median(rects.map((rect) => middleOf(rect).x)),
    y: median(rects.map((rect) => middleOf(rect).y)),
  }
  return boundsOf(
    rects.filter((rect) => {
      const { x, y } = middleOf(rect)
      return Math.abs(x - middle.x) <= ASTRAY && Math.abs(y - middle.y) <= ASTRAY
    }),
  )
}

/** Things that stand absurdly far from the rest. */
export function astray<T extends Rect>(things: readonly T[]): T[] {
  const seen = worthSeeing(things)
  return seen === null ? [] : things.filter((thing) => !holds(seen, thing))
}

/** A place of the same size for a thing that is astray: below what is in view of everyone, from left to right. */
export function broughtBack(things: readonly Rect[], seen: Rect, gap = 24): Point[] {
  let x = seen.x
  return things.map(({ w }) => {
    const place = { x, y: seen.y + seen.h + gap }
    x += w + gap
    return place
  })
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}
