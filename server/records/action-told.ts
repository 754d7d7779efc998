import { createHash } from 'node:crypto'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { ActionRow } from './action-rows.ts'
import { note } from './trail.ts'

type Facts = Pick<
  ActionRow,
  | 'workspace'
  | 'id'
  | 'theme'
  | 'owner_id'
  | 'owner_name'
  | 'partner'
  | 'due'
  | 'revised_due'
  | 'status'
  | 'start_date'
  | 'imported'
>

/** sha256 of whose an action is, by when and where it stands, hex; words are left out, since a removal changes them. */
const hashOfAction = (row: Facts): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        row.workspace,
        row.id,
        row.theme,
        row.owner_name === null,
        row.owner_id,
        row.partner,
        row.due,
        row.revised_due,
        row.status,
        row.start_date,
        row.imported,
      ]),
    )
    .digest('hex')

const HASH = / #([0-9a-f]{64})$/

/** What was done to an action, as its trail tells it: with what stands since, to be compared in a check. */
export const didTo = (row: Facts, did: string): string => `${did} #${hashOfAction(row)}`

/** What was done, as people read it. */
export const sayDid = (did: string): string => did.replace(HASH, '')

/** Tells the trail that an action was written, and what stands of it since; `row` is the one that stands. */
export const noteWritten = (
  ledger: Ledger,
  db: Records,
  me: Visitor,
  row: ActionRow,
  { did, before }: { did: string; before: object | null },
): Promise<void> =>
  note(db, {
    workspace: me.workspace,
    subject: `action:${row.id}`,
    at: ledger.now(),
    by: me,
    did: didTo(row, did),
    before: before === null ? null : JSON.stringify(before),
  })

/** What the trail of an action told last; an earlier version of the program told no hash, and the status in words. */
interface Told {
  hash: string | null
  status: string
}

const STATUS = /^(?:set to|went back to|imported as) (.+)$|^verified: (.+) stands$/

/**
 * Owner, partner, theme, dates and status of the register's actions against what the trail told of them last, a line
 * each, and actions that were put in or taken out. What was told without a hash is compared by its status alone.
 */
export async function checkActions(db: Records): Promise<string[]> {
  const told = new Map<string, Told>()
  for (const { workspace, subject, did } of await db
    .selectFrom('trail')
    .select(['workspace', 'subject', 'did'])
    .where('subject', 'like', 'action:%')
    .orderBy('n')
    .execute()) {
    const key = `${workspace} ${subject}`
    const last = told.get(key) ?? { hash: null, status: 'Action not started' }
    const [, set, verified] = STATUS.exec(sayDid(did)) ?? []
    told.set(key, { hash: HASH.exec(did)?.[1] ?? last.hash, status: set ?? verified ?? last.status })
  }
  const faults: string[] = []
  for (const row of await db.selectFrom('action').selectAll().execute()) {
    const key = `${row.workspace} action:${row.id}`
    const last = told.get(key)
    told.delete(key)
    const where = `action ${row.id} of the register of ${row.workspace}`
    if (last === undefined) faults.push(`${where}: put in past the program.`)
    else if (last.status !== row.status || (last.hash !== null && last.hash !== hashOfAction(row)))
      faults.push(`${where}: changed past the program.`)
  }
  for (const key of told.keys()) {
    const [workspace = '', subject = ''] = key.split(' ')
    faults.push(`action ${subject.slice('action:'.length)} of the register of ${workspace}: taken out.`)
  }
  return faults
}
