import type { Selectable } from 'kysely'
import { type DocumentId, documentId } from '../../shared/domain/documents.ts'
import { AgendaItem } from '../../shared/domain/meetings.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { Course, type Meeting } from '../../shared/meetings/meetings.ts'
import type { Author } from '../../shared/people/person.ts'
import { may } from '../../shared/permissions.ts'
import { asTheyStand, authorFrom, authorOf, personOf } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records, Tables } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { Subject } from './trail.ts'

export type MeetingRow = Selectable<Tables['meeting']>

/** A refusal; a stale write carries what stands. */
export type Refused<Theirs = Meeting> = {
  ok: false
  reason: 'signed out' | 'not allowed' | 'not found' | 'bad request' | 'stale' | 'gone'
  say: string
  theirs?: Theirs
}
export type Outcome<T = Meeting, Theirs = Meeting> = Promise<{ ok: true; value: T } | Refused<Theirs>>

export const NOT_OPEN = no('not allowed', 'Meetings are not open to guest readers.')
export const READS = no('not allowed', 'You read the minutes; you do not write in them.')
export const NO_MEETING = no('not found', 'There is no such meeting.')
const CLOSED = no(
  'gone',
  'This meeting is closed, and its minutes stay as they are. Add what is missing as an amendment.',
)
export const CALLED_OFF = no('gone', 'This meeting was called off.')
export const NOT_STARTED = no('bad request', 'This meeting has not started yet.')
export const TAKEN = no('bad request', 'That id is in use. Send it with a new one.')

export const minutesOf = (meeting: string): DocumentId => documentId({ kind: 'minutes', meeting })
export const subjectOf = (meeting: string): Subject => `document:${minutesOf(meeting)}`

export const readsMinutes = (visitor: Visitor): boolean => may(visitor, { do: 'read minutes' })
export const writesMinutes = (visitor: Visitor): boolean => may(visitor, { do: 'edit minutes' })

export const findMeeting = (db: Records, workspace: string, id: string): Promise<MeetingRow | undefined> =>
  db
    .selectFrom('meeting')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

export const courseOf = ({ course }: Pick<MeetingRow, 'course'>): Course | null =>
  course === null ? null : Course.parse(JSON.parse(course))

export const agendaOf = ({ agenda }: Pick<MeetingRow, 'agenda'>): AgendaItem[] =>
  AgendaItem.array().parse(JSON.parse(agenda))

/** Why nothing more happens in a meeting; null while it is planned or under way. */
export const overOf = ({ state }: Pick<MeetingRow, 'state'>): Refused | null =>
  state === 'closed' ? CLOSED : state === 'called off' ? CALLED_OFF : null

/** What was written without a connection may be this much older than its meeting, ms. */
const EARLY_MS = 24 * 3_600_000

/** When something of a meeting was written: never ahead of now, nor long before the meeting, whatever a device says. */
export const writtenIn = ({ opened_at }: Pick<MeetingRow, 'opened_at'>, says: number, now: number): number =>
  Math.max(Math.min(says, now), (opened_at ?? now) - EARLY_MS)

/** Rows as pages see them. */
export async function asMeetings(
  db: Records,
  workspace: string,
  rows: readonly MeetingRow[],
): Promise<Meeting[]> {
  const members = new Map(
    (await db.selectFrom('member').selectAll().where('workspace', '=', workspace).execute()).map((row) => [
      row.id,
      authorOf(personOf(row)),
    ]),
  )
  const sums = new Map(
    (
      await db
        .selectFrom('version')
        .select(['id', 'checksum'])
        .where('workspace', '=', workspace)
        .where('why', '=', 'closed')
        .execute()
    ).map(({ id, checksum }) => [id, checksum]),
  )
  return rows.map((row): Meeting => {
    const { id, kind, title, state, minutes, version } = row
    return {
      id,
      document: minutesOf(id),
      kind,
      title,
      state,
      startsAt: row.starts_at,
      minutes,
      dialIn: row.dial_in,
      agenda: agendaOf(row),
      invitees: (JSON.parse(row.invitees) as string[])
        .map((id) => members.get(id))
        .filter((one): one is Author => one !== undefined),
      by: authorFrom(row.by),
      version,
      course: courseOf(row),
      closed: closedOf(row, sums),
    }
  })
}

function closedOf(
  { closed_at, closed_by, minutes_version }: MeetingRow,
  sums: ReadonlyMap<string, string>,
): Meeting['closed'] {
  if (closed_at === null || closed_by === null || minutes_version === null) return null
  // A version that was taken out past the program is told by the check; the page still opens.
  return {
    at: closed_at,
    by: authorFrom(closed_by),
    version: minutes_version,
    checksum: sums.get(minutes_version) ?? '',
  }
}

/** A meeting as it stands; there is one. */
export async function meetingNow(db: Records, workspace: string, id: string): Promise<Meeting> {
  const row = await findMeeting(db, workspace, id)
  const [meeting] = row === undefined ? [] : await asMeetings(db, workspace, [row])
  if (meeting === undefined) throw new Error(`meeting ${id} is gone`)
  return meeting
}

/** A meeting that goes on, and the visitor as they stand now; asked in the transaction that writes. */
export async function inMeeting(
  db: Records,
  visitor: Visitor,
  id: string,
  allowed: (person: Visitor) => boolean = writesMinutes,
): Promise<{ ok: true; value: { row: MeetingRow; person: Visitor } } | Refused<never>> {
  const now = await asTheyStand(db, visitor)
  if (!now.ok) return now
  const person = now.value
  if (!readsMinutes(person)) return NOT_OPEN
  if (!allowed(person)) return READS
  const row = await findMeeting(db, visitor.workspace, id)
  return row === undefined ? NO_MEETING : ok({ row, person })
}

export type Change = Partial<Omit<MeetingRow, 'workspace' | 'id'>>

/** The one way a meeting changes: rule and row in one transaction; then every page hears of it. */
export async function changing(
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  rule: (db: Records, row: MeetingRow, person: Visitor, now: number) => Promise<Change | Refused | 'nothing'>,
): Outcome {
  const { workspace } = visitor
  const outcome = await ledger.db.transaction().execute(async (db) => {
    const found = await inMeeting(db, visitor, id)
    if (!found.ok) return found
    const change = await rule(db, found.value.row, found.value.person, ledger.now())
    if (change === 'nothing' || 'ok' in change) return change
    await db
      .updateTable('meeting')
      .set(change)
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute()
    return 'changed'
  })
  if (typeof outcome === 'object') return outcome
  if (outcome === 'changed') tellOf(ledger, workspace, id)
  return ok(await meetingNow(ledger.db, workspace, id))
}

/** Pages that show the meeting, and lists of meetings. */
export function tellOf(ledger: Ledger, workspace: string, meeting: string): void {
  ledger.tell(workspace, { type: 'changed', what: 'meeting', document: minutesOf(meeting) })
  ledger.tell(workspace, { type: 'changed', what: 'meetings' })
}
