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

/**
 * Has anybody but this member changed a comment since the version they saw? Their own changes are no surprise to
 * them: what waited offline behind an earlier write of theirs was made on the version before it.
 */
export async function changedByOthers(
  db: Records,
  comment: { workspace: string; id: string; version: number },
  seen: number,
  member: string,
): Promise<boolean> {
  if (seen === comment.version) return false
  // Each version has its entry, from "posted" on.
  const entries = await trailOf(db, comment.workspace, `comment:${comment.id}`)
  return seen > comment.version || entries.slice(Math.max(0, seen)).some(({ by }) => by.id !== member)
}
