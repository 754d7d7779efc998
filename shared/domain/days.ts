import { z } from 'zod'

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** The parts of "2026-02-28"; null for what is no day of the calendar. */
function partsOf(text: string): readonly [number, number, number] | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (parts === null) return null
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const most = month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0)
  return year > 0 && day >= 1 && day <= most ? [year, month, day] : null
}

/** A day of the calendar, "2026-02-28"; one that does not exist is refused. */
export const Day = z.string().refine(isDay, 'Give a date that exists, such as 2026-02-28.')

export function isDay(text: string): boolean {
  return partsOf(text) !== null
}

/** Days from one day to another, negative when it is earlier; throws for what is no day. */
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from)

/** Which day it is in the United Kingdom; milliseconds since 1970. */
export const dayInLondon = (now: number): string => LONDON.format(now)
const LONDON = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** What a clock in the United Kingdom shows, "10:44"; milliseconds since 1970. */
export const hourInLondon = (at: number): string => LONDON_HOUR.format(at)
const LONDON_HOUR = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const HOUR_MS = 3_600_000

/**
 * When a clock in the United Kingdom shows an hour ("10:30") of a day, ms since 1970; null when either does not exist.
 * Of an hour that is shown twice in autumn it is the first; one that is left out in spring is as long after midnight.
 */
export function momentInLondon(day: string, hour: string): number | null {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(hour)
  if (!isDay(day) || parts === null) return null
  const shown =
    daysBetween('1970-01-01', day) * 24 * HOUR_MS + Number(parts[1]) * HOUR_MS + Number(parts[2]) * 60_000
  const inSummer = shown - HOUR_MS
  return dayInLondon(inSummer) === day && hourInLondon(inSummer) === hour ? inSummer : shown
}

/** The day so many days on, back when negative; throws for what is no day. */
export function dayAfter(day: string, days: number): string {
  const shown = daysBetween('1970-01-01', day) + days
  return dayInLondon(shown * 24 * HOUR_MS + 12 * HOUR_MS)
}

/** Which day of the week a day is: 0 is Sunday; throws for what is no day. */
export const weekdayOf = (day: string): number => numberOf(day) % 7

/** "28 February 2026". */
export function sayDay(day: string): string {
  const [year, month, date] = partsOf(day) ?? [0, 1, 0]
  return `${date} ${MONTHS[month - 1] ?? ''} ${year}`
}
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

function numberOf(day: string): number {
  const parts = partsOf(day)
  if (parts === null) throw new Error(`${day} is no day of the calendar`)
  const [year, month, date] = parts
  const before = year - 1
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  const inYear = MONTH_DAYS.slice(0, month - 1).reduce((sum, days) => sum + days, 0)
  return before * 365 + leaps + inYear + (month > 2 && isLeap(year) ? 1 : 0) + date
}
