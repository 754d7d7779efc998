import type { AgendaItem } from '../domain/meetings.ts'
import type { Course, Meeting } from './meetings.ts'

const MINUTE_MS = 60_000
/** From this share of its time on an item is amber. */
const AMBER = 0.8

/** How an item stands against its time. All in ms. */
export interface ItemClock {
  state: 'to come' | 'under discussion' | 'done' | 'passed over'
  /** Its time on the agenda. */
  budget: number
  /** What it has had so far, over all its turns. */
  took: number
  /** What is left; below 0 when it has run over. */
  left: number
  /** Amber from 80 % of its time on, over when its time is up. */
  pace: 'in time' | 'amber' | 'over'
}

/** How an item of a meeting stands at a moment of the server's time, ms. */
export function itemClock(
  meeting: Pick<Meeting, 'agenda' | 'course' | 'closed'>,
  item: AgendaItem,
  now: number,
): ItemClock {
  const { agenda, course, closed } = meeting
  const budget = item.minutes * MINUTE_MS
  const current = course?.item === item.id
  const took = course === null ? 0 : tookOf(course, item.id, closed?.at ?? now)
  const at = agenda.findIndex(({ id }) => id === course?.item)
  const mine = agenda.findIndex(({ id }) => id === item.id)
  const state =
    current && closed === null
      ? 'under discussion'
      : took > 0
        ? 'done'
        : course !== null && (closed !== null || mine < at)
          ? 'passed over'
          : 'to come'
  return {
    state,
    budget,
    took,
    left: budget - took,
    pace: took > budget ? 'over' : took >= budget * AMBER ? 'amber' : 'in time',
  }
}

/** How long an item has been discussed at a moment, ms; whoever's clock is behind, never less than before. */
export function tookOf(course: Course, item: string, now: number): number {
  // An item may be called "constructor": only what was put there counts.
  const before = Object.hasOwn(course.took, item) ? (course.took[item] ?? 0) : 0
  return course.item === item ? before + Math.max(0, now - course.itemSince) : before
}

/** When the meeting ends if every item still to come takes its time and the one under discussion what is left of it, ms. */
export function endsAt(
  meeting: Pick<Meeting, 'agenda' | 'course' | 'closed' | 'startsAt'>,
  now: number,
): number {
  if (meeting.closed !== null) return meeting.closed.at
  const start = meeting.course === null ? Math.max(meeting.startsAt, 0) : now
  return meeting.agenda.reduce((end, item) => {
    const { state, left } = itemClock(meeting, item, now)
    return state === 'to come' || state === 'under discussion' ? end + Math.max(0, left) : end
  }, start)
}

/** The item that follows the one under discussion; null at the last, or when none is. */
export function nextItem({ agenda, course }: Pick<Meeting, 'agenda' | 'course'>): AgendaItem | null {
  const at = agenda.findIndex(({ id }) => id === course?.item)
  return at === -1 ? (agenda[0] ?? null) : (agenda[at + 1] ?? null)
}

/** The course gone on to another item at a moment: what the item before it had is kept. */
export function goneOn(course: Course, to: string | null, now: number): Course {
  const took =
    course.item === null ? course.took : { ...course.took, [course.item]: tookOf(course, course.item, now) }
  return { ...course, took, item: to, itemSince: now }
}

/** "4 minutes over", "13 minutes left", "less than a minute left": what a clock says, for ears and narrow pages. */
export function sayLeft({ left }: Pick<ItemClock, 'left'>): string {
  const minutes = Math.floor(Math.abs(left) / MINUTE_MS)
  const amount = minutes === 0 ? 'less than a minute' : minutes === 1 ? '1 minute' : `${minutes} minutes`
  return `${amount} ${left < 0 ? 'over' : 'left'}`
}
