import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { PARTNER_KINDS } from '../../../shared/domain/partners.ts'
import { GROUNDS, type PositionMark, STANCES } from '../../../shared/domain/positions.ts'
import { isAgreed, statusOf } from '../../../shared/positions/status.ts'

const SEATS = PARTNER_KINDS.flatMap((partner) => GROUNDS.map((on) => ({ partner, on })))
const all = (mark: Partial<PositionMark> = {}): PositionMark[] =>
  SEATS.map((seat) => ({ ...seat, stance: 'agree', changed: 0, ...mark }))
const marks = fc
  .tuple(
    ...SEATS.map((seat) =>
      fc
        .option(fc.record({ stance: fc.constantFrom(...STANCES), changed: fc.constantFrom(0, 0, 0, 3) }), {
          freq: 6,
          nil: null,
        })
        .map((given) => (given === null ? [] : [{ ...seat, ...given }])),
    ),
  )
  .map((rows) => rows.flat())

test('from nothing to agreed', () => {
  const base = { frozen: false, words: 10 }
  expect(statusOf({ ...base, words: 0, positions: [] })).toBe('not started')
  expect(statusOf({ ...base, positions: [] })).toBe('draft')
  expect(statusOf({ ...base, positions: all({ stance: 'not yet' }) })).toBe('draft')
  expect(statusOf({ ...base, positions: all().slice(1) })).toBe('in agreement')
  expect(statusOf({ ...base, positions: all() })).toBe('agreed')
  expect(statusOf({ ...base, positions: all({ stance: 'agree with reservations' }) })).toBe('agreed')
  expect(statusOf({ ...base, positions: all({ stance: 'do not agree' }) })).toBe('in agreement')
  const [first, ...rest] = all()
  const against = [{ ...(first as PositionMark), stance: 'do not agree' as const }, ...rest]
  expect(statusOf({ ...base, positions: against })).toBe('agreed with recorded disagreement')
})

test('agreed means: ten positions, all on the text as it stands; a disagreement is never passed over', () => {
  fc.assert(
    fc.property(marks, fc.nat(3), (positions, words) => {
      const status = statusOf({ words, frozen: false, positions })
      const given = positions.filter(({ stance }) => stance !== 'not yet')
      if (isAgreed(status)) {
        expect(given).toHaveLength(10)
        expect(given.every(({ changed }) => changed === 0)).toBe(true)
      }
      const against = given.some(({ stance }) => stance === 'do not agree')
      if (status === 'agreed') expect(against).toBe(false)
      if (status === 'agreed with recorded disagreement') expect(against).toBe(true)
      if (given.length > 0) expect(['draft', 'not started']).not.toContain(status)
      expect(statusOf({ words, frozen: true, positions })).toBe('frozen')
    }),
  )
})

test('a change of the text after any position was taken ends the agreement', () => {
  fc.assert(
    fc.property(marks, fc.nat(9), fc.integer({ min: 1, max: 40 }), (positions, at, changed) => {
      const moved = positions.map((mark, index) => (index === at ? { ...mark, changed } : mark))
      if (moved[at] !== undefined && moved[at].stance !== 'not yet')
        expect(isAgreed(statusOf({ words: 1, frozen: false, positions: moved }))).toBe(false)
    }),
  )
})
