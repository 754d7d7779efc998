import type { EntryKind, MeetingKind } from '../../shared/domain/meetings.ts'
import { dayInLondon, hourInLondon, momentInLondon } from '../../shared/domain/days.ts'
import type { Partner, PartnerKind } from '../../shared/domain/partners.ts'
import type { ActionFacts, Due, Entry } from '../../shared/meetings/entries.ts'
import { templateOf } from '../../shared/meetings/templates.ts'

const dayOf = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'Europe/London',
})
/** "10:44": what a clock in the United Kingdom shows, wherever the device is. */
export const clockTime = hourInLondon

/** " UK time", where this device's own clock shows another hour at that moment; else nothing. */
export function ukTime(at: number): string {
  const own = new Date(at)
  return hourInLondon(at) === `${two(own.getHours())}:${two(own.getMinutes())}` ? '' : ' UK time'
}
const two = (part: number): string => String(part).padStart(2, '0')

/** "Tuesday 24 November 2026, 10:30" */
export const dayAndHour = (at: number): string => `${wholeDay(at)}, ${clockTime(at)}${ukTime(at)}`

/** "Tuesday 24 November 2026" */
export const wholeDay = (at: number): string => `${dayOf.format(at)} ${yearOf(dayInLondon(at))}`
const yearOf = (day: string): string => day.slice(0, 4)

/** "13:20", "-4:10": minutes and seconds of a length in ms. */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1_000)
  const words = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return ms < 0 && seconds > 0 ? `+${words}` : words
}

export const minutesWords = (minutes: number): string => (minutes === 1 ? '1 minute' : `${minutes} minutes`)

export const KIND_NAMES: Readonly<Record<EntryKind, string>> = {
  decision: 'Decision',
  action: 'Action',
  position: 'Position to take',
  phone: 'Said by phone',
}

/** "Weekly call", for its kind. */
export const kindName = (kind: MeetingKind): string => templateOf(kind).name

/** "call" or "meeting", as people say it of the kind. */
export const spoken = (kind: MeetingKind): string => (kind === 'workshop' ? 'workshop' : 'call')

/** The short name of a partner, as this workspace calls it. */
export const shortOf = (partners: readonly Partner[], kind: PartnerKind): string =>
  partners.find((partner) => partner.kind === kind)?.short ?? kind

/** "Friday 27 November", "today 16:00"; with its year when that is not this one. */
export function dueWords({ day, time: hour }: Due, now: number): string {
  const at = momentInLondon(day, '12:00')
  const today = dayInLondon(now)
  const year = yearOf(day) === yearOf(today) ? '' : ` ${yearOf(day)}`
  const days = day === today || at === null ? 'today' : `${dayOf.format(at)}${year}`
  return hour === null ? days : `${days} ${hour}`
}

/** "Data officer, Council"; who owns an action. */
export const ownerWords = (owner: ActionFacts['owner'], partners: readonly Partner[]): string | null =>
  owner === null
    ? null
    : owner.partner === null
      ? owner.name
      : `${owner.name}, ${shortOf(partners, owner.partner)}`

/** Overdue: its day, or its hour, has passed. */
export function isOverdue({ action }: Pick<Entry, 'action'>, now: number): boolean {
  if (action?.state !== 'open' || action.due === null) return false
  const { day, time: hour } = action.due
  const at = momentInLondon(day, hour ?? '23:59')
  return at !== null && at + 59_000 < now
}
