import type { z } from 'zod'
import type { routes } from '../../shared/api/routes.ts'
import { no, ok } from '../../shared/lib/result.ts'
import type { Attendance } from '../../shared/meetings/meetings.ts'
import type { Author } from '../../shared/people/person.ts'
import { authorOrNull, findMember, toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { lowered } from './meeting-hands.ts'
import { inMeeting, minutesOf, type Outcome, overOf, type Refused, subjectOf } from './meeting-rows.ts'
import { note } from './trail.ts'

const NAMELESS = no('bad request', 'Say who it is, and for which partner.')
/** People on one list of attendance. */
const PEOPLE = 500
const FULL = no('bad request', 'This list has as many people as it can hold.')
const NOBODY = no('not found', 'Nobody of that name is on the list.')

/** Who takes part, by partner, in the order they came; apologies last. */
export async function readAttendance(db: Records, workspace: string, meeting: string): Promise<Attendance[]> {
  const rows = await db
    .selectFrom('meeting_attendance')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('meeting', '=', meeting)
    .where('out', '=', 0)
    .execute()
  return rows
    .toSorted((a, b) => (a.came_at ?? Infinity) - (b.came_at ?? Infinity) || (a.name < b.name ? -1 : 1))
    .map(({ id, member, partner, name, how, came_at, left_at, entered_by }) => ({
      id,
      member: member === 1,
      partner,
      name,
      how,
      from: came_at,
      until: left_at,
      enteredBy: authorOrNull(entered_by),
    }))
}

/** A member is in the minutes of a meeting under way: noted once, and what was corrected by hand stands. */
export async function noteArrival(
  db: Records,
  { workspace, meeting, person, at }: { workspace: string; meeting: string; person: Author; at: number },
): Promise<void> {
  const { id, partner, name } = person
  await db
    .insertInto('meeting_attendance')
    .values({
      workspace,
      meeting,
      id,
      member: 1,
      partner,
      name,
      how: 'here',
      came_at: at,
      left_at: null,
      entered_by: null,
      out: 0,
    })
    // Whoever sent apologies and comes after all is there; somebody by phone who opens the page still is by phone.
    .onConflict((c) =>
      c.columns(['workspace', 'meeting', 'id']).doUpdateSet((e) => ({
        how: e
          .case()
          .when('meeting_attendance.how', '=', 'apologies')
          .then('here' as const)
          .else(e.ref('meeting_attendance.how'))
          .end(),
        came_at: e.fn.coalesce('meeting_attendance.came_at', e.val(at)),
        left_at: null,
      })),
    )
    .execute()
}

/** A member left the minutes; somebody by phone is still on the telephone. */
export async function noteLeaving(
  db: Records,
  { workspace, meeting, member, at }: { workspace: string; meeting: string; member: string; at: number },
): Promise<void> {
  await db
    .updateTable('meeting_attendance')
    .set({ left_at: at })
    .where('workspace', '=', workspace)
    .where('meeting', '=', meeting)
    .where('id', '=', member)
    .where('how', '=', 'here')
    .execute()
}

type Given = z.output<typeof routes.setAttendance.body>

/** Enters or corrects how somebody takes part; a member's name and partner are their own. */
export const setAttendance = (
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  who: string,
  { how, partner, name }: Given,
): Outcome<Attendance[]> =>
  correcting(ledger, visitor, { id, who, how }, async (db, person, now) => {
    const { workspace } = visitor
    const member = await findMember(db, workspace, who)
    const of =
      member !== undefined
        ? { member: 1, partner: member.partner, name: member.name }
        : partner !== null && name !== null
          ? { member: 0, partner, name }
          : null
    if (of === null) return NAMELESS
    if (of.member === 0 && (await readAttendance(db, workspace, id)).length >= PEOPLE) return FULL
    // Nobody could raise it for them again, and a member who is here has a hand of their own.
    if (how !== 'phone' && (of.member === 0 || how === 'apologies')) await lowered(db, workspace, id, who)
    const came = how === 'apologies' ? null : now
    const set = { ...of, how, left_at: null, entered_by: toJson(person), out: 0 }
    await db
      .insertInto('meeting_attendance')
      .values({ workspace, meeting: id, id: who, came_at: came, ...set })
      .onConflict((c) =>
        c.columns(['workspace', 'meeting', 'id']).doUpdateSet((e) => ({
          ...set,
          came_at: came === null ? null : e.fn.coalesce('meeting_attendance.came_at', e.val(came)),
        })),
      )
      .execute()
    return null
  })

/** Takes somebody out who did not take part; being on the page does not bring them back. */
export const removeAttendance = (
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  who: string,
): Outcome<Attendance[]> =>
  correcting(ledger, visitor, { id, who, how: 'out' }, async (db, person) => {
    const changed = await db
      .updateTable('meeting_attendance')
      .set({ out: 1, entered_by: toJson(person) })
      .where('workspace', '=', visitor.workspace)
      .where('meeting', '=', id)
      .where('id', '=', who)
      .returning('id')
      .executeTakeFirst()
    if (changed === undefined) return NOBODY
    return lowered(db, visitor.workspace, id, who)
  })

async function correcting(
  ledger: Ledger,
  visitor: Visitor,
  { id, who, how }: { id: string; who: string; how: string },
  act: (db: Records, person: Visitor, now: number) => Promise<Refused | null>,
): Outcome<Attendance[]> {
  const { workspace } = visitor
  const refused = await ledger.db.transaction().execute(async (db): Promise<Refused | null> => {
    const found = await inMeeting(db, visitor, id)
    if (!found.ok) return found
    const over = overOf(found.value.row)
    if (over !== null) return over
    const was = await db
      .selectFrom('meeting_attendance')
      .select(['how', 'out', 'name', 'partner'])
      .where('workspace', '=', workspace)
      .where('meeting', '=', id)
      .where('id', '=', who)
      .executeTakeFirst()
    const at = ledger.now()
    const no = await act(db, found.value.person, at)
    if (no !== null) return no
    const before = was === undefined ? null : JSON.stringify(was.out === 1 ? { ...was, how: 'out' } : was)
    const did = `attendance ${who} ${how}`
    await note(db, { workspace, subject: subjectOf(id), at, by: found.value.person, did, before })
    return null
  })
  if (refused !== null) return refused
  ledger.tell(workspace, { type: 'changed', what: 'meeting', document: minutesOf(id) })
  return ok(await readAttendance(ledger.db, workspace, id))
}
