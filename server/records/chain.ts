import type { Selectable } from 'kysely'
import { WORDS_REMOVED } from '../../shared/domain/positions.ts'
import { digestOf, linkOf } from '../storage/chain.ts'
import type { Records, Tables } from '../storage/tables.ts'
import { hashOfPosition, positionSubject } from './position-rows.ts'

/** Where a workspace's trail ends: noted down elsewhere, it shows whether later entries were cut off. */
export interface Head {
  workspace: string
  entries: number
  hash: string
}

type TrailRow = Selectable<Tables['trail']>

/**
 * Reads every trail through: what was changed, taken out, put in or moved shows, and so does a position that is not
 * the one its entry tells of. Entries cut off at the very end show only against a head noted down before.
 */
export async function checkChain(db: Records): Promise<{ faults: string[]; heads: Head[] }> {
  const faults: string[] = []
  const heads: Head[] = []
  const slugs = await db.selectFrom('trail').select('workspace').distinct().orderBy('workspace').execute()
  for (const { workspace } of slugs) {
    const rows = await db
      .selectFrom('trail')
      .selectAll()
      .where('workspace', '=', workspace)
      .orderBy('n')
      .execute()
    faults.push(...faultsOf(rows).map((fault) => `trail of ${workspace}: ${fault}.`))
    const last = rows.at(-1)
    if (last !== undefined) heads.push({ workspace, entries: last.n, hash: last.hash })
  }
  return { faults: [...faults, ...(await positionFaults(db))], heads }
}

function faultsOf(rows: readonly TrailRow[]): string[] {
  const faults: string[] = []
  const purges = new Set(rows.map(({ subject }) => subject).filter((subject) => subject.startsWith('purge:')))
  let [n, hash] = [0, '']
  for (const row of rows) {
    if (row.n !== n + 1)
      faults.push(n === 0 ? 'its first entry is missing' : `an entry is missing after ${n}`)
    // Linked to what is written before it, so that one tampered entry is named alone and not all that follow.
    else if (row.hash !== linkOf(hash, row) || !wordsStand(row, purges))
      faults.push(`entry ${row.n} was changed, or stands where it was not written`)
    n = row.n
    hash = row.hash
  }
  return faults
}

function wordsStand({ before, salt, digest, withheld }: TrailRow, purges: ReadonlySet<string>): boolean {
  if (withheld !== null) return before === null && salt === null && purges.has(`purge:${withheld}`)
  if (before === null) return salt === null && digest === null
  return salt !== null && digestOf(salt, before) === digest
}

/** An act on a position by its first three words; the version it stands on follows them. */
const key = (workspace: string, subject: string, did: string): string =>
  `${workspace} ${subject} ${did.split(' ', 3).join(' ')}`

/** The entry that tells of a position holds its hash; both must be there and agree. */
async function positionFaults(db: Records): Promise<string[]> {
  const faults: string[] = []
  const rows = await db.selectFrom('position').selectAll().orderBy('at').execute()
  const told = await db
    .selectFrom('trail')
    .select(['workspace', 'subject', 'did'])
    .where('subject', 'like', 'position:%')
    .execute()
  const entries = new Set(told.map(({ workspace, subject, did }) => key(workspace, subject, did)))
  for (const row of rows) {
    const where = `position ${row.id} in ${row.workspace}`
    const { workspace } = row
    const subject = positionSubject(row)
    const scrubbed = row.reason === WORDS_REMOVED && row.salt === null
    const wordsStand = scrubbed
      ? entries.has(key(workspace, subject, `removed words ${row.id}`))
      : row.reason === null
        ? row.digest === null
        : row.salt !== null && digestOf(row.salt, row.reason) === row.digest
    if (
      !wordsStand ||
      hashOfPosition(row) !== row.hash ||
      !entries.has(key(workspace, subject, `set ${row.id} ${row.hash}`))
    )
      faults.push(`${where}: it was changed, or put in past the program.`)
  }
  const stands = new Set(rows.map(({ workspace, id }) => `${workspace} ${id}`))
  for (const { workspace, did } of told) {
    const [act, id = ''] = did.split(' ')
    if (act === 'set' && !stands.has(`${workspace} ${id}`))
      faults.push(`position ${id} in ${workspace}: it was taken out.`)
  }
  return faults
}
