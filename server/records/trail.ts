import type { Author } from '../../shared/people/person.ts'
import { authorFrom, toJson } from '../accounts/people.ts'
import { sortableId } from '../storage/ids.ts'
import type { Records } from '../storage/tables.ts'

/** What a trail entry is about: `comment:<id>` or `wording:<theme>`. */
export type Subject = `comment:${string}` | `wording:${string}`

export interface Entry {
  workspace: string
  subject: Subject
  at: number
  by: Author
  did: string
  before: string | null
}

/** Adds to the trail; call it in the transaction of the change it tells of. */
export async function note(db: Records, { by, at, ...entry }: Entry): Promise<void> {
  await db
    .insertInto('trail')
    .values({ ...entry, at, id: sortableId(at), by: toJson(by) })
    .execute()
}

/** The trail of one record, oldest first. */
export async function trailOf(
  db: Records,
  workspace: string,
  subject: Subject,
): Promise<Omit<Entry, 'workspace' | 'subject'>[]> {
  const rows = await db
    .selectFrom('trail')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('subject', '=', subject)
    .orderBy('id')
    .execute()
  return rows.map(({ at, by, did, before }) => ({ at, by: authorFrom(by), did, before }))
}
