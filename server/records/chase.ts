import type { Selectable } from 'kysely'
import { THEME_IDS } from '../../shared/domain/themes.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import type { Chase, ChaseSaid } from '../../shared/register/chase.ts'
import { authorFrom, authorOrNull, findMember, toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records, Tables } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import {
  asKnown,
  changing,
  isFull,
  NOT_OPEN,
  type Outcome,
  type Refused,
  stale,
  TAKEN,
} from './register-door.ts'
import { note } from './trail.ts'

type Row = Selectable<Tables['chase']>

const NO_CLAIM = no('not found', 'There is no such claim on the chase list.')
const NOT_YOURS = no(
  'not allowed',
  'You can read the chase list. Those who take part in the meetings keep it.',
)
const CLOSED = no('bad request', 'This claim is closed. Put it on the list again if it is open after all.')
const NO_EVIDENCE = no('bad request', 'That evidence is not in the register, or was withdrawn.')
const NO_OFFER = no(
  'bad request',
  'That comment offers no evidence to a narrative, or was taken back. Choose another one.',
)

/** R33: the open claims by when they are due, then those that were closed, the latest first. */
export async function readChase({ db }: Ledger, visitor: Visitor): Outcome<Chase[]> {
  if (!may(visitor, { do: 'read register' })) return NOT_OPEN
  const rows = await db
    .selectFrom('chase')
    .selectAll()
    .where('workspace', '=', visitor.workspace)
    .orderBy('by_when')
    .execute()
  const offers = await readOffers(db, visitor.workspace, rows)
  const open = rows.filter(({ closed_at }) => closed_at === null)
  const closed = rows
    .filter(({ closed_at }) => closed_at !== null)
    .toSorted((a, b) => (b.closed_at ?? 0) - (a.closed_at ?? 0))
  return ok([...open, ...closed].map((row) => chaseFrom(row, offers)))
}

/** Puts a claim on the list; sent twice, it is there once. Evidence that is verified already closes it at once. */
export const addChase = (
  ledger: Ledger,
  visitor: Visitor,
  said: ChaseSaid & { id: string },
): Outcome<Chase> =>
  keeping(ledger, visitor, async (db, me) => {
    const { workspace } = me
    const { id, claim, missing, theme, section, who, byWhen, evidence, comment } = said
    const there = await find(db, workspace, id)
    if (there !== undefined) return authorFrom(there.by).id === me.id ? answer(db, workspace, id) : TAKEN
    const full = await isFull(db, workspace, 'chase')
    if (full !== null) return full
    if (who.member !== null && (await findMember(db, workspace, who.member)) === undefined)
      return no('bad request', 'That person is not a member any more. Choose somebody else, or write a name.')
    if (evidence !== null && (await stands(db, workspace, evidence)) === null) return NO_EVIDENCE
    if (comment !== null && !(await isOffer(db, workspace, comment))) return NO_OFFER
    const row: Row = {
      workspace,
      id,
      claim,
      missing,
      theme,
      section: theme === null ? null : section,
      who: who.member,
      who_name: (await asKnown(db, workspace, who)).name,
      by_when: byWhen,
      evidence,
      comment,
      by: toJson(me),
      at: ledger.now(),
      closed_by: null,
      closed_at: null,
      closed_why: null,
      version: 1,
    }
    await db.insertInto('chase').values(row).execute()
    await noteOf(ledger, db, me, id, 'added')
    if (evidence !== null && (await stands(db, workspace, evidence)) === 'verified')
      await closeByEvidence(ledger, db, me, evidence)
    return answer(db, workspace, id)
  })

/** Takes a claim off the list again that its author has just put there: the words it is about went nowhere. */
export const takeBackChase = (ledger: Ledger, visitor: Visitor, id: string): Outcome<null> =>
  keeping(ledger, visitor, async (db, me) => {
    const there = await find(db, me.workspace, id)
    if (there === undefined || authorFrom(there.by).id !== me.id) return NO_CLAIM
    await db.deleteFrom('chase').where('workspace', '=', me.workspace).where('id', '=', id).execute()
    await noteOf(ledger, db, me, id, 'taken back: its words went nowhere')
    return ok(null)
  })

/** Ties evidence to a claim; it closes when that is verified, which may be already. */
export const tieChase = (
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  { evidence, version }: { evidence: string; version: number },
): Outcome<Chase> =>
  keeping(ledger, visitor, async (db, me) => {
    const row = await find(db, me.workspace, id)
    const refused = await refusal(db, row, version)
    if (refused !== null || row === undefined) return refused ?? NO_CLAIM
    const state = await stands(db, me.workspace, evidence)
    if (state === null) return NO_EVIDENCE
    await write(db, row, { evidence })
    await noteOf(ledger, db, me, id, 'evidence tied to it')
    if (state === 'verified') await closeByEvidence(ledger, db, me, evidence)
    return answer(db, me.workspace, id)
  })

/** Ties a comment that offers evidence to a claim, which stays open: an offer is no evidence yet. */
export const tieComment = (
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  { comment, version }: { comment: string; version: number },
): Outcome<Chase> =>
  keeping(ledger, visitor, async (db, me) => {
    const row = await find(db, me.workspace, id)
    if (row?.closed_at === null && row.comment === comment) return answer(db, me.workspace, id)
    const refused = await refusal(db, row, version)
    if (refused !== null || row === undefined) return refused ?? NO_CLAIM
    if (!(await isOffer(db, me.workspace, comment))) return NO_OFFER
    await write(db, row, { comment })
    await noteOf(ledger, db, me, id, 'a comment tied to it')
    return answer(db, me.workspace, id)
  })

export const closeChase = (
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  { reason, version }: { reason: string; version: number },
): Outcome<Chase> =>
  keeping(ledger, visitor, async (db, me) => {
    const row = await find(db, me.workspace, id)
    const refused = await refusal(db, row, version)
    if (refused !== null || row === undefined) return refused ?? NO_CLAIM
    await write(db, row, { closed_by: toJson(me), closed_at: ledger.now(), closed_why: reason })
    await noteOf(ledger, db, me, id, 'closed by hand')
    return answer(db, me.workspace, id)
  })

/** R33: open claims tied to this evidence close when it is verified, in the verifier's transaction. */
export async function closeByEvidence(
  ledger: Ledger,
  db: Records,
  me: Visitor,
  evidence: string,
): Promise<void> {
  const rows = await db
    .selectFrom('chase')
    .selectAll()
    .where('workspace', '=', me.workspace)
    .where('evidence', '=', evidence)
    .where('closed_at', 'is', null)
    .execute()
  for (const row of rows) {
    await write(db, row, { closed_by: toJson(me), closed_at: ledger.now(), closed_why: null })
    await noteOf(ledger, db, me, row.id, 'closed by verified evidence')
  }
}

/** A comment was taken back, in its author's transaction: the claims it was tied to lead nowhere. Were there any? */
export async function untieComment(
  ledger: Ledger,
  db: Records,
  me: Visitor,
  comment: string,
): Promise<boolean> {
  const rows = await db
    .selectFrom('chase')
    .selectAll()
    .where('workspace', '=', me.workspace)
    .where('comment', '=', comment)
    .execute()
  for (const row of rows) {
    await write(db, row, { comment: null })
    await noteOf(ledger, db, me, row.id, 'the comment tied to it was taken back')
  }
  return rows.length > 0
}

const keeping = <T>(
  ledger: Ledger,
  visitor: Visitor,
  change: (db: Records, me: Visitor) => Outcome<T>,
): Outcome<T> =>
  changing(ledger, visitor, async (db, me) =>
    may(me, { do: 'keep chase list' }) ? change(db, me) : NOT_YOURS,
  )

async function refusal(db: Records, row: Row | undefined, version: number): Promise<Refused | null> {
  if (row === undefined) return NO_CLAIM
  if (row.closed_at === null && row.version === version) return null
  const theirs = chaseFrom(row, await readOffers(db, row.workspace, [row]))
  return row.closed_at === null ? stale(theirs, 'claim') : { ...CLOSED, theirs }
}

type Offers = ReadonlyMap<string, NonNullable<Chase['comment']>>

/** The comments that offer evidence to these claims; everyone who reads the chase list reads the narratives. */
async function readOffers(
  db: Records,
  workspace: string,
  rows: readonly Pick<Row, 'comment'>[],
): Promise<Offers> {
  const ids = rows.flatMap(({ comment }) => (comment === null ? [] : [comment]))
  if (ids.length === 0) return new Map()
  const comments = await db
    .selectFrom('comment')
    .select(['id', 'document', 'author'])
    .where('workspace', '=', workspace)
    .where('id', 'in', ids)
    .where('kind', '=', 'evidence')
    .where('document', 'in', THEME_IDS)
    .where('deleted_at', 'is', null)
    .execute()
  return new Map(comments.map(({ id, document, author }) => [id, { id, document, by: authorFrom(author) }]))
}

const isOffer = async (db: Records, workspace: string, comment: string): Promise<boolean> =>
  (await readOffers(db, workspace, [{ comment }])).has(comment)

async function stands(db: Records, workspace: string, id: string): Promise<'verified' | 'waits' | null> {
  const row = await db
    .selectFrom('evidence')
    .select(['verified_by', 'withdrawn_by'])
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined || row.withdrawn_by !== null) return null
  return row.verified_by === null ? 'waits' : 'verified'
}

const find = (db: Records, workspace: string, id: string): Promise<Row | undefined> =>
  db
    .selectFrom('chase')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

async function write(db: Records, row: Row, set: Partial<Row>): Promise<void> {
  await db
    .updateTable('chase')
    .set({ ...set, version: row.version + 1 })
    .where('workspace', '=', row.workspace)
    .where('id', '=', row.id)
    .execute()
}

async function answer(db: Records, workspace: string, id: string): Outcome<Chase> {
  const row = await find(db, workspace, id)
  return row === undefined ? NO_CLAIM : ok(chaseFrom(row, await readOffers(db, workspace, [row])))
}

const noteOf = (ledger: Ledger, db: Records, me: Visitor, id: string, did: string): Promise<void> =>
  note(db, { workspace: me.workspace, subject: `chase:${id}`, at: ledger.now(), by: me, did, before: null })

function chaseFrom(row: Row, offers: Offers): Chase {
  const closedBy = authorOrNull(row.closed_by)
  return {
    id: row.id,
    claim: row.claim,
    missing: row.missing,
    theme: row.theme,
    section: row.section,
    who: { member: row.who, name: row.who_name },
    byWhen: row.by_when,
    evidence: row.evidence,
    comment: row.comment === null ? null : (offers.get(row.comment) ?? null),
    by: authorFrom(row.by),
    at: row.at,
    closed: closedBy === null ? null : { by: closedBy, at: row.closed_at ?? row.at, why: row.closed_why },
    version: row.version,
  }
}
