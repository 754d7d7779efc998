import { may } from '../../shared/permissions.ts'
import { ok } from '../../shared/lib/result.ts'
import type { ActionHistory, Register } from '../../shared/register/register.ts'
import { authorFrom } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { actionFrom, actionRows, countProgress, evidenceOf, findAction } from './action-rows.ts'
import { sayDid } from './action-told.ts'
import { coloursIn } from './colours.ts'
import { NO_ACTION, NOT_OPEN, type Outcome } from './register-door.ts'
import { trailOf } from './trail.ts'

/** All of the register, for anybody but a guest reader. */
export async function readRegister(ledger: Ledger, visitor: Visitor): Outcome<Register> {
  if (!may(visitor, { do: 'read register' })) return NOT_OPEN
  const { db } = ledger
  const { workspace } = visitor
  const rows = await actionRows(db, workspace)
  const evidence = await evidenceOf(db, workspace)
  const members = await db
    .selectFrom('member')
    .select(['id', 'name', 'partner', 'role'])
    .where('workspace', '=', workspace)
    .where('removed_at', 'is', null)
    .where('role', '!=', 'GR')
    .orderBy('created_at')
    .execute()
  return ok({
    actions: rows.map((row) => actionFrom(row, evidence)),
    evidence,
    progress: countProgress(rows, evidence, ledger.now()),
    ...(await coloursIn(db, workspace)),
    members,
  })
}

export async function readHistory({ db }: Ledger, visitor: Visitor, id: string): Outcome<ActionHistory> {
  if (!may(visitor, { do: 'read register' })) return NOT_OPEN
  const { workspace } = visitor
  if ((await findAction(db, workspace, id)) === undefined) return NO_ACTION
  const notes = await db
    .selectFrom('action_note')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('action', '=', id)
    .orderBy('at')
    .execute()
  const trail = await trailOf(db, workspace, `action:${id}`)
  return ok({
    trail: trail.map((entry) => ({ ...entry, did: sayDid(entry.did) })),
    notes: notes.map(({ id, words, by, at }) => ({ id, words, by: authorFrom(by), at })),
  })
}
