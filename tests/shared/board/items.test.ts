import { anything, array, assert, constantFrom, double, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addItems, changeItems, keysAbove, show } from '../../../shared/board/edit.ts'
import {
  FAR,
  itemsOf,
  LARGEST,
  readItem,
  readItems,
  wordsOf,
  standingOn,
} from '../../../shared/board/items.ts'
import { readingOrder } from '../../../shared/board/order.ts'
import { sayItem } from '../../../shared/board/said.ts'

const KEYS =
  'kind pos size order parent group partner author locked removed fill shape look from to points image alt href stamp'.split(
    ' ',
  )

/** What Yjs can hold as a plain value; NaN and Infinity travel through it unharmed. */
const JUNK: unknown[] = [
  [null, true, NaN, Infinity, -1e308, -0, '', 'i0', 'i1', 'frame', 'note', 'a0', 'javascript:alert(1)'],
  ['parents', 'https://example.org', 'x'.repeat(5_000), new Uint8Array([1, 2])],
  [{ x: NaN, y: 1 }, { w: -5, h: 'wide' }, { item: 'i0' }, { item: {}, x: 1, y: Infinity }],
  [[1, 2, 3], [NaN, 'a', null, 4], {}],
].flat()
const value = constantFrom(...JUNK)
const plain = anything({ maxDepth: 2 }).filter(isStorable)

function isStorable(thing: unknown): boolean {
  try {
    return JSON.stringify(thing) !== undefined
  } catch {
    return false
  }
}

describe('things on a board as another client may have left them', () => {
  it('are read without fail, finite and whole, and are left as they are', () => {
    const entry = array(tuple(constantFrom(...KEYS), value), { maxLength: 12 })
    assert(
      property(array(entry, { maxLength: 5 }), array(plain, { maxLength: 2 }), (entries, junk) => {
        const doc = new Y.Doc()
        doc.transact(() => {
          for (const [n, fields] of entries.entries()) {
            const map = new Y.Map<unknown>()
            for (const [key, field] of fields) map.set(key, field)
            itemsOf(doc).set(`i${n}`, map)
          }
          for (const [n, thing] of junk.entries())
            itemsOf(doc).set(`junk${n}`, JSON.parse(JSON.stringify(thing)))
          itemsOf(doc).set('text', new Y.Text('not a thing'))
        })
        const before = Y.encodeStateAsUpdate(doc)
        for (const [id, raw] of itemsOf(doc)) {
          const item = readItem(id, raw)
          if (!id.startsWith('i')) expect(item).toBeNull()
          else if (item !== null)
            expect([item.x, item.y, item.w, item.h, ...item.points].every(Number.isFinite)).toBe(true)
        }
        const items = readItems(doc)
        for (const item of items) {
          expect(Math.abs(item.x)).toBeLessThanOrEqual(FAR)
          expect(item.w).toBeLessThanOrEqual(LARGEST)
          expect(item.href ?? 'https://').toMatch(/^(https?:|mailto:|\/w\/)/i)
          expect(sayItem(item, { words: () => '', partner: (kind) => kind, items: new Map() })).not.toBe('')
        }
        expect(readingOrder(items).flatMap((shelf) => shelf.items).length).toBeLessThanOrEqual(items.length)
        expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
      }),
      { numRuns: 100 },
    )
  })

  it('keep their words when they are taken off while somebody writes in them', () => {
    const here = new Y.Doc()
    const there = new Y.Doc()
    addItems(here, [{ id: 'n', kind: 'note', x: 0, y: 0, z: 'a0', words: 'wait and see' }])
    Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
    show(here, ['n'], false)
    const text = (wordsOf(there, 'n').get(0) as Y.XmlElement).get(0) as Y.XmlText
    text.insert(text.length, ', then wait again')
    Y.applyUpdate(here, Y.encodeStateAsUpdate(there))
    expect(readItems(here)).toEqual([])
    show(here, ['n'], true)
    expect(readItems(here)).toHaveLength(1)
    expect(wordsOf(here, 'n').toString()).toContain('wait and see, then wait again')
  })

  it('stand where one of two hands put them, never between', () => {
    const places = double({ min: -FAR, max: FAR, noNaN: true })
    assert(
      property(places, places, places, places, (ax, ay, bx, by) => {
        const [a, b] = [new Y.Doc(), new Y.Doc()]
        addItems(a, [{ id: 'n', kind: 'note', x: 0, y: 0, z: 'a0' }])
        Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
        changeItems(a, new Map([['n', { pos: { x: ax, y: ay } }]]))
        changeItems(b, new Map([['n', { pos: { x: bx, y: by } }]]))
        Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
        Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
        const [one, other] = [readItems(a)[0], readItems(b)[0]]
        expect(one).toEqual(other)
        expect([`${ax} ${ay}`, `${bx} ${by}`]).toContain(`${one?.x} ${one?.y}`)
      }),
    )
  })

  it('get keys above whatever another client has called its own', () => {
    const keys = keysAbove([{ z: 'a5' }, { z: '~~~' }, { z: '' }, { z: 'zz0' }], 3)
    expect(keys.toSorted()).toEqual(keys)
    expect(keys.every((key) => key > 'a5')).toBe(true)
  })

  it('are known by what and whose they are without being read to the end', () => {
    const doc = new Y.Doc()
    addItems(doc, [
      { id: 'n', kind: 'note', x: 0, y: 0, z: 'a0', partner: 'parents', author: 'm1' },
      { id: 'gone', kind: 'note', x: 0, y: 0, z: 'a1' },
    ])
    show(doc, ['gone'], false)
    itemsOf(doc).set('odd', new Y.Map<unknown>(Object.entries({ kind: 7, partner: [], author: '<b>' })))
    itemsOf(doc).set('none', 'no thing')
    const known = readItems(doc).map(({ id, kind, partner, author }) => ({ id, kind, partner, author }))
    expect(standingOn(doc).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      known.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    )
    expect(known).toHaveLength(2)
  })
})
