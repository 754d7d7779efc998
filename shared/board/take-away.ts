import type * as Y from 'yjs'
import { OWN } from '../narrative/sections.ts'
import { type Change, changeItems, show } from './edit.ts'
import { type End, type Item, placeOnBoard, readItems } from './items.ts'

/**
 * Takes things from the board, in one step: what stands in a frame that goes stays where it is, and a connector goes
 * with either of the things it joins. Locked things stay. Returns what went.
 */
export function takeAway(doc: Y.Doc, ids: readonly string[], origin: unknown = OWN): string[] {
  const items = readItems(doc)
  const byId = new Map(items.map((item) => [item.id, item]))
  const gone = new Set(ids.filter((id) => byId.get(id)?.locked === false))
  if (gone.size === 0) return []
  const at = (end: End | null): boolean => end !== null && 'item' in end && gone.has(end.item)
  const lines = items.filter(({ kind, from, to }) => kind === 'connector' && (at(from) || at(to)))
  const all = [...new Set([...gone, ...lines.map(({ id }) => id)])]
  doc.transact(() => {
    changeItems(doc, keptInPlace(items, gone, byId), origin)
    show(doc, all, false, origin)
  }, origin)
  return all
}

/** What stood in a frame that goes, at the same place in the frame around it, or on the open board. */
function keptInPlace(
  items: readonly Item[],
  gone: ReadonlySet<string>,
  byId: ReadonlyMap<string, Item>,
): Map<string, Change> {
  const changes = new Map<string, Change>()
  for (const item of items) {
    if (item.parent === null || !gone.has(item.parent) || gone.has(item.id)) continue
    let parent: string | null = item.parent
    while (parent !== null && gone.has(parent)) parent = byId.get(parent)?.parent ?? null
    const here = placeOnBoard(item, byId)
    const frame = parent === null ? undefined : byId.get(parent)
    const from = frame === undefined ? { x: 0, y: 0 } : placeOnBoard(frame, byId)
    changes.set(item.id, { parent, pos: { x: here.x - from.x, y: here.y - from.y } })
  }
  return changes
}
