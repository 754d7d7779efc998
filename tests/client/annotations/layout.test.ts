import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { APART, lay, type Standing } from '../../../client/annotations/layout.ts'

const note = (id: string, at: number, height = 50): Standing => ({ id, at, height })

test('notes stand level with their words where there is room', () => {
  const { tops, above } = lay([note('a', 100), note('b', 300)], null, 40)
  expect([...tops]).toEqual([
    ['a', 100],
    ['b', 300],
  ])
  expect(above).toEqual([])
})

test('the selected one is level with its words; those above move up, those below move down', () => {
  const { tops } = lay([note('a', 100), note('b', 110), note('c', 120)], 'b', 0)
  expect([...tops]).toEqual([
    ['a', 110 - APART - 50],
    ['b', 110],
    ['c', 110 + 50 + APART],
  ])
})

test('what is pushed past the top folds', () => {
  const { tops, above } = lay([note('a', 60), note('b', 61), note('c', 70), note('d', 75)], 'd', 50)
  expect(above).toEqual(['a', 'b', 'c'])
  expect([...tops]).toEqual([['d', 75]])
})

test('never overlapping, in their order, the selected one level, none lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 30, max: 400 })), {
        maxLength: 60,
      }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 200 }),
      (list, pick, ceiling) => {
        const notes = list
          .toSorted(([a], [b]) => a - b)
          .map(([at, height], index) => note(`n${index}`, at, height))
        const selected = notes[pick]?.id ?? null
        const { tops, above } = lay(notes, selected, ceiling)
        expect(above.length + tops.size).toBe(notes.length)
        expect(above).toEqual(notes.slice(0, above.length).map(({ id }) => id))
        const shown = notes.filter(({ id }) => tops.has(id))
        for (const [index, one] of shown.entries()) {
          const top = tops.get(one.id) ?? Number.NaN
          expect(top).toBeGreaterThanOrEqual(ceiling)
          const next = shown[index + 1]
          if (next !== undefined) expect(tops.get(next.id)).toBeGreaterThanOrEqual(top + one.height + APART)
          if (one.id === selected) expect(top).toBe(Math.max(ceiling, one.at))
        }
      },
    ),
  )
})
