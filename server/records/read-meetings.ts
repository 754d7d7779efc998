import type { MeetingPage } from '../../shared/api/meetings.ts'
import { ok } from '../../shared/lib/result.ts'
import type { Entry } from '../../shared/meetings/entries.ts'
import type { Meeting } from '../../shared/meetings/meetings.ts'
import { roomOf } from '../../shared/rooms.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { readAttendance } from './meeting-attendance.ts'
import { readAmendments } from './meeting-closing.ts'
import { asEntries } from './meeting-entry-rows.ts'
import { readHands } from './meeting-hands.ts'
import { lastActions } from './meeting-last-actions.ts'
import {
  asMeetings,
  findMeeting,
  meetingNow,
  minutesOf,
  NO_MEETING,
  NOT_OPEN,
  type Outcome,
  readsMinutes,
  subjectOf,
} from './meeting-rows.ts'
import { trailOf } from './trail.ts'
import { inTurn, isInTurn } from './turns.ts'

/** Meetings shown on one list; older ones are in the export. */
const LISTED = 300

/** All meetings, the latest first, and every action of a meeting that nobody has finished, the oldest first (R33). */
export async function readMeetings(
  { db, now }: Ledger,
  visitor: Visitor,
): Outcome<{ now: number; meetings: Meeting[]; actions: Entry[] }> {
  if (!readsMinutes(visitor)) return NOT_OPEN
  const { workspace } = visitor
  const rows = await db
    .selectFrom('meeting')
    .selectAll()
    .where('workspace', '=', workspace)
    .orderBy('starts_at', 'desc')
    .limit(LISTED)
    .execute()
  const open = await db
    .selectFrom('meeting_entry')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('state', '=', 'open')
    .orderBy('at')
    .execute()
  return ok({
    now: now(),
    meetings: await asMeetings(db, workspace, rows),
    actions: await asEntries(db, open),
  })
}

/** A meeting and all that has happened in it so far. */
export async function readMeeting({ db, now }: Ledger, visitor: Visitor, id: string): Outcome<MeetingPage> {
  if (!readsMinutes(visitor)) return NOT_OPEN
  const { workspace } = visitor
  let row = await findMeeting(db, workspace, id)
  if (row === undefined) return NO_MEETING
  const room = roomOf(workspace, minutesOf(id))
  // It is being closed: what is answered has its version and its checksum.
  if (row.state === 'closed' && row.minutes_version === null && isInTurn(room)) {
    await inTurn(room, async () => undefined)
    row = (await findMeeting(db, workspace, id)) ?? row
  }
  const entries = await db
    .selectFrom('meeting_entry')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('meeting', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return ok({
    now: now(),
    meeting: await meetingNow(db, workspace, id),
    attendance: await readAttendance(db, workspace, id),
    hands: await readHands(db, workspace, id),
    entries: await asEntries(db, entries),
    lastActions: await asEntries(db, await lastActions(db, row)),
    amendments: await readAmendments(db, row),
  })
}

/** Who did what with a meeting, oldest first. */
export async function meetingTrail({ db }: Ledger, visitor: Visitor, id: string) {
  if (!readsMinutes(visitor)) return NOT_OPEN
  if ((await findMeeting(db, visitor.workspace, id)) === undefined) return NO_MEETING
  return ok(await trailOf(db, visitor.workspace, subjectOf(id)))
}
