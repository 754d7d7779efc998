import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { LEAST_SHOWN } from '../../../shared/board/boards.ts'
import { shownApart, tallyOf } from '../../../shared/board/tally.ts'
import { PARTNER_KINDS } from '../../../shared/domain/partners.ts'

const person = (partner: (typeof PARTNER_KINDS)[number], n: number) => ({
  partner,
  member: `${partner} ${n}`,
})
const people = (sizes: readonly number[]) =>
  PARTNER_KINDS.flatMap((partner, at) => Array.from({ length: sizes[at] ?? 0 }, (_, n) => person(partner, n)))

const votes = fc
  .array(
    fc.record({
      partner: fc.constantFrom(...PARTNER_KINDS),
      who: fc.integer({ min: 0, max: 5 }),
      item: fc.constantFrom('a', 'b', 'c', 'd'),
      votes: fc.integer({ min: 1, max: 5 }),
    }),
    { maxLength: 60 },
  )
  .map((all) => all.map(({ partner, who, ...vote }) => ({ ...vote, ...person(partner, who) })))

it('counts every vote once: each thing’s partners and the others make its total', () => {
  fc.assert(
    fc.property(votes, (given) => {
      const tally = tallyOf(given)
      expect(tally.reduce((sum, { total }) => sum + total, 0)).toBe(
        given.reduce((sum, one) => sum + one.votes, 0),
      )
      for (const { item, total, partners, others } of tally) {
        expect(partners.reduce((sum, one) => sum + one.votes, others)).toBe(total)
        expect(total).toBe(given.filter((one) => one.item === item).reduce((sum, one) => sum + one.votes, 0))
      }
      expect(tally.map(({ total }) => total)).toEqual(
        tally.map(({ total }) => total).toSorted((a, b) => b - a),
      )
    }),
  )
})

it('shows no partner of fewer than three people, apart or as what is left of the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 5, maxLength: 5 }), (sizes) => {
      const shown = shownApart(people(sizes))
      const hidden = sizes.filter((size, at) => size > 0 && !shown.has(PARTNER_KINDS[at] ?? 'council'))
      for (const [at, size] of sizes.entries())
        if (shown.has(PARTNER_KINDS[at] ?? 'council')) expect(size).toBeGreaterThanOrEqual(LEAST_SHOWN)
      const left = hidden.reduce((sum, size) => sum + size, 0)
      // Either nobody is left over, or three and more of two partners and more, or nothing is shown apart at all.
      if (left > 0 && shown.size > 0) {
        expect(left).toBeGreaterThanOrEqual(LEAST_SHOWN)
        expect(hidden.length).toBeGreaterThan(1)
      }
    }),
  )
})

it.each([
  { sizes: [10, 0, 0, 2, 0], shown: [], why: 'ten officers and two parents: the two would be what is left' },
  {
    sizes: [10, 4, 0, 2, 0],
    shown: ['council'],
    why: 'the two parents and the four of the CCGs are one number',
  },
  { sizes: [10, 0, 0, 3, 0], shown: ['council', 'parents'], why: 'three parents are shown' },
  { sizes: [3, 1, 1, 1, 0], shown: ['council'], why: 'three people of three partners are left over' },
])('$why', ({ sizes, shown }) => {
  expect([...shownApart(people(sizes))].toSorted()).toEqual(shown)
})
