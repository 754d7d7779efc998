import {
  array,
  assert,
  constantFrom,
  infiniteStream,
  integer,
  nat,
  property,
  record,
  tuple,
} from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Item } from '../../../shared/board/items.ts'
import { inReadingOrder, inRows, readingOrder } from '../../../shared/board/order.ts'
import { itemOf } from './support.ts'

const ids = (items: readonly Pick<Item, 'id'>[]): string => items.map(({ id }) => id).join(' ')

/** Boards of frames in frames and things in them, each in one that was made before it. */
const boards = array(
  record({
    kind: constantFrom<Item['kind']>('note', 'frame', 'image', 'connector', 'unknown'),
    x: integer({ min: -900, max: 900 }),
    y: integer({ min: -900, max: 900 }),
    w: integer({ min: 8, max: 400 }),
    h: integer({ min: 8, max: 400 }),
    parent: nat(20),
    ends: tuple(nat(20), nat(20)),
  }),
  { maxLength: 20 },
).map((all) => {
  const items: Item[] = []
  for (const [n, { kind, parent, ends, ...box }] of all.entries()) {
    const frame = items[parent]
    items.push(
      itemOf({
        id: `i${n}`,
        kind,
        ...box,
        parent: frame?.kind === 'frame' ? frame.id : null,
        from: { item: `i${ends[0]}`, side: null },
        to: { item: `i${ends[1]}`, side: null },
      }),
    )
  }
  return items
})

describe('the reading order of a board', () => {
  it('reads columns left to right, in each row by row; clusters after what stands loose in their column', () => {
    const items = [
      itemOf({ id: 'b', kind: 'frame', x: 300, y: 4, w: 262, h: 640 }),
      itemOf({ id: 'a', kind: 'frame', x: 0, y: 0, w: 262, h: 640 }),
      itemOf({ id: 'a2', x: 20, y: 300, parent: 'a' }),
      itemOf({ id: 'a1', x: 60, y: 100, parent: 'a' }),
      itemOf({ id: 'ring', kind: 'frame', look: 'cluster', x: 10, y: 90, w: 240, h: 400, parent: 'b' }),
      itemOf({ id: 'r2', x: 100, y: 20, parent: 'ring' }),
      itemOf({ id: 'r1', x: 0, y: 40, parent: 'ring' }),
      itemOf({ id: 'b1', x: 10, y: 520, parent: 'b' }),
      itemOf({ id: 'below', x: 0, y: 900 }),
    ]
    expect(
      readingOrder(items).map(
        ({ frame, depth, items: here }) => `${frame?.id ?? '-'} ${depth}: ${ids(here)}`,
      ),
    ).toEqual(['a 0: a1 a2', 'b 0: b1', 'ring 1: r1 r2', '- 0: below'])
    expect(ids(inReadingOrder(items))).toBe('a a1 a2 b b1 ring r1 r2 below')
  })

  it('reads a heading above the columns before them', () => {
    const items = [
      itemOf({ id: 'a', kind: 'frame', x: 0, y: 100 }),
      itemOf({ id: 'title', kind: 'text', x: 0, y: 0 }),
    ]
    expect(ids(inReadingOrder(items))).toBe('title a')
  })

  it('reads two notes beside a tall picture as two rows', () => {
    const boxes = [
      { id: 'lower', x: 340, y: 140, w: 168, h: 112 },
      { id: 'picture', x: 0, y: 0, w: 320, h: 400 },
      { id: 'upper', x: 360, y: 0, w: 168, h: 112 },
    ]
    expect(ids(inRows(boxes))).toBe('picture upper lower')
  })

  it('reads a connector after the things of the frame it comes from', () => {
    const items = [
      itemOf({ id: 'a', kind: 'frame', x: 0, y: 0 }),
      itemOf({ id: 'n1', x: 10, y: 10, parent: 'a' }),
      itemOf({ id: 'n2', x: 10, y: 210, parent: 'a' }),
      itemOf({ id: 'out', x: 900, y: 0 }),
      itemOf({
        id: 'c2',
        kind: 'connector',
        from: { item: 'n2', side: null },
        to: { item: 'out', side: null },
      }),
      itemOf({
        id: 'c1',
        kind: 'connector',
        from: { item: 'n1', side: null },
        to: { item: 'n2', side: null },
      }),
      itemOf({ id: 'c3', kind: 'connector', from: { x: 0, y: 0 }, to: { item: 'out', side: null } }),
    ]
    expect(ids(inReadingOrder(items))).toBe('a n1 n2 c1 c2 out c3')
  })

  it('reads everything once, frames before what is in them, whatever order it came in', () => {
    assert(
      property(boards, infiniteStream(nat()), (items, random) => {
        const read = inReadingOrder(items)
        expect(read.map(({ id }) => id).toSorted()).toEqual(items.map(({ id }) => id).toSorted())
        const at = new Map(read.map(({ id }, index) => [id, index]))
        for (const { id, parent, kind } of items)
          if (parent !== null && kind !== 'connector')
            expect(at.get(parent)).toBeLessThan(at.get(id) as number)
        const shuffled = items
          .map((item) => ({ item, key: random.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ item }) => item)
        expect(ids(inReadingOrder(shuffled))).toBe(ids(read))
      }),
    )
  })

  it('reads what ends above something else before it, and a moved board as before', () => {
    assert(
      property(boards, integer({ min: -500, max: 500 }), (items, by) => {
        const rows = inRows(items)
        const at = new Map(rows.map(({ id }, index) => [id, index]))
        for (const upper of items)
          for (const lower of items)
            if (upper.y + upper.h <= lower.y)
              expect(at.get(upper.id)).toBeLessThan(at.get(lower.id) as number)
        expect(ids(inRows(items.map((item) => ({ ...item, x: item.x + by, y: item.y - by }))))).toBe(
          ids(rows),
        )
      }),
    )
  })
})
