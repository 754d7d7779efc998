import { overlaps, type Point, type Rect } from '../../../shared/board/geometry.ts'
import type { Canvas } from './canvas.ts'
import { thingsInView } from './in-view.ts'

/** On which side of a pointer its name stands. */
const SIDES = ['right', 'left', 'above', 'above-left'] as const
export type Side = (typeof SIDES)[number]

/** How tall a name is, px of the window. */
export const NAME_H = 22

/** Where a name of this width stands beside a pointer, px of the window from its tip. */
export function placeOfName(side: Side, w: number): Rect {
  const left = side === 'left' || side === 'above-left'
  const above = side === 'above' || side === 'above-left'
  return { x: left ? -w - 4 : 15, y: above ? -NAME_H - 2 : 16, w, h: NAME_H }
}

/** Where words are in view, board px. */
export const textsInView = (canvas: Pick<Canvas, 'wall' | 'session'>): Rect[] =>
  thingsInView(canvas).flatMap(({ id, kind }) => {
    const rect = canvas.wall.rectOf(id)
    if (rect === null) return []
    // Of a frame only its name is text.
    return [kind === 'frame' ? { ...rect, h: Math.min(rect.h, 56) } : rect]
  })

/** The first side on which a name lies on none of these; null where there is none. `at` in board px, `w` in px of the window. */
export function sideFor(texts: readonly Rect[], at: Point, w: number, zoom: number): Side | null {
  const near: Rect = { x: at.x - (w + 40) / zoom, y: at.y - 60 / zoom, w: (2 * w + 80) / zoom, h: 120 / zoom }
  const inTheWay = texts.filter((text) => overlaps(text, near))
  const free = (side: Side): boolean => {
    const { x, y, w: width, h } = placeOfName(side, w)
    const place = { x: at.x + x / zoom, y: at.y + y / zoom, w: width / zoom, h: h / zoom }
    return !inTheWay.some((text) => overlaps(text, place))
  }
  return SIDES.find(free) ?? null
}
