import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import type { ActionStatus } from '../../shared/domain/actions.ts'
import type { Action, ActionSaid, Owner } from '../../shared/register/register.ts'
import { authorFrom, findMember, toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { noteWritten } from './action-told.ts'
import { type ActionRow, actionFrom, evidenceOf, findAction } from './action-rows.ts'
import {
  asKnown,
  changing,
  isFull,
  Lost,
  NO_ACTION,
  type Outcome,
  type Refused,
  stale,
  TAKEN,
} from './register-door.ts'
import { note } from './trail.ts'

const NOT_YOURS = no(
  'not allowed',
  'Actions are changed by the workstream leads of their partner, by who owns them and by the nominated lead. You can say something about this one instead.',
)
const NOT_YOUR_PARTNER = no(
  'not allowed',
  'Workstream leads add actions of their own partner. Ask a workstream lead of that partner, or the nominated lead, to add this one; they can name you as its owner.',
)
export const NO_OWNER = no(
  'bad request',
  'That person is not a member any more. Choose another owner, or write a name.',
)

/** Adds an action; sent twice, it is there once. */
export const addAction = (
  ledger: Ledger,
  visitor: Visitor,
  said: ActionSaid & { id: string },
): Outcome<Action> =>
  changing(ledger, visitor, async (db, me) => {
    const there = await findAction(db, me.workspace, said.id)
    if (there !== undefined) return authorFrom(there.by).id === me.id ? ok(actionFrom(there, [])) : TAKEN
    const refused = (await refusal(db, me, said, null)) ?? (await isFull(db, me.workspace, 'action'))
    if (refused !== null) return refused
    const owner = await asKnown(db, me.workspace, said.owner)
    const how = { status: 'Action not started', imported: false, at: ledger.now() } as const
    const row = newRow(me, { ...said, owner }, how)
    await db.insertInto('action').values(row).execute()
    await noteWritten(ledger, db, me, row, { did: 'added', before: null })
    return ok(actionFrom(row, []))
  })

/** Changes what is said of an action apart from its status; exactly one write wins each version. */
export const changeAction = (
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  { version, ...said }: ActionSaid & { version: number },
): Outcome<Action> =>
  changing(ledger, visitor, async (db, me) => {
    const row = await findAction(db, me.workspace, id)
    if (row === undefined) return NO_ACTION
    const evidence = await evidenceOf(db, me.workspace)
    const before = actionFrom(row, evidence)
    if (!may(me, { do: 'set action', partner: row.partner, owner: row.owner_id })) return NOT_YOURS
    const fresh = Object.entries(said).filter(
      ([name, value]) => JSON.stringify(before[name as keyof ActionSaid]) !== JSON.stringify(value),
    )
    // What it says already, as a replay of one's own write does.
    if (fresh.length === 0) return ok(before)
    if (row.version !== version) return stale(before, 'action')
    const refused = await refusal(db, me, said, row)
    if (refused !== null) return refused
    const owner = await asKnown(db, me.workspace, said.owner)
    const next = await writeAction(db, row, {
      ref: said.ref,
      title: said.title,
      theme: said.theme,
      owner_id: owner?.member ?? null,
      owner_name: owner?.name ?? null,
      partner: said.partner,
      due: said.due,
      changed_by: toJson(me),
      changed_at: ledger.now(),
    })
    await noteWritten(ledger, db, me, next, {
      did: 'changed',
      before: Object.fromEntries(fresh.map(([name]) => [name, before[name as keyof ActionSaid]])),
    })
    return ok(actionFrom(next, evidence))
  })

/** Says something about an action; sent twice, it is said once. */
export const noteAction = (
  ledger: Ledger,
  visitor: Visitor,
  action: string,
  { id, words }: { id: string; words: string },
): Outcome<{ done: true }> =>
  changing(ledger, visitor, async (db, me) => {
    const { workspace } = me
    if (!may(me, { do: 'note action' }))
      return no(
        'not allowed',
        'You can read the register. Those who work on it say something about an action.',
      )
    if ((await findAction(db, workspace, action)) === undefined) return NO_ACTION
    const there = await db
      .selectFrom('action_note')
      .select(['by', 'action'])
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .executeTakeFirst()
    if (there !== undefined)
      return authorFrom(there.by).id === me.id && there.action === action
        ? ok({ done: true as const })
        : TAKEN
    const full = await isFull(db, workspace, 'action_note')
    if (full !== null) return full
    await db
      .insertInto('action_note')
      .values({ workspace, id, action, words, by: toJson(me), at: ledger.now() })
      .execute()
    return ok({ done: true as const })
  })

/** Writes one version of an action; if another write has won it, the whole transaction is taken back. */
export async function writeAction(
  db: Records,
  row: ActionRow,
  set: Partial<Omit<ActionRow, 'workspace' | 'id' | 'version'>>,
): Promise<ActionRow> {
  const next = { ...row, ...set, version: row.version + 1 }
  const { numUpdatedRows } = await db
    .updateTable('action')
    .set(next)
    .where('workspace', '=', row.workspace)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Lost(stale(null, 'action'))
  return next
}

/** Tells the trail of an action what happened to its evidence. */
export const noteOf = (
  ledger: Ledger,
  db: Records,
  me: Visitor,
  action: string,
  did: string,
  before: object | null,
): Promise<void> =>
  note(db, {
    workspace: me.workspace,
    subject: `action:${action}`,
    at: ledger.now(),
    by: me,
    did,
    before: before === null ? null : JSON.stringify(before),
  })

async function refusal(
  db: Records,
  me: Visitor,
  said: { ref: string; owner: Owner | null; partner: ActionSaid['partner'] },
  before: Pick<ActionRow, 'id' | 'partner'> | null,
): Promise<Refused | null> {
  const { ref, owner } = said
  const barred = notTheirs(me, said, before)
  if (barred !== null) return barred
  if (owner?.member != null && (await findMember(db, me.workspace, owner.member)) === undefined)
    return NO_OWNER
  const same = await db
    .selectFrom('action')
    .select('id')
    .where('workspace', '=', me.workspace)
    .where('ref', '=', ref)
    .executeTakeFirst()
  return same === undefined || same.id === before?.id ? null : refTaken(ref)
}

/**
 * "E own": who owns an action answers for it, and nobody gives themselves one of another partner by naming themselves as
 * its owner (domain.md, section 4).
 */
export function notTheirs(
  me: Visitor,
  { owner, partner }: Pick<ActionSaid, 'owner' | 'partner'>,
  before: Pick<ActionRow, 'partner'> | null,
): Refused | null {
  if (!may(me, { do: 'set action', partner, owner: owner?.member ?? null })) return NOT_YOURS
  const brings = before === null || before.partner !== partner
  return brings && !may(me, { do: 'set action', partner, owner: null }) ? NOT_YOUR_PARTNER : null
}

export const refTaken = (ref: string): Refused =>
  no('bad request', `There is an action ${ref} already. Give this one another reference.`)

/** A new action as it is kept. */
export function newRow(
  me: Visitor,
  { id, ref, title, theme, owner, partner, due }: ActionSaid & { id: string },
  { status, imported, at }: { status: ActionStatus; imported: boolean; at: number },
): ActionRow {
  return {
    workspace: me.workspace,
    id,
    ref,
    title,
    theme,
    owner_id: owner?.member ?? null,
    owner_name: owner?.name ?? null,
    partner,
    due,
    revised_due: null,
    status,
    status_note: null,
    start_date: null,
    recovery_note: null,
    imported: imported ? 1 : 0,
    came_from: null,
    proposal: null,
    previous: null,
    by: toJson(me),
    at,
    changed_by: toJson(me),
    changed_at: at,
    version: 1,
  }
}
