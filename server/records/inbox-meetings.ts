import { Owner } from '../../shared/meetings/entries.ts'
import { may } from '../../shared/permissions.ts'
import { authorFrom } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { aboutDocument, NOTHING, type Unmarked } from './inbox-item.ts'
import { minutesOf } from './meeting-rows.ts'

/** A day as the area's calendar has it. */
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' })

/** Actions of meetings that the visitor owns, and meetings of today that they are invited to; nobody invited: everyone. */
export async function meetingItems(
  { db, now }: Pick<Ledger, 'db' | 'now'>,
  visitor: Visitor,
): Promise<Unmarked[]> {
  if (!may(visitor, { do: 'read minutes' })) return []
  const { workspace } = visitor
  const meetings = await db.selectFrom('meeting').selectAll().where('workspace', '=', workspace).execute()
  const today = DAY.format(now())
  const invited = (invitees: string): boolean => {
    const ids = JSON.parse(invitees) as string[]
    return ids.length === 0 || ids.includes(visitor.id)
  }
  const held = meetings
    .filter(
      ({ state, starts_at, invitees }) =>
        invited(invitees) &&
        (state === 'under way' || (state === 'planned' && DAY.format(starts_at) === today)),
    )
    .map(({ id, title, state, by, starts_at, opened_at }): Unmarked => ({
      ...NOTHING,
      ...aboutDocument(minutesOf(id), title),
      id: `meeting:${id}:${state}`,
      why: state === 'under way' ? 'meeting under way' : 'meeting today',
      from: authorFrom(by),
      at: opened_at ?? starts_at,
      waits: state === 'under way',
    }))
  const actions = await db
    .selectFrom('meeting_entry')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('state', '=', 'open')
    .where('owner', 'is not', null)
    .execute()
  const mine = actions
    .filter(({ owner }) => owner !== null && Owner.parse(JSON.parse(owner)).member === visitor.id)
    .map(({ id, meeting, words, by, at, due_day, due_time }): Unmarked => ({
      ...NOTHING,
      ...aboutDocument(minutesOf(meeting), meetings.find((one) => one.id === meeting)?.title ?? ''),
      id: `meeting-action:${id}:${due_day ?? ''}`,
      why: 'meeting action',
      from: authorFrom(by),
      at,
      says:
        due_day === null
          ? words
          : `${words} Due ${dayOf(due_day)}${due_time === null ? '' : `, ${due_time}`}.`,
      waits: true,
    }))
  return [...held, ...mine]
}

/** "27 November 2026" of "2026-11-27". */
const dayOf = (day: string): string => DAY.format(Date.parse(`${day}T12:00:00Z`))
