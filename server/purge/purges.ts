import type { DocumentId } from '../../shared/domain/documents.ts'
import { kindOf } from '../../shared/domain/documents.ts'
import { Found, type Purge, type PurgeState } from '../../shared/domain/purges.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { roomOf } from '../../shared/rooms.ts'
import { asTheyStand, authorFrom, toJson } from '../accounts/people.ts'
import { oneStandsBehindBoth } from '../accounts/two-people.ts'
import { rightsOf } from '../records/standing.ts'
import { note } from '../records/trail.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { UpdateLog } from '../storage/update-log.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { scopeOf } from './scope.ts'
import { lookThrough } from './sweep.ts'
import { countIn } from './texts.ts'
import { finderOf } from './words.ts'
import { type PurgeRow, purgeRow } from './workplace.ts'

type Why = 'signed out' | 'not allowed' | 'not found' | 'bad request' | 'gone'
type Outcome<T = Purge> = Promise<Result<T, Why>>

const NO_RIGHT = no(
  'not allowed',
  'Ask a lead of your partner to have text removed; your role cannot ask for it.',
)
const NOT_OPEN = no('not allowed', 'This document is not open to you.')
const NO_KEY = no('not allowed', 'A nominated lead and a data officer hold the two keys.')
const NO_PURGE = no('not found', 'There is no such request.')
const TAKEN = no('bad request', 'That id is in use. Send the request with a new one.')
const ENDED = no('gone', 'This request has been decided.')
const SAME_PERSON = no(
  'not allowed',
  'The two keys are held by two people. Somebody else turns the second one.',
)

const ONE_BEHIND_BOTH = no(
  'not allowed',
  'One person would stand behind both keys: whoever holds one of them invited the other holder, gave them their role or made their link less than a day before this was asked, or since. Somebody else who holds a key turns it; or the request is refused and asked again a day after.',
)

/** What a request reads. */
export interface Asking {
  ledger: Ledger
  log: UpdateLog
}

/** A person who may ask about this document, as they stand in this transaction. */
async function asks(db: Records, visitor: Visitor, document: DocumentId): Promise<Result<Visitor, Why>> {
  const now = await asTheyStand(db, visitor)
  if (!now.ok) return now
  if (!may(now.value, { do: 'ask purge' })) return NO_RIGHT
  return (await knows(db, now.value, document)) ? now : NOT_OPEN
}

/** A draft that is not shared is known to its partner alone, and so is what stands in it. */
async function knows(db: Records, visitor: Visitor, document: DocumentId): Promise<boolean> {
  const what = kindOf(document)
  if (what.kind !== 'analysis' || what.partner === visitor.partner) return true
  return (await rightsOf(db, visitor, document)).read
}

/** Where the words stand; nothing is asked or changed. */
export async function lookFor(
  { ledger, log }: Asking,
  visitor: Visitor,
  { document, words }: { document: DocumentId; words: string },
): Outcome<Found[]> {
  const allowed = await asks(ledger.db, visitor, document)
  if (!allowed.ok) return allowed
  const find = finderOf(words)
  const { workspace } = visitor
  const scope = await scopeOf(ledger.db, workspace, document)
  const found: Found[] = []
  for (const one of scope) {
    const { text, deleted } = await countIn(log, roomOf(workspace, one), find)
    if (text > 0) found.push({ where: 'text', document: one, count: text })
    if (deleted) found.push({ where: 'deleted text', document: one, count: 1 })
  }
  return ok([...found, ...(await lookThrough({ db: ledger.db, workspace, scope, find }))])
}

/** Asks that words be removed; who asks and holds a key turns it with that. The same id again changes nothing. */
export async function ask(
  asking: Asking,
  visitor: Visitor,
  { id, document, words }: { id: string; document: DocumentId; words: string },
): Outcome {
  const { ledger } = asking
  const found = await lookFor(asking, visitor, { document, words })
  if (!found.ok) return found
  const { workspace } = visitor
  const outcome = await ledger.db.transaction().execute(async (db) => {
    const allowed = await asks(db, visitor, document)
    if (!allowed.ok) return allowed
    const begun = await purgeRow({ db }, workspace, id)
    if (begun !== undefined) return authorFrom(begun.asked_by).id === visitor.id ? ok(null) : TAKEN
    const at = ledger.now()
    await db
      .insertInto('purge')
      .values({
        workspace,
        id,
        document,
        words,
        found: JSON.stringify(found.value),
        state: 'asked',
        asked_by: toJson(visitor),
        asked_at: at,
        rewritten: '[]',
      })
      .execute()
    await note(db, { workspace, subject: `purge:${id}`, at, by: visitor, did: 'asked', before: null })
    if (keyOf(allowed.value) !== null) await turn(db, ledger, allowed.value, id)
    return ok(null)
  })
  return outcome.ok ? told(ledger, visitor, id) : outcome
}

/** A nominated lead or a data officer agrees. `begun` is called when both keys are turned. */
export async function turnKey(ledger: Ledger, visitor: Visitor, id: string): Outcome {
  const outcome = await ledger.db.transaction().execute(async (db): Promise<Result<null, Why>> => {
    const now = await asTheyStand(db, visitor)
    if (!now.ok) return now
    const key = keyOf(now.value)
    if (key === null) return NO_KEY
    const row = await purgeRow({ db }, visitor.workspace, id)
    if (row === undefined) return NO_PURGE
    if (row.state !== 'asked') return row[key] === null ? ENDED : ok(null)
    const other = row[key === 'lead' ? 'officer' : 'lead']
    if (other !== null && authorFrom(other).id === visitor.id) return SAME_PERSON
    if (other !== null && (await oneStandsBehindBoth(db, row.asked_at, [visitor.id, authorFrom(other).id])))
      return ONE_BEHIND_BOTH
    if (row[key] === null) await turn(db, ledger, now.value, id)
    return ok(null)
  })
  return outcome.ok ? told(ledger, visitor, id) : outcome
}

async function turn(db: Records, ledger: Ledger, visitor: Visitor, id: string): Promise<void> {
  const { workspace } = visitor
  const at = ledger.now()
  const key = keyOf(visitor) ?? 'lead'
  await db
    .updateTable('purge')
    .set(
      key === 'lead' ? { lead: toJson(visitor), lead_at: at } : { officer: toJson(visitor), officer_at: at },
    )
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .execute()
  const did = key === 'lead' ? "turned the nominated lead's key" : "turned the data officer's key"
  await note(db, { workspace, subject: `purge:${id}`, at, by: visitor, did, before: null })
  await db
    .updateTable('purge')
    .set({ state: 'under way', cut_at: at })
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .where('lead', 'is not', null)
    .where('officer', 'is not', null)
    .execute()
}

/** Who holds a key refuses, or who asked withdraws; the words are kept no longer. */
export async function refuse(ledger: Ledger, visitor: Visitor, id: string, why: string): Outcome {
  const outcome = await ledger.db.transaction().execute(async (db): Promise<Result<null, Why>> => {
    const now = await asTheyStand(db, visitor)
    if (!now.ok) return now
    const row = await purgeRow({ db }, visitor.workspace, id)
    if (row === undefined) return NO_PURGE
    if (keyOf(now.value) === null && authorFrom(row.asked_by).id !== visitor.id) return NO_KEY
    if (row.state !== 'asked' || row.words === null) return ENDED
    const at = ledger.now()
    const { workspace } = visitor
    await db
      .updateTable('purge')
      .set({
        state: 'refused',
        words: null,
        ended_at: at,
        refused_by: toJson(visitor),
        // A reason must not keep what the request is about.
        refused_why: finderOf(row.words).strike(why),
      })
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute()
    await note(db, { workspace, subject: `purge:${id}`, at, by: visitor, did: 'refused', before: null })
    return ok(null)
  })
  return outcome.ok ? told(ledger, visitor, id) : outcome
}

/** The requests of a workspace, newest first, to who may ask for one. */
export async function listPurges({ db }: Ledger, visitor: Visitor): Outcome<Purge[]> {
  if (!may(visitor, { do: 'ask purge' })) return NO_RIGHT
  const rows = await db
    .selectFrom('purge')
    .selectAll()
    .where('workspace', '=', visitor.workspace)
    .orderBy('asked_at', 'desc')
    .limit(100)
    .execute()
  const known: PurgeRow[] = []
  for (const row of rows)
    if (keyOf(visitor) !== null || (await knows(db, visitor, row.document))) known.push(row)
  return ok(known.map((row) => purgeOf(row, visitor)))
}

/**
 * The documents from which text was removed, each as often as it was: their epochs. Of a document only to those who
 * read it, or have been in it and may have a copy: nobody else learns of a private draft that there is one.
 */
export async function readEpochs(
  { db }: Ledger,
  visitor: Visitor,
): Outcome<{ document: DocumentId; epoch: number }[]> {
  const { workspace } = visitor
  const rows = await db.selectFrom('purge').select('rewritten').where('workspace', '=', workspace).execute()
  const epochs = new Map<DocumentId, number>()
  for (const { rewritten } of rows)
    for (const document of JSON.parse(rewritten) as DocumentId[])
      epochs.set(document, (epochs.get(document) ?? 0) + 1)
  const visits = await db
    .selectFrom('visit')
    .select('document')
    .where('workspace', '=', workspace)
    .where('member', '=', visitor.id)
    .execute()
  const been = new Set(visits.map(({ document }) => document))
  const told: { document: DocumentId; epoch: number }[] = []
  for (const [document, epoch] of epochs)
    if (been.has(document) || (await rightsOf(db, visitor, document)).read) told.push({ document, epoch })
  return ok(told)
}

async function told(ledger: Ledger, visitor: Visitor, id: string): Outcome {
  ledger.tell(visitor.workspace, { type: 'changed', what: 'purges' })
  const row = await purgeRow(ledger, visitor.workspace, id)
  return row === undefined ? NO_PURGE : ok(purgeOf(row, visitor))
}

/** Which of the two keys a person holds. */
function keyOf(person: Visitor): 'lead' | 'officer' | null {
  if (may(person, { do: 'approve purge', as: 'NL' })) return 'lead'
  return may(person, { do: 'approve purge', as: 'DO' }) ? 'officer' : null
}

function purgeOf(row: PurgeRow, visitor: Visitor): Purge {
  const asked = authorFrom(row.asked_by)
  const shown = asked.id === visitor.id || keyOf(visitor) !== null
  return {
    id: row.id,
    document: row.document,
    words: shown ? row.words : null,
    found: Found.array().parse(JSON.parse(row.found)),
    state: row.state satisfies PurgeState,
    asked: { by: asked, at: row.asked_at },
    lead: turned(row.lead, row.lead_at),
    officer: turned(row.officer, row.officer_at),
    refused: row.refused_by === null ? null : { by: authorFrom(row.refused_by), why: row.refused_why ?? '' },
    places: row.places,
    endedAt: row.ended_at,
  }
}

const turned = (by: string | null, at: number | null) =>
  by === null ? null : { by: authorFrom(by), at: at ?? 0 }
