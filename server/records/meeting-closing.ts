import { THEME_IDS } from '../../shared/domain/themes.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { goneOn } from '../../shared/meetings/clock.ts'
import type { Amendment } from '../../shared/meetings/meetings.ts'
import { may } from '../../shared/permissions.ts'
import { roomOf } from '../../shared/rooms.ts'
import { asTheyStand, authorFrom, authorOf, toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { Reading } from './home.ts'
import { layAgenda } from './meeting-agenda.ts'
import { changedSince, type KeptChanges, lastOf } from './meeting-changes.ts'
import { hashOfAmendment } from './meeting-entry-rows.ts'
import { asRecorded } from './meeting-entry-nodes.ts'
import {
  CALLED_OFF,
  courseOf,
  findMeeting,
  inMeeting,
  meetingNow,
  type MeetingRow,
  minutesOf,
  NO_MEETING,
  NOT_STARTED,
  type Outcome,
  READS,
  type Refused,
  subjectOf,
  TAKEN,
  tellOf,
  writtenIn,
} from './meeting-rows.ts'
import type { SealedVersion } from './rooms-port.ts'
import { saySealed } from './seals.ts'
import { note } from './trail.ts'
import { inTurn } from './turns.ts'

export interface Closing extends Reading {
  /** Everyone in a room is decided anew. */
  decideAnew(room: string): void
}

const LEADS = no('not allowed', 'A nominated lead closes a meeting.')
/** Amendments of one meeting. */
const AMENDMENTS = 200
const FULL = no('bad request', 'These minutes have as many amendments as they can hold.')
const OPEN = no('bad request', 'The minutes are still open: write in them.')

/**
 * A6: nobody writes in the minutes from now on, and what stands in them is kept as a version that never changes. First
 * closed, then sealed: every word that was stored before is in it, and none comes after. Closed again, nothing happens.
 */
export async function closeMeeting(closing: Closing, visitor: Visitor, id: string): Outcome {
  const { ledger, decideAnew } = closing
  const { workspace } = visitor
  await layAgenda(closing, workspace, id)
  const room = roomOf(workspace, minutesOf(id))
  // In turn: a restore or an accepted suggestion that has begun is in it, and the next one finds it closed.
  const refused = await inTurn(room, async () => {
    const refused = await end(closing, visitor, id)
    if (refused !== null) return refused
    decideAnew(room)
    await seal(closing, workspace, id)
    return null
  })
  if (refused !== null) return refused
  tellOf(ledger, workspace, id)
  ledger.tell(workspace, { type: 'changed', what: 'home' })
  for (const document of [minutesOf(id), ...THEME_IDS])
    ledger.tell(workspace, { type: 'changed', what: 'history', document })
  return ok(await meetingNow(ledger.db, workspace, id))
}

/** Seals what a crash left closed and not sealed; nobody could write in it since. */
export async function sealClosed(closing: Closing): Promise<void> {
  const rows = await closing.ledger.db
    .selectFrom('meeting')
    .select(['workspace', 'id'])
    .where('state', '=', 'closed')
    .where('minutes_version', 'is', null)
    .execute()
  for (const { workspace, id } of rows)
    await inTurn(roomOf(workspace, minutesOf(id)), () => seal(closing, workspace, id))
}

/** The meeting is over: its clock stands, hands are down, whoever was there has left. */
async function end({ ledger }: Closing, visitor: Visitor, id: string): Promise<Refused | null> {
  const { workspace } = visitor
  return ledger.db.transaction().execute(async (db): Promise<Refused | null> => {
    const now = await asTheyStand(db, visitor)
    if (!now.ok) return now
    if (!may(now.value, { do: 'close meeting' })) return LEADS
    const row = await findMeeting(db, workspace, id)
    if (row === undefined) return NO_MEETING
    if (row.state === 'closed') return null
    if (row.state === 'called off') return CALLED_OFF
    const course = courseOf(row)
    if (course === null) return NOT_STARTED
    const at = ledger.now()
    const stands = { ...goneOn(course, course.item, at), speaking: null, lookingAt: null }
    await db
      .updateTable('meeting')
      .set({
        state: 'closed',
        closed_at: at,
        closed_by: toJson(now.value),
        course: JSON.stringify(stands),
      })
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute()
    await db.deleteFrom('meeting_hand').where('workspace', '=', workspace).where('meeting', '=', id).execute()
    await db
      .updateTable('meeting_attendance')
      .set({ left_at: at })
      .where('workspace', '=', workspace)
      .where('meeting', '=', id)
      .where('came_at', 'is not', null)
      .where('left_at', 'is', null)
      .execute()
    return null
  })
}

/** Keeps the closed minutes, and each narrative that moved, so that the comparison with this meeting holds. */
async function seal(closing: Closing, workspace: string, id: string): Promise<void> {
  const { ledger, versions, projections } = closing
  const row = await findMeeting(ledger.db, workspace, id)
  if (row === undefined || row.minutes_version !== null || row.closed_by === null) return
  await projections.flush()
  const minutes = await versions.seal(workspace, minutesOf(id))
  const last = await lastOf(ledger.db, row)
  const moved: { since: Omit<KeptChanges, 'to'>; sealed: SealedVersion | null }[] = []
  for (const theme of THEME_IDS) {
    const since = await changedSince(ledger.db, row, last, theme)
    const still = since.from !== null && since.edited.length === 0
    moved.push({ since, sealed: still ? null : await versions.seal(workspace, theme) })
  }
  const by = authorFrom(row.closed_by)
  await ledger.db.transaction().execute(async (db) => {
    const content = await asRecorded(db, row, minutes.content)
    const version = await versions.keep(db, { ...minutes, content }, { why: 'closed', by: authorOf(by) })
    const changes: KeptChanges[] = []
    for (const { since, sealed } of moved) {
      const kept =
        sealed === null ? null : await versions.keep(db, sealed, { why: 'meeting', by, name: row.title })
      changes.push({ ...since, to: kept?.id ?? since.from ?? '' })
    }
    await db
      .updateTable('meeting')
      .set({ minutes_version: version.id, changes: JSON.stringify(changes) })
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute()
    const did = saySealed('closed', version)
    await note(db, { workspace, subject: subjectOf(id), at: ledger.now(), by, did, before: null })
  })
}

/** Adds words beneath closed minutes; the same id again is the same amendment. */
export async function amend(
  ledger: Ledger,
  visitor: Visitor,
  meeting: string,
  { id, words, writtenAt }: { id: string; words: string; writtenAt: number },
): Outcome<Amendment> {
  const { workspace } = visitor
  const at = ledger.now()
  const refused = await ledger.db.transaction().execute(async (db): Promise<Refused | null> => {
    const found = await inMeeting(db, visitor, meeting)
    if (!found.ok) return found.reason === 'not allowed' ? READS : found
    const { row, person } = found.value
    const stands = await findAmendment(db, workspace, id)
    if (stands !== undefined)
      return stands.meeting === meeting && authorFrom(stands.by).id === person.id ? null : TAKEN
    if (row.state === 'called off') return CALLED_OFF
    if (row.state !== 'closed') return OPEN
    if ((await readAmendments(db, row)).length >= AMENDMENTS) return FULL
    const amendment = {
      workspace,
      id,
      meeting,
      words,
      by: toJson(person),
      written_at: writtenIn(row, writtenAt, at),
      at,
    }
    await db.insertInto('meeting_amendment').values(amendment).execute()
    const did = `amended ${id} ${hashOfAmendment(amendment)}`
    await note(db, { workspace, subject: subjectOf(meeting), at, by: person, did, before: words })
    return null
  })
  if (refused !== null) return refused
  ledger.tell(workspace, { type: 'changed', what: 'meeting', document: minutesOf(meeting) })
  const row = await findAmendment(ledger.db, workspace, id)
  if (row === undefined) throw new Error(`amendment ${id} is gone`)
  return ok(amendmentOf(row))
}

type AmendmentRow = NonNullable<Awaited<ReturnType<typeof findAmendment>>>

const findAmendment = (db: Records, workspace: string, id: string) =>
  db
    .selectFrom('meeting_amendment')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

const amendmentOf = ({ id, words, by, written_at, at }: AmendmentRow): Amendment => ({
  id,
  words,
  by: authorFrom(by),
  writtenAt: written_at,
  at,
})

/** Amendments of a meeting, in the order they came. */
export async function readAmendments(
  db: Records,
  { workspace, id }: Pick<MeetingRow, 'workspace' | 'id'>,
): Promise<Amendment[]> {
  const rows = await db
    .selectFrom('meeting_amendment')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('meeting', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(amendmentOf)
}
