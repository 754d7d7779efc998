import { no, ok } from '../../shared/lib/result.ts'
import type { Hand } from '../../shared/meetings/meetings.ts'
import { authorFrom, toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import {
  courseOf,
  inMeeting,
  minutesOf,
  NOT_STARTED,
  type Outcome,
  overOf,
  READS,
  readsMinutes,
  type Refused,
  writesMinutes,
} from './meeting-rows.ts'

const NOT_FACILITATOR = no('not allowed', 'You lower your own hand; the facilitator lowers another’s.')
const NOT_PHONE = no(
  'bad request',
  'They are not on the list as being by phone. Enter them there first; whoever has the page open raises their own hand.',
)

/** Raised hands, in the order raised: kept here, so that a dropped link costs nobody their turn. */
export async function readHands(db: Records, workspace: string, meeting: string): Promise<Hand[]> {
  const rows = await db
    .selectFrom('meeting_hand')
    .leftJoin('meeting_attendance', (join) =>
      join
        .onRef('meeting_attendance.workspace', '=', 'meeting_hand.workspace')
        .onRef('meeting_attendance.meeting', '=', 'meeting_hand.meeting')
        .onRef('meeting_attendance.id', '=', 'meeting_hand.member'),
    )
    .select(['meeting_hand.member', 'meeting_hand.by', 'meeting_hand.at'])
    .select(['meeting_attendance.name', 'meeting_attendance.partner'])
    .where('meeting_hand.workspace', '=', workspace)
    .where('meeting_hand.meeting', '=', meeting)
    .orderBy('meeting_hand.n')
    .execute()
  return rows.flatMap(({ member, by, at, name, partner }): Hand[] => {
    const raised = authorFrom(by)
    if (raised.id === member) {
      const { id, name, partner } = raised
      return [{ who: { id, name, partner }, enteredBy: null, at }]
    }
    // The name of somebody by phone stands in the attendance alone.
    return name === null || partner === null
      ? []
      : [{ who: { id: member, name, partner }, enteredBy: raised, at }]
  })
}

/** Raises or lowers one's own hand; whoever reads the minutes may ask for the word. */
export const raiseHand = (ledger: Ledger, visitor: Visitor, id: string, up: boolean): Outcome<Hand[]> =>
  handling(ledger, visitor, id, async (db, person) => {
    if (!up) return lowered(db, visitor.workspace, id, person.id)
    await raised(db, { meeting: id, who: person.id, by: person, at: ledger.now() })
    return null
  })

/** Whoever writes the minutes raises the hand of somebody by phone, who has no page to do it on. */
export const raiseHandFor = (ledger: Ledger, visitor: Visitor, id: string, who: string): Outcome<Hand[]> =>
  handling(ledger, visitor, id, async (db, person) => {
    if (!writesMinutes(person)) return READS
    if ((await phoneOf(db, visitor.workspace, id, who)) === undefined) return NOT_PHONE
    await raised(db, { meeting: id, who, by: person, at: ledger.now() })
    return null
  })

/** Raised once: who raises it again keeps their turn. */
async function raised(
  db: Records,
  { meeting, who, by, at }: { meeting: string; who: string; by: Visitor; at: number },
): Promise<void> {
  const { workspace } = by
  const last = await db
    .selectFrom('meeting_hand')
    .select('n')
    .where('workspace', '=', workspace)
    .where('meeting', '=', meeting)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  await db
    .insertInto('meeting_hand')
    .values({ workspace, meeting, member: who, by: toJson(by), n: (last?.n ?? 0) + 1, at })
    .onConflict((c) => c.columns(['workspace', 'meeting', 'member']).doNothing())
    .execute()
}

/** The facilitator lowers a hand, or anybody their own; of somebody by phone also who writes the minutes. */
export const lowerHand = (ledger: Ledger, visitor: Visitor, id: string, who: string): Outcome<Hand[]> =>
  handling(ledger, visitor, id, async (db, person, facilitator) => {
    const { workspace } = visitor
    const may =
      who === person.id ||
      person.role === 'NL' ||
      person.id === facilitator ||
      (writesMinutes(person) && (await phoneOf(db, workspace, id, who)) !== undefined)
    return may ? lowered(db, workspace, id, who) : NOT_FACILITATOR
  })

/** Somebody who takes part by phone; undefined when they are not on the list as such. */
export const phoneOf = (db: Records, workspace: string, meeting: string, who: string) =>
  db
    .selectFrom('meeting_attendance')
    .select(['id', 'partner'])
    .where('workspace', '=', workspace)
    .where('meeting', '=', meeting)
    .where('id', '=', who)
    .where('how', '=', 'phone')
    .where('out', '=', 0)
    .executeTakeFirst()

/** Takes a hand down in the caller's transaction. */
export async function lowered(db: Records, workspace: string, meeting: string, who: string): Promise<null> {
  await db
    .deleteFrom('meeting_hand')
    .where('workspace', '=', workspace)
    .where('meeting', '=', meeting)
    .where('member', '=', who)
    .execute()
  return null
}

async function handling(
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  act: (db: Records, person: Visitor, facilitator: string) => Promise<Refused | null>,
): Outcome<Hand[]> {
  const { workspace } = visitor
  const refused = await ledger.db.transaction().execute(async (db): Promise<Refused | null> => {
    const found = await inMeeting(db, visitor, id, readsMinutes)
    if (!found.ok) return found
    const { row, person } = found.value
    const over = overOf(row)
    if (over !== null) return over
    const course = courseOf(row)
    return course === null ? NOT_STARTED : act(db, person, course.facilitator.id)
  })
  if (refused !== null) return refused
  ledger.tell(workspace, { type: 'changed', what: 'meeting', document: minutesOf(id) })
  return ok(await readHands(ledger.db, workspace, id))
}
