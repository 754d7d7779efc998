import { overlaps } from '../../../shared/board/geometry.ts'
import type { Item } from '../../../shared/board/items.ts'
import type { Canvas } from './canvas.ts'

interface Known {
  nodes: unknown
  seen: unknown
  things: readonly Item[]
}

const known = new WeakMap<Canvas['wall'], Known>()

/**
 * What was in view when the wall was last drawn; no connectors. It is asked for in every frame of a drag, and all of
 * the board is gone through only when the wall or the view is another.
 */
export function thingsInView({ wall, session }: Pick<Canvas, 'wall' | 'session'>): readonly Item[] {
  const nodes = wall.nodes.get()
  const seen = session.seen.get()
  const before = known.get(wall)
  if (before?.nodes === nodes && before.seen === seen) return before.things
  const things = nodes.flatMap(({ id, data: { item } }) => {
    const rect = wall.rectOf(id)
    return rect !== null && overlaps(rect, seen) ? [item] : []
  })
  known.set(wall, { nodes, seen, things })
  return things
}
