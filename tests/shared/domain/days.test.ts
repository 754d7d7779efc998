import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dayAfter,
  dayInLondon,
  daysBetween,
  hourInLondon,
  momentInLondon,
  weekdayOf,
} from '../../../shared/domain/days.ts'

/** Any minute from 1972, when the United Kingdom began to change its clocks as it does now, to 2099. */
const minute = fc
  .integer({ min: Date.UTC(1972, 0, 1) / 60_000, max: Date.UTC(2099, 11, 31) / 60_000 })
  .map((minutes) => minutes * 60_000)
const anHourBack = 3_600_000

describe('a day and an hour in the United Kingdom', () => {
  it('are a moment, and a moment is them again; of an hour shown twice it is the first', () => {
    fc.assert(
      fc.property(minute, (at) => {
        const back = momentInLondon(dayInLondon(at), hourInLondon(at))
        const twice = hourInLondon(at - anHourBack) === hourInLondon(at)
        expect(back).toBe(twice ? at - anHourBack : at)
      }),
    )
  })

  it('are a moment that shows them, but for the hour that spring leaves out', () => {
    const day = minute.map((at) => dayInLondon(at))
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        (day, hour, past) => {
          const said = `${String(hour).padStart(2, '0')}:${String(past).padStart(2, '0')}`
          const at = momentInLondon(day, said) ?? Number.NaN
          expect(dayInLondon(at)).toBe(day)
          if (hourInLondon(at) !== said) {
            expect(said.slice(0, 2)).toBe('01')
            expect(hourInLondon(at)).toBe(`02${said.slice(2)}`)
          }
        },
      ),
    )
  })

  it.each([
    ['2026-01-15', '10:30', Date.UTC(2026, 0, 15, 10, 30)],
    ['2026-07-15', '10:30', Date.UTC(2026, 6, 15, 9, 30)],
    // Clocks go forward at 01:00 on 29 March and back at 02:00 on 25 October 2026.
    ['2026-03-29', '00:59', Date.UTC(2026, 2, 29, 0, 59)],
    ['2026-03-29', '01:30', Date.UTC(2026, 2, 29, 1, 30)],
    ['2026-03-29', '02:00', Date.UTC(2026, 2, 29, 1, 0)],
    ['2026-10-25', '00:30', Date.UTC(2026, 9, 24, 23, 30)],
    ['2026-10-25', '01:30', Date.UTC(2026, 9, 25, 0, 30)],
    ['2026-10-25', '02:00', Date.UTC(2026, 9, 25, 2, 0)],
    ['2026-07-01', '00:00', Date.UTC(2026, 5, 30, 23, 0)],
  ])('%s %s', (day, hour, at) => {
    expect(momentInLondon(day, hour)).toBe(at)
  })

  it('that do not exist are none', () => {
    for (const [day, hour] of [
      ['2026-02-29', '10:00'],
      ['', '10:00'],
      ['2026-01-01', '24:00'],
      ['2026-01-01', '7:00'],
    ] as const)
      expect(momentInLondon(day, hour)).toBeNull()
  })

  it('days go on one by one, over changes of the clocks too', () => {
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01')
    expect(weekdayOf('2026-11-24')).toBe(2)
    fc.assert(
      fc.property(minute, fc.integer({ min: -400, max: 400 }), (at, days) => {
        const day = dayInLondon(at)
        const next = dayAfter(day, days)
        expect(daysBetween(day, next)).toBe(days)
        expect(weekdayOf(next)).toBe((((weekdayOf(day) + days) % 7) + 7) % 7)
      }),
    )
  })
})
