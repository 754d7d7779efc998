import type { z } from 'zod'
import { no, ok } from '../../shared/lib/result.ts'
import type { ActionFacts, Entry, NewEntry, Owner } from '../../shared/meetings/entries.ts'
import { authorFrom, findMember, toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { asEntries, type EntryRow, findEntry, hashOfEntry } from './meeting-entry-rows.ts'
import {
  CALLED_OFF,
  inMeeting,
  minutesOf,
  type Outcome as Of,
  type Refused as RefusedOf,
  subjectOf,
  TAKEN,
  writtenIn,
} from './meeting-rows.ts'
import { hashOfFacts } from './meeting-told.ts'
import { note } from './trail.ts'

type Outcome = Of<Entry, Entry>
type Refused = RefusedOf<Entry>

const NO_ENTRY = no('not found', 'There is no such line in this meeting.')
const NO_ACTION = no('bad request', 'That line is not an action.')
const NOT_PHONE = no('bad request', 'That line was not said by phone.')
const CARRIED = no('gone', 'This action was carried on to a later meeting. Change it there.')
const SETTLED = no('stale', 'The action to carry on was settled meanwhile, or carried on by somebody else.')
const STALE = no(
  'stale',
  'Somebody changed this action meanwhile. Look at it as it stands now, then decide what to keep.',
)
const FULL = no('bad request', 'This meeting has as many lines as it can hold. Write it as a plain line.')
/** Lines of one meeting that are records. */
const LINES = 1_000

const TOO_LATE = no(
  'gone',
  'The meeting was closed before this line arrived. It is kept here: add it as an amendment.',
)

/**
 * F7: a line becomes a record. The same id again, from the outbox, is the same line; what was written offline keeps its
 * own time. A position's line points at whose it is; only its signatory sets it, elsewhere.
 */
export async function addEntry(
  ledger: Ledger,
  visitor: Visitor,
  meeting: string,
  given: z.output<typeof NewEntry>,
): Outcome {
  const { workspace } = visitor
  const at = ledger.now()
  const refused = await ledger.db.transaction().execute(async (db): Promise<Refused | null> => {
    const found = await inMeeting(db, visitor, meeting)
    if (!found.ok) return found
    const { row, person } = found.value
    const stands = await findEntry(db, workspace, given.id)
    if (stands !== undefined)
      return stands.meeting === meeting && authorFrom(stands.by).id === person.id ? null : TAKEN
    if (row.state === 'closed') return TOO_LATE
    if (row.state === 'called off') return CALLED_OFF
    if ((await countLines(db, workspace, meeting)) >= LINES) return FULL
    if (given.action?.carriedFrom != null) {
      const refused = await carryOn(db, person, { workspace, meeting, from: given.action.carriedFrom, at })
      if (refused !== null) return refused
    }
    const owner = await ownerOf(db, workspace, given.action?.owner ?? null)
    const written_at = writtenIn(row, given.writtenAt, at)
    const entry = { ...rowOf(person, meeting, given, at), owner, written_at }
    await db.insertInto('meeting_entry').values(entry).execute()
    const facts = entry.kind === 'action' ? ` ${hashOfFacts(entry)}` : ''
    const did = `entered ${entry.id} ${hashOfEntry(entry)}${facts}`
    await note(db, { workspace, subject: subjectOf(meeting), at, by: person, did, before: entry.words })
    return null
  })
  return refused ?? stands(ledger, workspace, meeting, given.id)
}

async function countLines(db: Records, workspace: string, meeting: string): Promise<number> {
  const { lines } = await db
    .selectFrom('meeting_entry')
    .select((e) => e.fn.countAll<number>().as('lines'))
    .where('workspace', '=', workspace)
    .where('meeting', '=', meeting)
    .executeTakeFirstOrThrow()
  return lines
}

/** The earlier action is settled as carried on, once. */
async function carryOn(
  db: Records,
  person: Visitor,
  { workspace, meeting, from, at }: { workspace: string; meeting: string; from: string; at: number },
): Promise<Refused | null> {
  const earlier = await findEntry(db, workspace, from)
  if (earlier?.kind !== 'action' || earlier.meeting === meeting) return NO_ENTRY
  if (earlier.state !== 'open') return SETTLED
  await settle(db, person, earlier, { state: 'carried', settled_at: at }, at)
  return null
}

/** A member is named as they are known here; whoever is none, or none any more, is a name alone. */
async function ownerOf(db: Records, workspace: string, owner: Owner | null): Promise<string | null> {
  if (owner === null) return null
  const member = owner.member === null ? undefined : await findMember(db, workspace, owner.member)
  const { name, partner } = member ?? owner
  return JSON.stringify({ member: member?.id ?? null, name, partner } satisfies Owner)
}

function rowOf(
  person: Visitor,
  meeting: string,
  { id, item, kind, words, place, action, position, phone }: z.output<typeof NewEntry>,
  at: number,
): Omit<EntryRow, 'owner' | 'written_at'> {
  return {
    workspace: person.workspace,
    id,
    meeting,
    item,
    kind,
    words,
    by: toJson(person),
    at,
    place: place === null ? null : JSON.stringify(place),
    due_day: action?.due?.day ?? null,
    due_time: action?.due?.time ?? null,
    state: action === null ? null : 'open',
    settled_at: null,
    carried_from: action?.carriedFrom ?? null,
    version: 1,
    theme: position?.theme ?? null,
    on: position?.on ?? null,
    partner: position?.partner ?? phone?.partner ?? null,
    speaker: phone?.name ?? null,
    read_back_at: phone?.readBack === true ? at : null,
    read_back_by: phone?.readBack === true ? toJson(person) : null,
  }
}

/** Who does an action, by when, and whether it is done; also after closing, and never over somebody else's change. */
export const settleAction = (
  ledger: Ledger,
  visitor: Visitor,
  { meeting, entry }: { meeting: string; entry: string },
  { owner, due, state, version }: z.output<typeof ActionFacts> & { version: number },
): Outcome =>
  changing(ledger, visitor, { meeting, entry }, async (db, row, person, at) => {
    if (row.state === null) return NO_ACTION
    if (row.state === 'carried') return CARRIED
    const set = {
      owner: await ownerOf(db, row.workspace, owner),
      due_day: due?.day ?? null,
      due_time: due?.time ?? null,
      state,
      settled_at: state === 'open' ? null : (row.settled_at ?? at),
    }
    if ((Object.keys(set) as (keyof typeof set)[]).every((name) => set[name] === row[name])) return null
    if (row.version !== version) {
      const [theirs] = await asEntries(db, [row])
      return { ...STALE, ...(theirs === undefined ? {} : { theirs }) }
    }
    await settle(db, person, row, set, at)
    return null
  })

/** What was said by phone was read back to its speaker; told once. */
export const readBack = (
  ledger: Ledger,
  visitor: Visitor,
  place: { meeting: string; entry: string },
): Outcome =>
  changing(ledger, visitor, place, async (db, row, person, at) => {
    if (row.speaker === null) return NOT_PHONE
    if (row.read_back_at !== null) return null
    const { workspace } = row
    await update(db, row, { read_back_at: at, read_back_by: toJson(person) })
    const did = `read back ${row.id}`
    await note(db, { workspace, subject: subjectOf(row.meeting), at, by: person, did, before: null })
    return null
  })

type Facts = Partial<
  Pick<
    EntryRow,
    'owner' | 'due_day' | 'due_time' | 'state' | 'settled_at' | 'version' | 'read_back_at' | 'read_back_by'
  >
>

const update = (db: Records, { workspace, id }: EntryRow, set: Facts) =>
  db.updateTable('meeting_entry').set(set).where('workspace', '=', workspace).where('id', '=', id).execute()

/** Writes what became of an action, with what stood before in the trail. */
async function settle(db: Records, person: Visitor, row: EntryRow, set: Facts, at: number): Promise<void> {
  await update(db, row, { ...set, version: row.version + 1 })
  const { workspace, meeting, id, owner, due_day, due_time, state } = row
  const before = JSON.stringify({ owner, due_day, due_time, state })
  const did = `settled ${id} ${set.state ?? state ?? ''} ${hashOfFacts({ ...row, ...set })}`
  await note(db, { workspace, subject: subjectOf(meeting), at, by: person, did, before })
}

async function changing(
  ledger: Ledger,
  visitor: Visitor,
  { meeting, entry }: { meeting: string; entry: string },
  rule: (db: Records, row: EntryRow, person: Visitor, at: number) => Promise<Refused | null>,
): Outcome {
  const { workspace } = visitor
  const refused = await ledger.db.transaction().execute(async (db): Promise<Refused | null> => {
    const found = await inMeeting(db, visitor, meeting)
    if (!found.ok) return found
    const row = await findEntry(db, workspace, entry)
    if (row?.meeting !== meeting) return NO_ENTRY
    return rule(db, row, found.value.person, ledger.now())
  })
  return refused ?? stands(ledger, workspace, meeting, entry)
}

async function stands(ledger: Ledger, workspace: string, meeting: string, id: string): Outcome {
  ledger.tell(workspace, { type: 'changed', what: 'meeting', document: minutesOf(meeting) })
  ledger.tell(workspace, { type: 'changed', what: 'meetings' }) // unfinished actions are on the list
  const row = await findEntry(ledger.db, workspace, id)
  const [entry] = row === undefined ? [] : await asEntries(ledger.db, [row])
  return entry === undefined ? NO_ENTRY : ok(entry)
}
