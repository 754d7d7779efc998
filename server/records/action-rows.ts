import type { Selectable } from 'kysely'
import type { Progress } from '../../shared/domain/actions.ts'
import { dayInLondon } from '../../shared/domain/days.ts'
import type { Shown } from '../../shared/register/evidence-rule.ts'
import { progressOf } from '../../shared/register/progress.ts'
import type { Action, Evidence, StatusSaid } from '../../shared/register/register.ts'
import { authorFrom, authorOrNull } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records, Tables } from '../storage/tables.ts'

export type ActionRow = Selectable<Tables['action']>
export type EvidenceRow = Selectable<Tables['evidence']>
type Proposal = NonNullable<Action['proposal']>
/** What a nominated lead goes back to. */
export type Previous = StatusSaid & { imported: boolean }

export const actionRows = (db: Records, workspace: string): Promise<ActionRow[]> =>
  db.selectFrom('action').selectAll().where('workspace', '=', workspace).orderBy('at').orderBy('id').execute()

export const findAction = (db: Records, workspace: string, id: string): Promise<ActionRow | undefined> =>
  db
    .selectFrom('action')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

/** The pieces of evidence of a workspace, each with the actions it serves. */
export async function evidenceOf(db: Records, workspace: string): Promise<Evidence[]> {
  const rows = await db
    .selectFrom('evidence')
    .selectAll()
    .where('workspace', '=', workspace)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const links = await db
    .selectFrom('action_evidence')
    .selectAll()
    .where('workspace', '=', workspace)
    .orderBy('action')
    .execute()
  const served = new Map<string, string[]>()
  for (const { evidence, action } of links) served.set(evidence, [...(served.get(evidence) ?? []), action])
  return rows.map((row) => evidenceFrom(row, served.get(row.id) ?? []))
}

function evidenceFrom(row: EvidenceRow, actions: string[]): Evidence {
  const verifiedBy = authorOrNull(row.verified_by)
  const withdrawnBy = authorOrNull(row.withdrawn_by)
  return {
    id: row.id,
    title: row.title,
    kind: row.kind,
    place: row.kept_at,
    date: row.date,
    holder: row.holder,
    sensitivity: row.sensitivity,
    whatChanged: row.what_changed,
    actions,
    by: authorFrom(row.by),
    at: row.at,
    changedBy: authorFrom(row.changed_by),
    verified: verifiedBy === null ? null : { by: verifiedBy, at: row.verified_at ?? row.at },
    withdrawn:
      withdrawnBy === null
        ? null
        : { by: withdrawnBy, at: row.withdrawn_at ?? row.at, why: row.withdrawn_why ?? '' },
    version: row.version,
  }
}

/** What the rule sees of the evidence of one action. */
export const shownFor = (action: string, evidence: readonly Evidence[]): Shown[] =>
  evidence
    .filter(({ actions, withdrawn }) => withdrawn === null && actions.includes(action))
    .map(({ date, whatChanged, verified }) => ({ date, whatChanged, verified: verified !== null }))

export const proposalOf = (row: ActionRow): Proposal | null =>
  row.proposal === null ? null : (JSON.parse(row.proposal) as Proposal)

export const previousOf = (row: ActionRow): Previous | null =>
  row.previous === null ? null : (JSON.parse(row.previous) as Previous)

export const saidOf = (row: ActionRow): StatusSaid => ({
  status: row.status,
  statusNote: row.status_note,
  startDate: row.start_date,
  recoveryNote: row.recovery_note,
  revisedDue: row.revised_due,
})

export const actionFrom = (row: ActionRow, evidence: readonly Evidence[]): Action => ({
  id: row.id,
  ref: row.ref,
  title: row.title,
  theme: row.theme,
  owner: row.owner_name === null ? null : { member: row.owner_id, name: row.owner_name },
  partner: row.partner,
  due: row.due,
  ...saidOf(row),
  imported: row.imported === 1,
  source: row.came_from,
  evidence: evidence
    .filter(({ actions, withdrawn }) => withdrawn === null && actions.includes(row.id))
    .map(({ id }) => id),
  proposal: proposalOf(row),
  previous: previousOf(row)?.status ?? null,
  changedBy: authorFrom(row.changed_by),
  changedAt: row.changed_at,
  version: row.version,
})

/** R74: counted anew at every reading. */
export async function readProgress(
  { db, now }: Pick<Ledger, 'db' | 'now'>,
  workspace: string,
): Promise<Progress> {
  return countProgress(await actionRows(db, workspace), await evidenceOf(db, workspace), now())
}

export const countProgress = (
  rows: readonly ActionRow[],
  evidence: readonly Evidence[],
  now: number,
): Progress =>
  progressOf(
    rows.map((row) => ({
      theme: row.theme,
      status: row.status,
      imported: row.imported === 1,
      due: row.due,
      revisedDue: row.revised_due,
      evidence: shownFor(row.id, evidence),
    })),
    dayInLondon(now),
  )
