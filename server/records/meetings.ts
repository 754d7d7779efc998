import type { z } from 'zod'
import { no, ok } from '../../shared/lib/result.ts'
import { type Course, type Plan } from '../../shared/meetings/meetings.ts'
import type { MeetingKind } from '../../shared/domain/meetings.ts'
import { goneOn } from '../../shared/meetings/clock.ts'
import { LIMITS } from '../../shared/protocol/limits.ts'
import { templateOf } from '../../shared/meetings/templates.ts'
import { asTheyStand, authorFrom, authorOf, toJson } from '../accounts/people.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { hasRoom, layAgenda, type Laying } from './meeting-agenda.ts'
import {
  agendaOf,
  type Change,
  changing,
  courseOf,
  findMeeting,
  meetingNow,
  type MeetingRow,
  NOT_OPEN,
  type Outcome,
  overOf,
  READS,
  readsMinutes,
  type Refused,
  subjectOf,
  TAKEN,
  tellOf,
  writesMinutes,
} from './meeting-rows.ts'
import { hashOfPlan } from './meeting-told.ts'
import { note } from './trail.ts'

const STALE = no(
  'stale',
  'Somebody changed this meeting meanwhile. Look at it as it stands now, then decide what to keep.',
)
const NOT_YOURS = no('not allowed', 'Whoever planned a meeting calls it off, or a nominated lead.')
/** Meetings that were not held, planned or called off: a year of them and more; each has minutes of its own. */
const WAITING = 500
const FULL = no(
  'bad request',
  `${WAITING} meetings are planned or called off, which is as many as are kept. Hold and close some of those first, or change one of them.`,
)
const NO_ROOM = no(
  'bad request',
  `These minutes have had ${LIMITS.sections} items, those taken out included, which is as many as they can hold. Give an item that is there a new title instead of adding one, or plan a further meeting.`,
)
const HELD = no('bad request', 'This meeting has started. Close it instead.')

type Planned = z.output<typeof Plan>
type NewMeeting = Omit<Planned, 'agenda'> & {
  id: string
  kind: MeetingKind
  agenda?: Planned['agenda'] | undefined
}

/** Plans a meeting; without an agenda it has that of its kind. The same id again is the same meeting. */
export async function planMeeting(laying: Laying, visitor: Visitor, given: NewMeeting): Outcome {
  const { ledger } = laying
  const { workspace } = visitor
  const { id, kind } = given
  const refused = await ledger.db.transaction().execute(async (db): Promise<Refused | null> => {
    const now = await asTheyStand(db, visitor)
    if (!now.ok) return now
    if (!readsMinutes(now.value)) return NOT_OPEN
    if (!writesMinutes(now.value)) return READS
    const stands = await findMeeting(db, workspace, id)
    if (stands !== undefined) return authorFrom(stands.by).id === visitor.id ? null : TAKEN
    if ((await countWaiting(db, workspace)) >= WAITING) return FULL
    const plan = await planned(db, workspace, {
      ...given,
      agenda: given.agenda ?? [...templateOf(kind).agenda],
    })
    await db
      .insertInto('meeting')
      .values({
        workspace,
        id,
        kind,
        state: 'planned',
        by: toJson(now.value),
        version: 1,
        opened_at: null,
        course: null,
        closed_at: null,
        closed_by: null,
        minutes_version: null,
        changes: null,
        ...plan,
      })
      .execute()
    const at = ledger.now()
    const did = `planned ${hashOfPlan({ workspace, id, ...plan })}`
    await note(db, { workspace, subject: subjectOf(id), at, by: now.value, did, before: null })
    return null
  })
  if (refused !== null) return refused
  await layAgenda(laying, workspace, id)
  tellOf(ledger, workspace, id)
  return ok(await meetingNow(ledger.db, workspace, id))
}

async function countWaiting(db: Records, workspace: string): Promise<number> {
  const { waiting } = await db
    .selectFrom('meeting')
    .select((e) => e.fn.countAll<number>().as('waiting'))
    .where('workspace', '=', workspace)
    .where('state', 'in', ['planned', 'called off'])
    .executeTakeFirstOrThrow()
  return waiting
}

/** Changes what is planned, or the agenda while the meeting is under way; never over what somebody else changed. */
export async function changeMeeting(
  laying: Laying,
  visitor: Visitor,
  id: string,
  { version, ...plan }: Planned & { version: number },
): Outcome {
  const { ledger } = laying
  const { workspace } = visitor
  const room =
    (await findMeeting(ledger.db, workspace, id)) === undefined ||
    (await hasRoom(laying, workspace, id, plan.agenda))
  const outcome = await changing(ledger, visitor, id, async (db, row, person, now) => {
    const over = overOf(row)
    if (over !== null) return over
    if (!room) return NO_ROOM
    const set = await planned(db, workspace, plan)
    const unchanged = (Object.keys(set) as (keyof typeof set)[]).every((name) => set[name] === row[name])
    if (unchanged) return 'nothing'
    if (row.version !== version) return { ...STALE, theirs: await meetingNow(db, workspace, id) }
    const did = `changed the plan ${hashOfPlan({ workspace, id, ...set })}`
    const before = JSON.stringify({ title: row.title, agenda: agendaOf(row) })
    await note(db, { workspace, subject: subjectOf(id), at: now, by: person, did, before })
    const course = courseOf(row)
    const gone = course?.item != null && !plan.agenda.some((item) => item.id === course.item)
    return {
      ...set,
      version: row.version + 1,
      ...(gone ? { course: JSON.stringify(goneOn(course, null, now)) } : {}),
    }
  })
  if (outcome.ok) await layAgenda(laying, workspace, id)
  return outcome
}

/** Starts it at its first item; whoever starts it is its facilitator. Started again, nothing happens. */
export async function startMeeting(laying: Laying, visitor: Visitor, id: string): Outcome {
  const { ledger } = laying
  const { workspace } = visitor
  await layAgenda(laying, workspace, id)
  return changing(
    ledger,
    visitor,
    id,
    async (db, row, person, now): Promise<Change | Refused | 'nothing'> => {
      const over = overOf(row)
      if (over !== null) return over
      if (row.state === 'under way') return 'nothing'
      const course: Course = {
        openedAt: now,
        facilitator: authorOf(person),
        item: agendaOf(row)[0]?.id ?? null,
        itemSince: now,
        took: {},
        speaking: null,
        lookingAt: null,
      }
      await note(db, { workspace, subject: subjectOf(id), at: now, by: person, did: 'started', before: null })
      return { state: 'under way', opened_at: now, course: JSON.stringify(course) }
    },
  )
}

/** A planned meeting is not held; it stays on the list as called off. */
export async function callOff({ ledger }: Laying, visitor: Visitor, id: string): Outcome {
  const { workspace } = visitor
  return changing(
    ledger,
    visitor,
    id,
    async (db, row, person, now): Promise<Change | Refused | 'nothing'> => {
      if (row.state === 'called off') return 'nothing'
      if (row.state !== 'planned') return overOf(row) ?? HELD
      if (person.role !== 'NL' && authorFrom(row.by).id !== person.id) return NOT_YOURS
      await note(db, {
        workspace,
        subject: subjectOf(id),
        at: now,
        by: person,
        did: 'called off',
        before: null,
      })
      return { state: 'called off' }
    },
  )
}

/** The columns of a plan; of the invited those who are members. */
async function planned(
  db: Records,
  workspace: string,
  { title, startsAt, minutes, dialIn, agenda, invitees }: Planned,
): Promise<Pick<MeetingRow, 'title' | 'starts_at' | 'minutes' | 'dial_in' | 'agenda' | 'invitees'>> {
  const members = await db
    .selectFrom('member')
    .select('id')
    .where('workspace', '=', workspace)
    .where('removed_at', 'is', null)
    .execute()
  const known = new Set(members.map(({ id }) => id))
  return {
    title,
    starts_at: startsAt,
    minutes,
    dial_in: dialIn === '' ? null : dialIn,
    agenda: JSON.stringify(agenda),
    invitees: JSON.stringify([...new Set(invitees)].filter((id) => known.has(id))),
  }
}
