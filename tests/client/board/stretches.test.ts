import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { stretchesOf } from '../../../client/board/list/stretches.ts'
import type { Item } from '../../../shared/board/items.ts'

const lines = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 400 })
  .map((ids) => ids.map((id) => ({ id }) as Item))

const asWords = (items: readonly Item[]): string[] =>
  stretchesOf(items).map((stretch) => JSON.stringify(stretch.map(({ id }) => id)))

test('stretches hold every line once and in its order, and none is empty', () => {
  fc.assert(
    fc.property(lines, (items) => {
      const stretches = stretchesOf(items)
      expect(stretches.flat()).toEqual(items)
      expect(stretches.every(({ length }) => length > 0)).toBe(true)
    }),
  )
})

test('a line that goes changes only the stretch it was in, and the next', () => {
  fc.assert(
    fc.property(lines, fc.nat(), (items, at) => {
      const after = new Set(asWords(items.filter((_, index) => index !== at % items.length)))
      expect(asWords(items).filter((stretch) => !after.has(stretch)).length).toBeLessThanOrEqual(2)
    }),
  )
})
