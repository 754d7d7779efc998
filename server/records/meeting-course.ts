import { no } from '../../shared/lib/result.ts'
import { goneOn } from '../../shared/meetings/clock.ts'
import type { Course, Place, Speaker } from '../../shared/meetings/meetings.ts'
import { authorOf, findMember } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { lowered, phoneOf } from './meeting-hands.ts'
import {
  agendaOf,
  changing,
  courseOf,
  meetingNow,
  type MeetingRow,
  NOT_STARTED,
  type Outcome,
  overOf,
  type Refused,
  subjectOf,
} from './meeting-rows.ts'
import { note } from './trail.ts'

const LEADS = no(
  'not allowed',
  'The facilitator moves the meeting on. Take over as facilitator first, or ask them.',
)
const NO_ITEM = no('bad request', 'That item is not on the agenda any more.')
const MOVED = no('stale', 'Somebody moved the meeting on meanwhile. Look where it is now.')
const NOBODY = no('not found', 'They are neither a member nor on the list as being by phone.')

/**
 * Goes on to an item. Whoever pressed second, from an item that is not under discussion any more, is where the first
 * one went: two presses at once never skip an item.
 */
export const goToItem = (
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  { from, to }: { from: string | null; to: string },
): Outcome =>
  leading(ledger, visitor, id, async ({ db, row, course, now }) => {
    if (course.item === to) return 'nothing'
    if (course.item !== from) return { ...MOVED, theirs: await meetingNow(db, visitor.workspace, id) }
    if (!agendaOf(row).some((item) => item.id === to)) return NO_ITEM
    return { ...goneOn(course, to, now), lookingAt: null }
  })

/** Anyone who writes in the minutes takes over: the facilitator's link may have dropped. */
export const takeOver = (ledger: Ledger, visitor: Visitor, id: string): Outcome =>
  running(ledger, visitor, id, async ({ db, course, person, now }) => {
    if (course.facilitator.id === person.id) return 'nothing'
    const { workspace } = visitor
    const did = `took over from ${course.facilitator.id}`
    await note(db, { workspace, subject: subjectOf(id), at: now, by: person, did, before: null })
    return { ...course, facilitator: authorOf(person) }
  })

/** Everyone is offered to go with the facilitator to a section; null: back to the minutes. */
export const goTogether = (ledger: Ledger, visitor: Visitor, id: string, place: Place | null): Outcome =>
  leading(ledger, visitor, id, async ({ course, person, now }) => {
    const lookingAt = place === null ? null : { ...place, at: now, by: authorOf(person) }
    return { ...course, lookingAt }
  })

/** Gives a member or somebody by phone the word, which lowers their hand; null: nobody has it. */
export const giveWord = (ledger: Ledger, visitor: Visitor, id: string, who: string | null): Outcome =>
  leading(ledger, visitor, id, async ({ db, course }) => {
    if (who === null) return course.speaking === null ? 'nothing' : { ...course, speaking: null }
    const { workspace } = visitor
    const member = await findMember(db, workspace, who)
    const phone = member === undefined ? await phoneOf(db, workspace, id, who) : undefined
    const speaking: Speaker | null =
      member !== undefined
        ? { id: who, name: member.name, partner: member.partner }
        : phone !== undefined
          ? { id: who, name: null, partner: phone.partner }
          : null
    if (speaking === null) return NOBODY
    await lowered(db, workspace, id, who)
    return { ...course, speaking }
  })

interface Now {
  db: Records
  row: MeetingRow
  course: Course
  person: Visitor
  now: number
}

type Rule = (now: Now) => Promise<Course | Refused | 'nothing'>

/** May this person move the meeting on? Its facilitator, and a nominated lead. */
const leads = (person: Visitor, course: Course): boolean =>
  person.role === 'NL' || course.facilitator.id === person.id

const leading = (ledger: Ledger, visitor: Visitor, id: string, rule: Rule): Outcome =>
  running(ledger, visitor, id, async (now) => (leads(now.person, now.course) ? rule(now) : LEADS))

/** Changes the course of a meeting that is under way. */
const running = (ledger: Ledger, visitor: Visitor, id: string, rule: Rule): Outcome =>
  changing(ledger, visitor, id, async (db, row, person, now) => {
    const over = overOf(row)
    if (over !== null) return over
    const course = courseOf(row)
    if (course === null) return NOT_STARTED
    const next = await rule({ db, row, course, person, now })
    return next === 'nothing' || 'ok' in next ? next : { course: JSON.stringify(next) }
  })
