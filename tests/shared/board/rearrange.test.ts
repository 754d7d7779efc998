import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addItems, changeItems, keysAbove } from '../../../shared/board/edit.ts'
import { type Item, readItems } from '../../../shared/board/items.ts'
import { inRows, readingOrder } from '../../../shared/board/order.ts'
import { clusterAround, framesFor, headOf, rearranged } from '../../../shared/board/rearrange.ts'

const boxes = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 40 }).map((n) => `n${n}`),
    x: fc.integer({ min: 0, max: 600 }),
    y: fc.integer({ min: 100, max: 900 }),
    h: fc.integer({ min: 20, max: 200 }),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 12 },
)

function boardOf(things: readonly { id: string; x: number; y: number; h: number }[]): Y.Doc {
  const doc = new Y.Doc()
  addItems(doc, [
    { id: 'home', kind: 'frame', look: 'column', x: 50, y: 50, w: 900, h: 1200, z: 'a0' },
    { id: 'other', kind: 'frame', x: 1200, y: 50, w: 300, h: 300, z: 'a1' },
    { id: 'it', kind: 'note', parent: 'other', x: 20, y: 60, z: 'a2' },
    ...things.map((one) => ({ ...one, kind: 'note' as const, parent: 'home', w: 100, z: 'a3' })),
  ])
  return doc
}

/** Rows that are cut in two are rare among so many. */
const RUNS = { numRuns: 400 }

const inFrame = (items: readonly Item[], frame: string): string[] =>
  inRows(items.filter(({ parent }) => parent === frame)).map(({ id }) => id)

const found = (items: readonly Item[], id: string): Item => {
  const item = items.find((one) => one.id === id)
  if (item === undefined) throw new Error(`${id} is not on the board`)
  return item
}

function move(doc: Y.Doc, frame: string | null, after: string | null): Item[] {
  const items = readItems(doc)
  const it = found(items, 'it')
  const { pos, others } = rearranged(items, it, { frame, after })
  changeItems(doc, new Map([...others, ['it', { pos, parent: frame }]]))
  return readItems(doc)
}

describe('things are put in order without a hand on them', () => {
  it('a thing stands where it was asked to, and the others keep their order', () => {
    fc.assert(
      fc.property(boxes, fc.nat(), (things, seed) => {
        const doc = boardOf(things)
        const order = inFrame(readItems(doc), 'home')
        const at = seed % (order.length + 1)
        const after = order[at - 1] ?? null
        const now = inFrame(move(doc, 'home', after), 'home')
        expect(now).toEqual([...order.slice(0, at), 'it', ...order.slice(at)])
      }),
      RUNS,
    )
  })

  it('the list reads it so too, and its frame holds all of it', () => {
    fc.assert(
      fc.property(boxes, (things) => {
        const doc = boardOf(things)
        const last = inFrame(readItems(doc), 'home').at(-1) ?? null
        const items = move(doc, 'home', last)
        const shelf = readingOrder(items).find(({ frame }) => frame?.id === 'home')
        expect(shelf?.items.at(-1)?.id).toBe('it')
        const home = found(items, 'home')
        for (const item of items)
          if (item.parent === 'home') expect(item.y + item.h).toBeLessThanOrEqual(home.h)
      }),
    )
  })

  it('nothing is put on a frame’s name, and what is locked stays where it is', () => {
    const doc = boardOf([{ id: 'n1', x: 20, y: 110, h: 80 }])
    changeItems(doc, new Map([['n1', { locked: true }]]))
    const items = move(doc, 'home', null)
    expect(found(items, 'it').y).toBeGreaterThanOrEqual(headOf({ look: 'column' }))
    expect(found(items, 'n1')).toMatchObject({ x: 20, y: 110 })
  })

  it('a cluster that grows makes its column grow, and what stands below gives way', () => {
    const doc = new Y.Doc()
    const [a = '', b = '', c = '', d = '', e = ''] = keysAbove([], 5)
    addItems(doc, [
      { id: 'column', kind: 'frame', look: 'column', x: 0, y: 0, w: 262, h: 420, z: a },
      {
        id: 'cluster',
        kind: 'frame',
        look: 'cluster',
        parent: 'column',
        x: 10,
        y: 100,
        w: 220,
        h: 200,
        z: b,
      },
      { id: 'one', kind: 'note', parent: 'cluster', x: 10, y: 44, z: c },
      { id: 'below', kind: 'note', parent: 'column', x: 10, y: 304, z: d },
      { id: 'it', kind: 'note', x: 900, y: 0, z: e },
    ])
    const before = readItems(doc)
    const items = move(doc, 'cluster', 'one')
    const grown = found(items, 'cluster').h - found(before, 'cluster').h
    expect(grown).toBeGreaterThan(0)
    expect(found(items, 'below').y).toBe(304 + grown)
    expect(found(items, 'column').h).toBeGreaterThanOrEqual(304 + grown + 112)
  })

  it('a thing in a new cluster stays where it was on the board', () => {
    const doc = boardOf([{ id: 'n1', x: 120, y: 210, h: 80 }])
    const item = found(readItems(doc), 'n1')
    const { frame, pos } = clusterAround(readItems(doc), item)
    expect({ x: frame.x + pos.x, y: frame.y + pos.y }).toEqual({ x: 120, y: 210 })
    expect(frame.h).toBeGreaterThan(item.h + headOf({ look: 'cluster' }))
  })

  it('a new cluster in a column covers nothing, and what is below gives way', () => {
    const doc = boardOf([110, 202, 294].map((y, n) => ({ id: `n${n}`, x: 20, y, h: 80 })))
    const items = readItems(doc)
    const { frame, others } = clusterAround(items, found(items, 'n1'))
    expect(frame.y).toBeGreaterThan(190)
    expect(others.has('n0')).toBe(false)
    expect(others.get('n2')?.pos?.y).toBeGreaterThan(frame.y + frame.h)
  })

  it('a new cluster leaves the name of its column in sight', () => {
    const doc = boardOf([{ id: 'n1', x: 16, y: headOf({ look: 'column' }), h: 80 }])
    const items = readItems(doc)
    const { frame } = clusterAround(items, found(items, 'n1'))
    expect(frame.y).toBe(headOf({ look: 'column' }))
  })

  it('a frame never goes into itself or into what stands in it', () => {
    const doc = boardOf([])
    changeItems(doc, new Map([['other', { parent: 'home' }]]))
    const items = readItems(doc)
    expect(framesFor(items, 'home')).toEqual([])
    expect(framesFor(items, 'it').map(({ id }) => id)).toEqual(['home', 'other'])
  })
})
