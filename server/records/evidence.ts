import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import type { Evidence, EvidenceSaid } from '../../shared/register/register.ts'
import { authorFrom, toJson } from '../accounts/people.ts'
import { oneMadeTheOther } from '../accounts/two-people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { evidenceOf, type EvidenceRow, findAction } from './action-rows.ts'
import { settleWaiting } from './action-status.ts'
import { noteOf } from './actions.ts'
import { closeByEvidence } from './chase.ts'
import { changing, isFull, Lost, NO_ACTION, type Outcome, stale, TAKEN } from './register-door.ts'
import { note } from './trail.ts'

const NOT_YOURS = no(
  'not allowed',
  'This evidence is changed by who added it, or by those who keep the evidence register.',
)
const NO_EVIDENCE = no('not found', 'There is no such evidence in the register.')
const NOT_A_SECOND = no(
  'not allowed',
  'You or whoever said this was given a place here by the other less than a day ago, and that may be one person twice. Somebody else verifies it, or you a day later.',
)
const GONE = no('bad request', 'This evidence was withdrawn. Add it anew if it holds after all.')

/** Adds evidence and what it is evidence for; sent twice, it is there once. */
export const addEvidence = (
  ledger: Ledger,
  visitor: Visitor,
  { id, actions, ...said }: EvidenceSaid & { id: string },
): Outcome<Evidence> =>
  changing(ledger, visitor, async (db, me) => {
    const { workspace } = me
    if (!may(me, { do: 'write evidence', kind: said.kind, by: null }))
      return no(
        'not allowed',
        'You can add evidence of voice. For other kinds ask a workstream lead, or offer it in a comment.',
      )
    const there = await find(db, workspace, id)
    if (there !== undefined) return authorFrom(there.by).id === me.id ? answer(db, workspace, id) : TAKEN
    const full = await isFull(db, workspace, 'evidence')
    if (full !== null) return full
    const at = ledger.now()
    await db
      .insertInto('evidence')
      .values({
        workspace,
        id,
        ...columnsOf(said),
        by: toJson(me),
        at,
        changed_by: toJson(me),
        verified_by: null,
        verified_at: null,
        withdrawn_by: null,
        withdrawn_at: null,
        withdrawn_why: null,
        version: 1,
      })
      .execute()
    await noteEvidence(ledger, db, me, id, 'added', null)
    return (await link(ledger, db, me, id, actions)) ? answer(db, workspace, id) : undo(NO_ACTION)
  })

/** Changes what is said of it; whatever was verified was the old words, so it waits for a second person again. */
export const changeEvidence = (
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  { version, actions, ...said }: EvidenceSaid & { version: number },
): Outcome<Evidence> =>
  changing(ledger, visitor, async (db, me) => {
    const { workspace } = me
    const row = await find(db, workspace, id)
    if (row === undefined) return NO_EVIDENCE
    if (row.withdrawn_by !== null) return GONE
    const by = authorFrom(row.by).id
    // Both what it was and what it becomes: voice stays voice for who keeps voice alone.
    for (const kind of [row.kind, said.kind])
      if (!may(me, { do: 'write evidence', kind, by })) return NOT_YOURS
    const before = await one(db, workspace, id)
    const fresh = Object.entries({ ...said, actions: [...new Set(actions)].toSorted() }).filter(
      ([name, value]) => JSON.stringify(before[name as keyof EvidenceSaid]) !== JSON.stringify(value),
    )
    if (fresh.length === 0) return ok(before)
    if (row.version !== version) return stale(before, 'evidence')
    await write(db, row, {
      ...columnsOf(said),
      changed_by: toJson(me),
      verified_by: null,
      verified_at: null,
    })
    if (!(await link(ledger, db, me, id, actions))) return undo(NO_ACTION)
    await noteEvidence(
      ledger,
      db,
      me,
      id,
      row.verified_by === null ? 'changed' : 'changed, and so no longer verified',
      Object.fromEntries(fresh.map(([name]) => [name, before[name as keyof EvidenceSaid]])),
    )
    return answer(db, workspace, id)
  })

/** A second person has looked: in the same transaction what waits for it takes effect, and chased claims close. */
export const verifyEvidence = (
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  { version }: { version: number },
): Outcome<Evidence> =>
  changing(ledger, visitor, async (db, me) => {
    const { workspace } = me
    const row = await find(db, workspace, id)
    if (row === undefined) return NO_EVIDENCE
    if (row.withdrawn_by !== null) return GONE
    const by = [authorFrom(row.by), authorFrom(row.changed_by)]
    if (by.some((author) => author.id === me.id))
      return no('not allowed', 'You added this evidence or changed it last. A second person verifies it.')
    if (!may(me, { do: 'verify evidence', by }))
      return no(
        'not allowed',
        'A data officer verifies evidence; of what a data officer added, the nominated lead.',
      )
    if (row.verified_by !== null) return answer(db, workspace, id)
    for (const author of by)
      if (await oneMadeTheOther(db, ledger.now(), [me.id, author.id])) return NOT_A_SECOND
    if (row.version !== version) return stale(await one(db, workspace, id), 'evidence')
    await write(db, row, { verified_by: toJson(me), verified_at: ledger.now() })
    await noteEvidence(ledger, db, me, id, 'verified', null)
    const evidence = await evidenceOf(db, workspace)
    const actions = evidence.find((piece) => piece.id === id)?.actions ?? []
    await settleWaiting(ledger, db, me, { actions, evidence })
    await closeByEvidence(ledger, db, me, id)
    return answer(db, workspace, id)
  })

/** Takes evidence back. No status is changed by it: those that rested on it are listed as resting on nothing. */
export const withdrawEvidence = (
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  { reason, version }: { reason: string; version: number },
): Outcome<Evidence> =>
  changing(ledger, visitor, async (db, me) => {
    const { workspace } = me
    const row = await find(db, workspace, id)
    if (row === undefined) return NO_EVIDENCE
    if (!may(me, { do: 'write evidence', kind: row.kind, by: authorFrom(row.by).id })) return NOT_YOURS
    if (row.withdrawn_by !== null) return answer(db, workspace, id)
    if (row.version !== version) return stale(await one(db, workspace, id), 'evidence')
    await write(db, row, { withdrawn_by: toJson(me), withdrawn_at: ledger.now(), withdrawn_why: reason })
    await noteEvidence(ledger, db, me, id, 'withdrawn', { reason })
    for (const action of (await one(db, workspace, id)).actions)
      await noteOf(ledger, db, me, action, 'evidence withdrawn', { evidence: row.title })
    return answer(db, workspace, id)
  })

const find = (db: Records, workspace: string, id: string): Promise<EvidenceRow | undefined> =>
  db
    .selectFrom('evidence')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

async function one(db: Records, workspace: string, id: string): Promise<Evidence> {
  const found = (await evidenceOf(db, workspace)).find((piece) => piece.id === id)
  if (found === undefined) throw new Error(`evidence ${id} is there`)
  return found
}

const answer = async (db: Records, workspace: string, id: string): Outcome<Evidence> =>
  ok(await one(db, workspace, id))

/** What the transaction has written so far must not stand. */
const undo = (refused: typeof NO_ACTION): never => {
  throw new Lost(refused)
}

async function write(db: Records, row: EvidenceRow, set: Partial<EvidenceRow>): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('evidence')
    .set({ ...set, version: row.version + 1 })
    .where('workspace', '=', row.workspace)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Lost(stale(null, 'evidence'))
}

/** The evidence serves these actions and no others; false when one of them does not exist. */
async function link(
  ledger: Ledger,
  db: Records,
  me: Visitor,
  evidence: string,
  actions: readonly string[],
): Promise<boolean> {
  const { workspace } = me
  const rows = await db
    .selectFrom('action_evidence')
    .select('action')
    .where('workspace', '=', workspace)
    .where('evidence', '=', evidence)
    .execute()
  const before = new Set(rows.map(({ action }) => action))
  const after = new Set(actions)
  for (const action of after) {
    if (before.has(action)) continue
    if ((await findAction(db, workspace, action)) === undefined) return false
    await db.insertInto('action_evidence').values({ workspace, action, evidence }).execute()
    await noteOf(ledger, db, me, action, 'evidence added', null)
  }
  for (const action of before) {
    if (after.has(action)) continue
    await db
      .deleteFrom('action_evidence')
      .where('workspace', '=', workspace)
      .where('evidence', '=', evidence)
      .where('action', '=', action)
      .execute()
    await noteOf(ledger, db, me, action, 'evidence unlinked', null)
  }
  return true
}

const columnsOf = (said: Omit<EvidenceSaid, 'actions'>) => ({
  title: said.title,
  kind: said.kind,
  kept_at: said.place,
  date: said.date,
  holder: said.holder,
  sensitivity: said.sensitivity,
  what_changed: said.whatChanged,
})

const noteEvidence = (
  ledger: Ledger,
  db: Records,
  me: Visitor,
  id: string,
  did: string,
  before: object | null,
): Promise<void> =>
  note(db, {
    workspace: me.workspace,
    subject: `evidence:${id}`,
    at: ledger.now(),
    by: me,
    did,
    before: before === null ? null : JSON.stringify(before),
  })
