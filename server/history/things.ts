import * as Y from 'yjs'
import { itemsOf } from '../../shared/board/items.ts'
import type { VersionSection } from '../../shared/history/version.ts'

/** What stands beside the words of a section, or of a thing on a board. */
export type Head = Omit<VersionSection, 'content' | 'written'>

/** What of an entry a version keeps under names of its own. */
const APART: ReadonlySet<string> = new Set(['order', 'removed', 'title', 'lead'])

/** Everything on a board, what was taken off it last; the same state gives the same list on every server. */
export function thingsOf(doc: Y.Doc): Head[] {
  const heads: Head[] = []
  for (const [id, entry] of itemsOf(doc)) {
    if (!(entry instanceof Y.Map)) continue
    const order: unknown = entry.get('order')
    heads.push({
      id,
      title: '',
      order: typeof order === 'string' ? order : '',
      lead: null,
      removed: entry.get('removed') === true,
      thing: Object.fromEntries(
        [...entry]
          .filter(([name, value]) => !APART.has(name) && isPlain(value))
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ),
    })
  }
  return heads.toSorted(
    (a, b) => Number(a.removed) - Number(b.removed) || compare(a.order, b.order) || compare(a.id, b.id),
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What another client left that JSON does not hold is no part of a version. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return value !== undefined && typeof value !== 'bigint'
  if (value instanceof Y.AbstractType || value instanceof Uint8Array) return false
  return Object.values(value).every(isPlain)
}

type Entry = Y.Map<unknown>

/** Changed together or not at all: a place is told from the frame it stands in. */
const PLACE: readonly string[] = ['pos', 'parent']

/**
 * Steps one thing of a board from what it was to what is wanted: each name only where it still says what the step
 * found, place and frame together. A thing that the wanted state does not know is taken off; its words stay. `layer`:
 * what it is above of too, as when the whole board is brought back.
 */
export function stepThing(
  entries: Y.Map<unknown>,
  id: string,
  from: Head | null,
  to: Head | null,
  layer: boolean,
): void {
  let entry = entries.get(id)
  if (!(entry instanceof Y.Map)) {
    if (to === null) return
    entry = new Y.Map<unknown>([['order', to.order]])
    entries.set(id, entry)
  }
  const now = entry as Entry
  const untouched = (name: string): boolean => from === null || same(now.get(name), saidIn(from, name))
  const wasRemoved = now.get('removed') === true
  const removed = to?.removed ?? true
  if ((from === null || wasRemoved === from.removed) && wasRemoved !== removed) now.set('removed', removed)
  if (to === null) return
  if (layer && to.order !== '' && now.get('order') !== to.order)
    if (from === null || now.get('order') === from.order) now.set('order', to.order)
  const placed = PLACE.every(untouched)
  const names = new Set([...Object.keys(from?.thing ?? {}), ...Object.keys(to.thing ?? {})])
  for (const name of names) {
    const wanted = saidIn(to, name)
    if (same(now.get(name), wanted)) continue
    if (PLACE.includes(name) ? !placed : !untouched(name)) continue
    if (wanted === undefined) now.delete(name)
    else now.set(name, wanted)
  }
}

/** Names are another client's: what every object has of itself was not written by anybody. */
const saidIn = ({ thing = {} }: Head, name: string): unknown =>
  Object.hasOwn(thing, name) ? thing[name] : undefined

const same = (one: unknown, other: unknown): boolean =>
  (one ?? null) === (other ?? null) || JSON.stringify(one) === JSON.stringify(other)
