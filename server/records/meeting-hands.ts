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
  readsMinutes,
  type Refused,
} from './meeting-rows.ts'

const NOT_FACILITATOR = no('not allowed', 'You lower your own hand; the facilitator lowers another’s.')

/** Raised hands, in the order raised: kept here, so that a dropped link costs nobody their turn. */
export async function readHands(db: Records, workspace: string, meeting: string): Promise<Hand[]> {
  const rows = await db
    .selectFrom('meeting_hand')
    .select(['by', 'at'])
    .where('workspace', '=', workspace)
    .where('meeting', '=', meeting)
    .orderBy('n')
    .execute()
  return rows.map(({ by, at }) => ({ member: authorFrom(by), at }))
}

/** Raises or lowers one's own hand; whoever reads the minutes may ask for the word. */
export async function raiseHand(ledger: Ledger, visitor: Visitor, id: string, up: boolean): Outcome<Hand[]> {
  const { workspace } = visitor
  return handling(ledger, visitor, id, async (db, person) => {
    if (!up) return lowered(db, workspace, id, person.id)
    const last = await db
      .selectFrom('meeting_hand')
      .select('n')
      .where('workspace', '=', workspace)
      .where('meeting', '=', id)
      .orderBy('n', 'desc')
      .limit(1)
      .executeTakeFirst()
    await db
      .insertInto('meeting_hand')
      .values({
        workspace,
        meeting: id,
        member: person.id,
        by: toJson(person),
        n: (last?.n ?? 0) + 1,
        at: ledger.now(),
      })
      .onConflict((c) => c.columns(['workspace', 'meeting', 'member']).doNothing())
      .execute()
    return null
  })
}

/** The facilitator lowers a hand, or anybody their own. */
export async function lowerHand(ledger: Ledger, visitor: Visitor, id: string, who: string): Outcome<Hand[]> {
  return handling(ledger, visitor, id, async (db, person, facilitator) =>
    who === person.id || person.role === 'NL' || person.id === facilitator
      ? lowered(db, visitor.workspace, id, who)
      : NOT_FACILITATOR,
  )
}

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
