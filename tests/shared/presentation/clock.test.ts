import { array, assert, constant, constantFrom, nat, oneof, property, record, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  courseOf,
  leftOf,
  paceOf,
  planOf,
  sayLength,
  sayOff,
  sayTimeOfDay,
  timeOfDay,
  type Budget,
  type RunEvent,
} from '../../../shared/presentation/clock.ts'

const MINUTE = 60_000
const order: Budget[] = [
  { section: 'voice', ms: null },
  { section: 'context', ms: 10 * MINUTE },
  { section: 'journey', ms: 10 * MINUTE },
  ...[1, 2, 3, 4, 5].map((n) => ({ section: `theme-${n}`, ms: 20 * MINUTE })),
  { section: 'closing', ms: 5 * MINUTE },
]

const started = (section: string, at: number): RunEvent => ({ did: 'started', section, at })

/** A run that gives every section its minutes, with some other times. */
function run(times: Readonly<Record<string, number>>): { events: RunEvent[]; end: number } {
  const events: RunEvent[] = []
  let at = 1_000_000
  for (const { section, ms } of order) {
    if (ms === null) continue
    events.push(started(section, at))
    at += times[section] ?? ms
  }
  events.push({ did: 'ended', at })
  return { events, end: at }
}

describe('the clock of a rehearsal (F6)', () => {
  it('is 125 minutes by the plan, from 11:00 to 13:05', () => {
    const { begins, ends, total } = planOf(order, timeOfDay('11:00') ?? 0)
    expect(total).toBe(125 * MINUTE)
    expect(sayTimeOfDay(ends)).toBe('13:05')
    expect(begins.map(sayTimeOfDay)).toEqual([
      '11:00',
      '11:00',
      '11:10',
      '11:20',
      '11:40',
      '12:00',
      '12:20',
      '12:40',
      '13:00',
    ])
  })

  it('says +3:30 when theme 3 runs 23:30, and the end moves from 13:05 to 13:08:30', () => {
    const { events, end } = run({ 'theme-3': 23.5 * MINUTE })
    const course = courseOf(order, events, end)
    const theme3 = course.sections.find(({ section }) => section === 'theme-3')
    expect(sayLength(theme3?.spent ?? 0)).toBe('23:30')
    expect(sayOff(theme3?.moved ?? 0)).toBe('+3:30')
    const { ends } = planOf(order, timeOfDay('11:00') ?? 0)
    expect(sayTimeOfDay(ends + course.moved)).toBe('13:08:30')
  })

  it('moves the end while a section runs over, not before', () => {
    const events = [started('theme-3', 0)]
    const at = (minutes: number) => courseOf(order.slice(5), events, minutes * MINUTE)
    expect(at(15).moved).toBe(0)
    expect(at(15).now).toMatchObject({ state: 'now', spent: 15 * MINUTE })
    expect(leftOf(at(15).sections[0]!)).toBe(5 * MINUTE)
    expect(at(21).moved).toBe(MINUTE)
  })

  it('is near its end from 80 %, and over past its time', () => {
    const of = (spent: number) => paceOf({ budget: 20 * MINUTE, spent })
    expect([of(0), of(16 * MINUTE - 1), of(16 * MINUTE), of(20 * MINUTE), of(20 * MINUTE + 1)]).toEqual([
      'in time',
      'in time',
      'near its end',
      'near its end',
      'over',
    ])
    expect(paceOf({ budget: null, spent: 99 * MINUTE })).toBe('in time')
  })

  it('says what was taken and what is over so that both make the whole, part seconds or not', () => {
    const budget = 10 * MINUTE
    const said = (spent: number) => [sayLength(spent), sayOff(spent - budget)]
    expect(said(3_400)).toEqual(['0:03', '−9:57'])
    expect(said(3_000)).toEqual(['0:03', '−9:57'])
    expect(said(budget + 3_400)).toEqual(['10:03', '+0:03'])
    expect(said(budget - 900)).toEqual(['9:59', 'on time'])
  })

  it('does not count a pause', () => {
    const events: RunEvent[] = [
      started('context', 0),
      { did: 'paused', at: MINUTE },
      { did: 'resumed', at: 61 * MINUTE },
    ]
    expect(courseOf(order, events.slice(0, 2), 30 * MINUTE)).toMatchObject({ paused: true, elapsed: MINUTE })
    const later = courseOf(order, events, 63 * MINUTE)
    expect(later.paused).toBe(false)
    expect(later.now?.spent).toBe(3 * MINUTE)
  })

  it('gives back the time of a section that is left out, until somebody returns to it', () => {
    const events = [started('context', 0), started('theme-1', 10 * MINUTE)]
    const out = courseOf(order, events, 11 * MINUTE)
    expect(out.sections[2]).toMatchObject({ section: 'journey', state: 'left out', moved: -10 * MINUTE })
    const back = courseOf(order, [...events, started('journey', 12 * MINUTE)], 13 * MINUTE)
    expect(back.sections[2]).toMatchObject({ state: 'now', spent: MINUTE, moved: 0 })
    // Theme 1 is counted as given, with the two minutes it had.
    expect(back.sections[3]).toMatchObject({ state: 'given', spent: 2 * MINUTE })
  })

  it('counts a section without a time of its own as moving the end by all it took', () => {
    const course = courseOf(order, [started('voice', 0), started('context', 4 * MINUTE)], 5 * MINUTE)
    expect(course.moved).toBe(4 * MINUTE)
  })

  it('takes no time off anybody when a device’s clock was set back', () => {
    const course = courseOf(order, [started('context', 5 * MINUTE), started('journey', MINUTE)], 6 * MINUTE)
    expect(course.sections.every(({ spent }) => spent >= 0)).toBe(true)
    expect(course.elapsed).toBe(MINUTE)
  })

  it('is the sum of its parts, whatever is started, paused and resumed', () => {
    const event = oneof(
      record({
        did: constant('started' as const),
        section: constantFrom(...order.map((o) => o.section)),
      }),
      record({ did: constantFrom('paused' as const, 'resumed' as const) }),
    )
    assert(
      property(array(tuple(event, nat(600_000)), { maxLength: 30 }), nat(600_000), (steps, rest) => {
        let at = 0
        const events = steps.map(([step, gap]) => ({ ...step, at: (at += gap) }))
        const course = courseOf(order, events, at + rest)
        const first = events.findIndex(({ did }) => did === 'started')
        const spent = course.sections.reduce((sum, one) => sum + one.spent, 0)
        expect(course.elapsed).toBeLessThanOrEqual(at + rest)
        if (first === 0) expect(spent).toBe(course.elapsed)
        expect(course.sections.filter(({ state }) => state === 'now').length).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('times in words', () => {
  it.each([
    [0, '0:00'],
    [59_999, '0:59'],
    [370_000, '6:10'],
    [3_720_000, '1:02:00'],
    [-210_000, '3:30'],
  ])('%d ms is %s', (ms, said) => expect(sayLength(ms)).toBe(said))

  it.each([
    [0, 'on time'],
    [999, 'on time'],
    [210_000, '+3:30'],
    [-45_000, '−0:45'],
  ])('%d ms off is %s', (ms, said) => expect(sayOff(ms)).toBe(said))

  it.each(['', '24:00', '11', '11:60', 'noon'])('%j is no time of day', (text) =>
    expect(timeOfDay(text)).toBeNull(),
  )

  it('begins anew past midnight', () => {
    expect(sayTimeOfDay(planOf(order, timeOfDay('23:30') ?? 0).ends)).toBe('01:35')
  })
})
