import { boundsOf, type Point, type Rect } from '../../../shared/board/geometry.ts'
import type { PartnerKind } from '../../../shared/domain/partners.ts'
import type { BoardNode } from '../canvas/wall.ts'

/** How the board lies in the map: the corner that is drawn at its own, and board px to one px of it. */
export interface MapPlace {
  x: number
  y: number
  scale: number
}

/** Around all that is drawn, px of the map. */
const MARGIN = 6

const rectOf = ({ position: { x, y }, width = 0, height, initialHeight = 0, measured }: BoardNode): Rect => ({
  x,
  y,
  w: width,
  h: measured?.height ?? height ?? initialHeight,
})

/** Where everything, and what is in view, has room in a map of this size. */
export function placeInMap(
  nodes: readonly BoardNode[],
  seen: Rect,
  { w, h }: { w: number; h: number },
): MapPlace {
  const all = boundsOf([...nodes.map(rectOf), seen]) ?? seen
  const scale = Math.max(all.w / (w - 2 * MARGIN), all.h / (h - 2 * MARGIN), Number.MIN_VALUE)
  return { x: all.x + all.w / 2 - (w / 2) * scale, y: all.y + all.h / 2 - (h / 2) * scale, scale }
}

export const onMap = ({ x, y, scale }: MapPlace, rect: Rect): Rect => ({
  x: (rect.x - x) / scale,
  y: (rect.y - y) / scale,
  w: rect.w / scale,
  h: rect.h / scale,
})

export const onBoard = ({ x, y, scale }: MapPlace, at: Point): Point => ({
  x: x + at.x * scale,
  y: y + at.y * scale,
})

/** What is drawn in which ink, in the order in which it is: frames are the ground. */
export function inksOfMap(
  nodes: readonly BoardNode[],
  place: MapPlace,
): { frames: Rect[]; things: Map<PartnerKind | null, Rect[]> } {
  const frames: Rect[] = []
  const things = new Map<PartnerKind | null, Rect[]>()
  for (const node of nodes) {
    const { kind, partner } = node.data.item
    const rect = onMap(place, rectOf(node))
    if (kind === 'frame') frames.push(rect)
    else {
      const same = things.get(partner)
      if (same === undefined) things.set(partner, [rect])
      else same.push(rect)
    }
  }
  return { frames, things }
}
