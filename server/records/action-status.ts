import { dayInLondon } from '../../shared/domain/days.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { judge } from '../../shared/register/evidence-rule.ts'
import type { Action, Evidence, StatusSaid } from '../../shared/register/register.ts'
import { authorFrom, authorOf, findMember, toJson, visitorOf } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import {
  actionFrom,
  type ActionRow,
  evidenceOf,
  findAction,
  type Previous,
  previousOf,
  proposalOf,
  saidOf,
  shownFor,
} from './action-rows.ts'
import { noteWritten } from './action-told.ts'
import { writeAction } from './actions.ts'
import { changing, NO_ACTION, type Outcome, stale } from './register-door.ts'

const NOT_YOURS = no(
  'not allowed',
  'The status of an action is set by the workstream leads of its partner, by who owns it and by the nominated lead. You can say something about it instead.',
)

/**
 * F4: a status stands when the evidence allows it; one that lacks only a second person's look waits, and the old one
 * goes on counting; any other is refused with all that is missing. Exactly one write wins each version.
 */
export const setStatus = (
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  { version, ...said }: StatusSaid & { version: number },
): Outcome<Action> =>
  changing(ledger, visitor, async (db, me) => {
    const row = await findAction(db, me.workspace, id)
    if (row === undefined) return NO_ACTION
    if (!may(me, { do: 'set action', partner: row.partner, owner: row.owner_id })) return NOT_YOURS
    const evidence = await evidenceOf(db, me.workspace)
    if (row.version !== version)
      return isOwnReplay(row, me, said)
        ? ok(actionFrom(row, evidence))
        : stale(actionFrom(row, evidence), 'action')
    const verdict = judge(said, shownFor(id, evidence), row.due, dayInLondon(ledger.now()))
    if (verdict.may === 'not')
      return no(
        'bad request',
        `“${said.status}” cannot be set yet. What is missing: ${verdict.missing.join(' ')}`,
      )
    if (verdict.may === 'stand') {
      const next = await take(ledger, db, row, said, me)
      await noteWritten(ledger, db, me, next, { did: `set to ${said.status}`, before: saidOf(row) })
      return ok(actionFrom(next, evidence))
    }
    const at = ledger.now()
    const next = await writeAction(db, row, {
      proposal: JSON.stringify({ ...said, by: authorOf(me), at }),
      changed_by: toJson(me),
      changed_at: at,
    })
    const did = `asked for ${said.status}, which waits for a second person`
    await noteWritten(ledger, db, me, next, { did, before: saidOf(row) })
    return ok(actionFrom(next, evidence))
  })

/** A nominated lead goes back to what stood before, with a reason that the trail keeps. */
export const reverse = (
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  { reason, version }: { reason: string; version: number },
): Outcome<Action> =>
  changing(ledger, visitor, async (db, me) => {
    if (!may(me, { do: 'reverse action' }))
      return no(
        'not allowed',
        'The nominated lead goes back to the status before. You can say why you think they should.',
      )
    const row = await findAction(db, me.workspace, id)
    if (row === undefined) return NO_ACTION
    const evidence = await evidenceOf(db, me.workspace)
    if (row.version !== version) return stale(actionFrom(row, evidence), 'action')
    const previous = previousOf(row)
    if (previous === null) return no('bad request', 'There is no earlier status to go back to.')
    const { imported, ...said } = previous
    const next = await writeAction(db, row, {
      ...columnsOf(said),
      imported: imported ? 1 : 0,
      proposal: null,
      previous: null,
      changed_by: toJson(me),
      changed_at: ledger.now(),
    })
    await noteWritten(ledger, db, me, next, {
      did: `went back to ${said.status}`,
      before: { reason, ...saidOf(row) },
    })
    return ok(actionFrom(next, evidence))
  })

/** What waited for this evidence takes effect, in the verifier's transaction; the others go on waiting. */
export async function settleWaiting(
  ledger: Ledger,
  db: Records,
  verifier: Visitor,
  { actions, evidence }: { actions: readonly string[]; evidence: readonly Evidence[] },
): Promise<void> {
  for (const id of actions) {
    const row = await findAction(db, verifier.workspace, id)
    const proposal = row === undefined ? null : proposalOf(row)
    if (row === undefined || proposal === null) continue
    const { by, at, ...said } = proposal
    const today = dayInLondon(ledger.now())
    if (judge(said, shownFor(id, evidence), row.due, today).may !== 'stand') continue
    if (!(await mayStill(db, row, by.id))) {
      const changed = { changed_by: toJson(verifier), changed_at: ledger.now() }
      const next = await writeAction(db, row, { proposal: null, ...changed })
      const did = `verified, but ${said.status} is not set: who asked for it may not set it any more`
      const before = { asked: said, askedBy: by, askedAt: at }
      await noteWritten(ledger, db, verifier, next, { did, before })
      continue
    }
    const next = await take(ledger, db, row, said, verifier)
    await noteWritten(ledger, db, verifier, next, {
      did: `verified: ${said.status} stands`,
      before: { askedBy: by, askedAt: at, ...saidOf(row) },
    })
  }
}

/** Who asked may have been given another role, or have left, while it waited. */
async function mayStill(
  db: Records,
  { workspace, partner, owner_id }: ActionRow,
  asker: string,
): Promise<boolean> {
  const row = await findMember(db, workspace, asker)
  return row !== undefined && may(visitorOf(row), { do: 'set action', partner, owner: owner_id })
}

function take(
  ledger: Ledger,
  db: Records,
  row: ActionRow,
  said: StatusSaid,
  by: Visitor,
): Promise<ActionRow> {
  const previous: Previous = { ...saidOf(row), imported: row.imported === 1 }
  return writeAction(db, row, {
    ...columnsOf(said),
    imported: 0,
    proposal: null,
    previous: JSON.stringify(previous),
    changed_by: toJson(by),
    changed_at: ledger.now(),
  })
}

const columnsOf = ({ status, statusNote, startDate, recoveryNote, revisedDue }: StatusSaid) => ({
  status,
  status_note: statusNote,
  start_date: startDate,
  recovery_note: recoveryNote,
  revised_due: revisedDue,
})

/** The same write once more, from the outbox: it stands, or waits, already. */
function isOwnReplay(row: ActionRow, me: Visitor, said: StatusSaid): boolean {
  if (authorFrom(row.changed_by).id !== me.id) return false
  const same = (other: StatusSaid): boolean =>
    (Object.keys(said) as (keyof StatusSaid)[]).every((name) => said[name] === other[name])
  const proposal = proposalOf(row)
  return proposal === null ? same(saidOf(row)) : same(proposal)
}
