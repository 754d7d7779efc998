import { type Item } from '../../../shared/board/items.ts'
import { type Naming, sayItem } from '../../../shared/board/said.ts'
import type { ShortNames } from '../../presence/here.ts'
import type { BoardSession } from '../session.ts'
import type { Store } from '../../sync/narrative-slots.ts'
import { wordsNow } from '../here.ts'

/** How things are named, without a new map for every name. */
export const naming = (
  session: BoardSession,
  items: Store<ReadonlyMap<string, Item>>,
  short: () => ShortNames,
): Naming => ({
  words: (id) => wordsNow(session, id),
  partner: (kind) => short()[kind],
  get items() {
    return items.get()
  },
})

/** "Note, Parents: We told our story…" for one, "3 things" for several. */
export function sayThings(ids: Iterable<string>, naming: Naming, most = 60): string {
  const items = [...ids].flatMap((id) => naming.items.get(id) ?? [])
  const [only] = items
  if (only === undefined) return 'nothing'
  return items.length === 1 ? sayItem(only, naming, most) : `${items.length} things`
}
