const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const withYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** A moment as people say it: "just now", "at 09:15", "yesterday, 16:20", "18 Mar, 11:00"; both in milliseconds. */
export function when(at: number, now: number): string {
  // Either way: a device's clock may be behind the server's.
  if (Math.abs(now - at) < 60_000) return 'just now'
  const days = daysApart(at, now)
  if (days === 0) return `at ${time.format(at)}`
  if (days === 1) return `yesterday, ${time.format(at)}`
  return dayAndTime(at, now)
}

/** A date for a list: "today, 09:15", "18 Mar 2025, 11:00". */
export function dayAndTime(at: number, now: number): string {
  const days = daysApart(at, now)
  if (days === 0) return `today, ${time.format(at)}`
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return `${(sameYear ? day : withYear).format(at)}, ${time.format(at)}`
}

/** A date that still says which day it was when it is read on paper: "24 Nov 2026, 21:53". */
export const dateAndTime = (at: number): string => `${withYear.format(at)}, ${time.format(at)}`

const daysApart = (at: number, now: number): number =>
  Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000)
