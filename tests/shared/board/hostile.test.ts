import { expect, it } from 'vitest'
import { isKey, keysAbove } from '../../../shared/board/edit.ts'
import { type Item, itemFrom, mended, placeOnBoard } from '../../../shared/board/items.ts'
import { inReadingOrder } from '../../../shared/board/order.ts'
import { boardSvg } from '../../../shared/board/svg.ts'
import { boardText } from '../../../shared/board/text.ts'
import type { NodeJson } from '../../../shared/history/version.ts'
import { itemOf } from './support.ts'

const frame = (id: string, parent: string | null, more: Partial<Item> = {}): Item =>
  itemOf({ id, kind: 'frame', parent, ...more })
const wallWith = (items: readonly Item[]) => mended(new Map(items.map((item) => [item.id, item])))
const parents = (items: readonly Item[]) => Object.fromEntries(items.map(({ id, parent }) => [id, parent]))
const out = { title: 'A wall', partner: (kind: string) => kind }

it('draws and reads thousands of frames that another client put in each other', () => {
  const chain = Array.from({ length: 6_000 }, (_, n) => frame(`f${n}`, n === 0 ? null : `f${n - 1}`))
  const items = wallWith(chain)
  expect(items).toHaveLength(6_000)
  expect(items.filter(({ parent }) => parent === null).length).toBeGreaterThan(1)
  expect(inReadingOrder(items)).toHaveLength(6_000)
  const wall = { items, words: () => [] }
  expect(boardSvg(wall, out).startsWith('<svg')).toBe(true)
  expect(boardText(wall, out)).toContain('no name')
})

it('puts at the root only what cannot stand where it says; what stands in that stays in it', () => {
  const items = wallWith([
    frame('orphan', 'gone', { x: 500, y: 500 }),
    itemOf({ id: 'in-orphan', kind: 'note', parent: 'orphan', x: 10, y: 10 }),
    frame('ring-a', 'ring-b'),
    frame('ring-b', 'ring-a'),
    frame('self', 'self'),
    itemOf({ id: 'in-ring', kind: 'note', parent: 'ring-a' }),
    itemOf({ id: 'on-note', kind: 'note', parent: 'in-ring' }),
  ])
  expect(parents(items)).toEqual({
    orphan: null,
    'in-orphan': 'orphan',
    'ring-a': null,
    'ring-b': null,
    self: null,
    'in-ring': 'ring-a',
    'on-note': null,
  })
  const all = new Map(items.map((item) => [item.id, item]))
  expect(placeOnBoard(all.get('in-orphan') as Item, all)).toEqual({ x: 510, y: 510 })
})

it('knows no key of thousands of letters: all keys above it would be as long', () => {
  const long = `zz${'V'.repeat(100_000)}`
  const read = itemFrom('a', (name) => (name === 'order' ? long : undefined))
  expect([read.z, isKey(long)]).toEqual(['', false])
  expect(keysAbove([{ z: long }], 3).every((key) => key.length < 20)).toBe(true)
})

const image = (name: unknown) => itemFrom('a', (at) => (at === 'image' ? name : undefined)).image

it('takes no name of an image for a way to another address', () => {
  expect(image(`${'a'.repeat(64)}.png`)).toBe(`${'a'.repeat(64)}.png`)
  for (const name of ['../../../w/x', 'a/b.png', '', '..', 'a.png?x', 7]) expect(image(name)).toBe(null)
})

it('looks at the words of a thing once, however many connectors name it', () => {
  const big: NodeJson[] = [{ type: 'paragraph', content: [{ type: 'text', text: 'word '.repeat(2_000) }] }]
  let asked = 0
  const lines = Array.from({ length: 500 }, (_, n) =>
    itemOf({
      id: `c${n}`,
      kind: 'connector',
      from: { item: 'big', side: null },
      to: { item: 'big', side: null },
    }),
  )
  const items = wallWith([itemOf({ id: 'big', kind: 'note' }), ...lines])
  const words = (id: string): NodeJson[] => {
    if (id !== 'big') return []
    asked += 1
    return big
  }
  boardText({ items, words }, out)
  expect(asked).toBe(1)
})

it('draws a text of a million letters in a thing a letter wide as far as a thing goes; all of it is in the text', () => {
  const letters = 'a'.repeat(1_000_000)
  const item = itemOf({ id: 'long', kind: 'note', w: 1 })
  const words: NodeJson[] = [{ type: 'paragraph', content: [{ type: 'text', text: letters }] }]
  const wall = { items: [item], words: () => words }
  const picture = boardSvg(wall, out)
  expect(picture.match(/<tspan/g)).toHaveLength(1_001)
  expect(picture).toContain('<tspan> …</tspan></text>')
  expect(boardText(wall, out)).toContain(letters)
})
