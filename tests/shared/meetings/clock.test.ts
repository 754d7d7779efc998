import { array, assert, constantFrom, nat, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import type { AgendaItem } from '../../../shared/domain/meetings.ts'
import { endsAt, goneOn, itemClock, nextItem, sayLeft, tookOf } from '../../../shared/meetings/clock.ts'
import type { Course } from '../../../shared/meetings/meetings.ts'
import { lengthOf, templateOf, TEMPLATES, titleOf } from '../../../shared/meetings/templates.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 10, 24, 10, 30)
const agenda = [...templateOf('weekly teleconference').agenda]
const NOBODY = { id: 'x', name: 'X', partner: 'council', role: 'NL' } as const

const begun = (item: string | null, since = START, took: Record<string, number> = {}): Course => ({
  openedAt: START,
  facilitator: NOBODY,
  item,
  itemSince: since,
  took,
  speaking: null,
  lookingAt: null,
})
const meeting = (course: Course | null, closedAt?: number) => ({
  agenda,
  course,
  startsAt: START,
  closed: closedAt === undefined ? null : { at: closedAt, by: NOBODY, version: 'v', checksum: 'c' },
})
const itemOf = (id: string): AgendaItem => agenda.find((item) => item.id === id) as AgendaItem

test('templates take the time their kind has: an hour a week, fifteen minutes a day', () => {
  expect(TEMPLATES.map(({ kind, agenda }) => [kind, lengthOf(agenda)])).toEqual([
    ['weekly teleconference', 60],
    ['daily keeping-in-touch', 15],
    ['workshop', 180],
    ['lead inspector call', 30],
  ])
  expect(titleOf('weekly teleconference', START)).toBe('Weekly call, 24 November')
  // Half past midnight in London in summer is still the day before in UTC.
  expect(titleOf('daily keeping-in-touch', Date.UTC(2026, 6, 1, 23, 30))).toBe('Keeping in touch, 2 July')
})

test('an item is amber from 80 % of its time on, and over when its time is up', () => {
  const at = (minutes: number) =>
    itemClock(meeting(begun('themes')), itemOf('themes'), START + minutes * MINUTE)
  expect(at(11)).toMatchObject({ state: 'under discussion', pace: 'in time', left: 14 * MINUTE })
  expect(at(20 - 1 / 60_000).pace).toBe('in time')
  expect(at(20).pace).toBe('amber')
  expect(at(25).pace).toBe('amber')
  expect(at(29)).toMatchObject({ pace: 'over', left: -4 * MINUTE })
  expect([at(11), at(24.5), at(29), at(26), at(25.5)].map(sayLeft)).toEqual([
    '14 minutes left',
    'less than a minute left',
    '4 minutes over',
    '1 minute over',
    'less than a minute over',
  ])
})

test('items before are done or passed over, the rest is to come, and a closed meeting has no item going on', () => {
  const course = goneOn(
    goneOn(begun('last-actions'), 'themes', START + 6 * MINUTE),
    'positions',
    START + 30 * MINUTE,
  )
  const states = (closedAt?: number) =>
    agenda.map((item) => itemClock(meeting(course, closedAt), item, START + 35 * MINUTE).state)
  expect(states()).toEqual(['done', 'done', 'passed over', 'under discussion', 'to come'])
  expect(states(START + 33 * MINUTE)).toEqual(['done', 'done', 'passed over', 'done', 'passed over'])
  const positions = itemClock(meeting(course, START + 33 * MINUTE), itemOf('positions'), START + 90 * MINUTE)
  expect(positions.took).toBe(3 * MINUTE) // the clock stands
})

test('the end moves with what is over-run, and never with what is still in time', () => {
  expect(endsAt(meeting(null), START - 5 * MINUTE)).toBe(START + 60 * MINUTE)
  expect(endsAt(meeting(begun('last-actions')), START + 3 * MINUTE)).toBe(START + 60 * MINUTE)
  expect(endsAt(meeting(begun('last-actions')), START + 9 * MINUTE)).toBe(START + 64 * MINUTE)
  expect(endsAt(meeting(begun('last-actions'), START + 50 * MINUTE), START + 90 * MINUTE)).toBe(
    START + 50 * MINUTE,
  )
})

const next = (item: string | null) => nextItem({ agenda, course: begun(item) })?.id

test('Next goes down the agenda, begins at its first item, and ends at its last', () => {
  expect([next('last-actions'), next('next-steps'), next(null)]).toEqual([
    'themes',
    undefined,
    'last-actions',
  ])
})

test('however one goes to and fro, what items took adds up to the time since the start', () => {
  const step = record({ to: constantFrom(...agenda.map(({ id }) => id)), after: nat(40 * MINUTE) })
  assert(
    property(array(step, { maxLength: 20 }), nat(40 * MINUTE), (steps, rest) => {
      let [course, now] = [begun('last-actions'), START]
      for (const { to, after } of steps) {
        now += after
        course = goneOn(course, to, now)
      }
      now += rest
      const sum = agenda.reduce((all, { id }) => all + tookOf(course, id, now), 0)
      expect(sum).toBe(now - START)
      // A page whose clock is behind shows no time taken back.
      for (const { id } of agenda) expect(tookOf(course, id, START - MINUTE)).toBeGreaterThanOrEqual(0)
    }),
  )
})
