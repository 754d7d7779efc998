import type { Author } from '../../shared/people/person.ts'
import { authorFrom, toJson } from '../accounts/people.ts'
import { digestOf, linkOf } from '../storage/chain.ts'
import { newSalt, sortableId } from '../storage/ids.ts'
import type { Records } from '../storage/tables.ts'

/** What a trail entry is about. */
export type Subject =
  | `comment:${string}`
  | `wording:${string}`
  | `document:${string}`
  | `position:${string}`
  | `theme:${string}`
  | `restore:${string}`
  | `analysis:${string}`
  | `version:${string}`
  | `purge:${string}`
  | `question:${string}`
  | `presentation:${string}`
  | `action:${string}`
  | `evidence:${string}`
  | `chase:${string}`
  | `issue:${string}`
  | 'register:colours'

export interface Entry {
  workspace: string
  subject: Subject
  at: number
  by: Author
  did: string
  before: string | null
}

/** Adds to the trail, linked to the entry before it; call it in the transaction of the change it tells of. */
export const note = (db: Records, { workspace, ...entry }: Entry): Promise<void> =>
  noteAll(db, workspace, [entry])

/** Adds many entries of one act, in their order, each linked to the one before it. */
export async function noteAll(
  db: Records,
  workspace: string,
  entries: readonly Omit<Entry, 'workspace'>[],
): Promise<void> {
  if (entries.length === 0) return
  let head = await db
    .selectFrom('trail')
    .select(['n', 'hash'])
    .where('workspace', '=', workspace)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  const rows = []
  for (const { by, at, ...entry } of entries) {
    const salt = entry.before === null ? null : newSalt()
    const digest = entry.before === null || salt === null ? null : digestOf(salt, entry.before)
    const n = (head?.n ?? 0) + 1
    const linked = { ...entry, workspace, at, id: sortableId(at), by: toJson(by), n, digest }
    const hash = linkOf(head?.hash ?? '', linked)
    rows.push({ ...linked, salt, hash, withheld: null })
    head = { n, hash }
  }
  await db.insertInto('trail').values(rows).execute()
}

/**
 * Takes what stood before out of these entries, for a purge; the chain holds, since only the digest is in it. Call it
 * in a transaction that also notes the purge under `purge:<purge>`.
 */
export async function withhold(
  db: Records,
  workspace: string,
  entries: readonly string[],
  purge: string,
): Promise<void> {
  for (const id of entries)
    await db
      .updateTable('trail')
      .set({ before: null, salt: null, withheld: purge })
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .where('before', 'is not', null)
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
    .orderBy('n')
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
