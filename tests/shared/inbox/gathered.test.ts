import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { gather, sayMany } from '../../../shared/inbox/gathered.ts'
import type { InboxItem } from '../../../shared/inbox/items.ts'

const item = (id: number, over: Partial<InboxItem> = {}): InboxItem => ({
  id: `comment:${id}`,
  why: 'suggestion',
  document: '4',
  title: 'Theme 4',
  theme: '4',
  comment: null,
  from: { id: 'parent', name: 'Parent', partner: 'parents', role: 'PP' },
  at: id,
  on: null,
  says: null,
  became: null,
  action: null,
  isNew: false,
  waits: true,
  ...over,
})
const many = (count: number, over: Partial<InboxItem> = {}) =>
  Array.from({ length: count }, (_, at) => item(at, over))
const sizes = (items: InboxItem[]) => gather(items).map(({ length }) => length)

it('more than three suggestions of one partner on one document stand in one row, others each in their own', () => {
  expect(sizes(many(3))).toEqual([1, 1, 1])
  expect(sizes(many(4))).toEqual([4])
  expect(sizes(many(4, { why: 'challenge' }))).toEqual([1, 1, 1, 1])
  const elsewhere = many(2).map((one) => ({ ...one, id: `${one.id} there`, document: '5' as const }))
  expect(sizes([...many(2), ...elsewhere])).toEqual([1, 1, 1, 1])
  const [row] = gather(many(12))
  expect(row === undefined ? '' : sayMany(row, [])).toBe('12 suggestions from parents in Theme 4')
})

it('every item stands in exactly one row, and rows keep the order of their first items', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          document: fc.constantFrom('4' as const, '5' as const),
          why: fc.constantFrom('suggestion' as const, 'challenge' as const),
        }),
        { maxLength: 20 },
      ),
      (kinds) => {
        const items = kinds.map((kind, id) => item(id, kind))
        const rows = gather(items)
        const ids = rows.flat().map(({ id }) => id)
        expect(ids.toSorted()).toEqual(items.map(({ id }) => id).toSorted())
        const firsts = rows.map(([first]) => items.indexOf(first))
        expect(firsts).toEqual(firsts.toSorted((a, b) => a - b))
      },
    ),
  )
})
