import type { Item } from '../../../shared/board/items.ts'

/** About how tall a line is, px; the browser remembers how tall it was. */
export const LINE_TALL = 69

/** How many lines share a stretch, on average. */
const SHARED = 40

/**
 * The lines of a shelf in stretches that are laid out only in view. A stretch ends at a thing whose id says so: when
 * one comes, goes or moves, the other stretches stay what they were, and the lines in them stay where they are.
 */
export function stretchesOf(items: readonly Item[]): (readonly Item[])[] {
  const stretches: Item[][] = []
  let ended = true
  for (const item of items) {
    if (ended) stretches.push([])
    stretches.at(-1)!.push(item)
    ended = ends(item.id)
  }
  return stretches
}

/** FNV-1a of the id, spread out over its low digits. */
function ends(id: string): boolean {
  let hash = 2_166_136_261
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 16_777_619)
  return ((hash ^ (hash >>> 15)) >>> 0) % SHARED === 0
}
