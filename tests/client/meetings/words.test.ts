import { afterEach, expect, it } from 'vitest'
import { clockTime, dayAndHour, dueWords, isOverdue } from '../../../client/meetings/words.ts'

const { TZ } = process.env
const elsewhere = (zone: string): void => {
  process.env.TZ = zone
}
afterEach(() => {
  if (TZ === undefined) delete process.env.TZ
  else process.env.TZ = TZ
})

/** 10:30 in the United Kingdom on Wednesday 24 June 2026. */
const AT = Date.UTC(2026, 5, 24, 9, 30)

it('says when a meeting is as a clock in the United Kingdom shows it, and says so where the device shows another hour', () => {
  elsewhere('Europe/London')
  expect(dayAndHour(AT)).toBe('Wednesday 24 June 2026, 10:30')
  elsewhere('Australia/Sydney')
  expect(dayAndHour(AT)).toBe('Wednesday 24 June 2026, 10:30 UK time')
  expect(clockTime(AT)).toBe('10:30')
  elsewhere('UTC')
  expect(dayAndHour(AT)).toBe('Wednesday 24 June 2026, 10:30 UK time')
  expect(dayAndHour(Date.UTC(2026, 10, 24, 10, 30))).toBe('Tuesday 24 November 2026, 10:30')
})

it.each(['Europe/London', 'America/New_York', 'Australia/Sydney'])(
  'a day due is over at its end there, in %s',
  (zone) => {
    elsewhere(zone)
    const due = { day: '2026-06-24', time: null }
    const open = {
      action: { owner: null, due, state: 'open', settledAt: null, carriedFrom: null, version: 1 },
    } as const
    expect(dueWords(due, AT)).toBe('today')
    expect(dueWords({ day: '2026-06-26', time: '16:00' }, AT)).toBe('Friday 26 June 16:00')
    expect(dueWords({ day: '2027-01-04', time: null }, AT)).toBe('Monday 4 January 2027')
    expect(isOverdue(open, Date.UTC(2026, 5, 24, 22, 59))).toBe(false)
    expect(isOverdue(open, Date.UTC(2026, 5, 24, 23, 1))).toBe(true)
  },
)
