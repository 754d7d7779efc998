import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { carriedBy, drawingOrder, frameAt, letGo } from '../../../client/board/canvas/carry.ts'
import { freeBeside } from '../../../client/board/canvas/put-notes.ts'
import { resized } from '../../../client/board/canvas/resize-handles.tsx'
import { needed } from '../../../client/board/canvas/view.ts'
import { addItems, changeItems, type NewItem } from '../../../shared/board/edit.ts'
import { overlaps, type Point, rectOf } from '../../../shared/board/geometry.ts'
import { type Item, placeOnBoard, readItems } from '../../../shared/board/items.ts'

function board(...items: (Partial<NewItem> & { id: string })[]) {
  const doc = new Y.Doc()
  addItems(
    doc,
    items.map((item, n) => ({ kind: 'note', x: n * 300, y: 0, z: `a${n}`, ...item })),
  )
  const read = () => new Map(readItems(doc).map((item): [string, Item] => [item.id, item]))
  return { doc, read, items: () => readItems(doc) }
}

/** What a hand does: picks up, goes so far, lets go. */
function dragged({ doc, read, items }: ReturnType<typeof board>, ids: string[], by: Point): void {
  const carried = carriedBy(items(), new Set(ids))
  const from = new Map([...carried.all].map((id) => [id, placeOnBoard(read().get(id)!, read())]))
  const changes = letGo(
    items(),
    carried,
    { from, by },
    (id) => {
      const item = read().get(id)
      return item === undefined ? null : rectOf(item, read())
    },
    drawingOrder(items()),
  )
  changeItems(doc, changes)
}

const wall = () =>
  board(
    { id: 'frame', kind: 'frame', x: 0, y: 0, w: 400, h: 400 },
    { id: 'inside', x: 20, y: 60, parent: 'frame' },
    { id: 'locked', x: 20, y: 200, parent: 'frame', locked: true },
    { id: 'a', x: 600, group: 'g' },
    { id: 'b', x: 900, group: 'g' },
  )

describe('what is carried', () => {
  it('is a frame with all that stands in it, a locked note too', () => {
    const { roots, all } = carriedBy(wall().items(), new Set(['frame', 'inside']))
    expect(roots).toEqual(['frame'])
    expect([...all].toSorted()).toEqual(['frame', 'inside', 'locked'])
  })

  it('is a group whole, and never a locked thing by itself', () => {
    expect(carriedBy(wall().items(), new Set(['a'])).roots).toEqual(['a', 'b'])
    expect(carriedBy(wall().items(), new Set(['locked'])).roots).toEqual([])
  })

  it('is a connector only by an end of its own: the other end stays at its thing', () => {
    const loose = { kind: 'connector', x: 0, y: 0, from: { item: 'a', side: null } } as const
    const wallNow = board(
      { id: 'a' },
      { id: 'b' },
      { ...loose, id: 'joined', to: { item: 'b', side: null } },
      { ...loose, id: 'loose', to: { x: 50, y: 60 } },
    )
    expect(carriedBy(wallNow.items(), new Set(['joined'])).roots).toEqual([])
    dragged(wallNow, ['joined', 'loose'], { x: 10, y: 20 })
    expect(wallNow.read().get('loose')).toMatchObject({ ...loose, to: { x: 60, y: 80 } })
    expect(wallNow.read().get('joined')).toMatchObject({ to: { item: 'b', side: null } })
  })

  it('goes into the frame it is let go on, and out of it again', () => {
    const wallNow = wall()
    dragged(wallNow, ['a'], { x: -500, y: 20 })
    expect(wallNow.read().get('a')).toMatchObject({ parent: 'frame', x: 100, y: 20 })
    expect(wallNow.read().get('b')).toMatchObject({ parent: null, x: 400, y: 20 })
    dragged(wallNow, ['a'], { x: 800, y: 0 })
    expect(wallNow.read().get('a')).toMatchObject({ parent: null, x: 900, y: 20 })
  })

  it('ends where the hand put it, whatever is carried, from whatever frame, wherever', () => {
    const far = fc.integer({ min: -2_000, max: 2_000 })
    const ids = fc.subarray(['frame', 'inside', 'locked', 'a', 'b'], { minLength: 1 })
    fc.assert(
      fc.property(ids, far, far, (chosen, x, y) => {
        const now = wall()
        const { all } = carriedBy(now.items(), new Set(chosen))
        const before = new Map([...now.read()].map(([id, item]) => [id, placeOnBoard(item, now.read())]))
        dragged(now, chosen, { x, y })
        for (const [id, item] of now.read()) {
          const from = before.get(id)!
          const to = all.has(id) ? { x: from.x + x, y: from.y + y } : from
          expect(placeOnBoard(item, now.read()), id).toEqual(to)
        }
      }),
    )
  })

  it('goes to the hand that lets go last, though somebody moved it meanwhile', () => {
    const { doc, items, read } = wall()
    const carried = carriedBy(items(), new Set(['a']))
    const from = new Map([...carried.all].map((id) => [id, placeOnBoard(read().get(id)!, read())]))
    changeItems(doc, new Map([['a', { pos: { x: 5_000, y: 5_000 } }]]))
    const changes = letGo(
      items(),
      carried,
      { from, by: { x: 10, y: 10 } },
      (id) => rectOf(read().get(id)!, read()),
      [],
    )
    expect(changes.get('a')).toEqual({ pos: { x: 610, y: 10 } })
  })
})

it('a frame takes a note by its middle and a frame whole; the topmost one', () => {
  const frames = [
    { id: 'low', x: 0, y: 0, w: 500, h: 500 },
    { id: 'high', x: 100, y: 100, w: 200, h: 200 },
  ]
  expect(frameAt({ x: 260, y: 110, w: 60, h: 60 }, frames)).toBe('high')
  expect(frameAt({ x: 260, y: 110, w: 60, h: 60 }, frames, 'frame')).toBe('low')
  expect(frameAt({ x: 900, y: 0, w: 60, h: 60 }, frames)).toBeNull()
})

it('a frame never hides what stands beside it or in it', () => {
  const { items } = board(
    { id: 'note', z: 'a1' },
    { id: 'inner', z: 'a0', parent: 'frame' },
    { id: 'frame', kind: 'frame', z: 'a5' },
  )
  expect(drawingOrder(items())).toEqual(['frame', 'inner', 'note'])
})

it('the next note is put on free ground', () => {
  const size = { w: 168, h: 112 }
  const at = { x: 0, y: 0, ...size }
  const others = [
    { x: 180, y: 40, ...size },
    { x: 390, y: -40, ...size },
  ]
  const place = freeBeside(size, at, others)
  expect(others.some((other) => overlaps(other, place))).toBe(false)
  expect(place.y).toBe(0)
})

describe('pulled at a corner', () => {
  const rect = { x: 100, y: 100, w: 200, h: 100 }
  it('the corner across stays', () => {
    expect(resized(rect, 'top left', { x: 50, y: 20 }, false)).toEqual({ x: 150, y: 120, w: 150, h: 80 })
    expect(resized(rect, 'bottom right', { x: 50, y: 20 }, false)).toEqual({ x: 100, y: 100, w: 250, h: 120 })
  })
  it('nothing becomes too small to be seen, and proportions are kept when asked', () => {
    expect(resized(rect, 'top left', { x: 900, y: 900 }, false)).toEqual({ x: 276, y: 176, w: 24, h: 24 })
    expect(resized(rect, 'bottom right', { x: 200, y: 0 }, true)).toMatchObject({ w: 400, h: 200 })
  })
})

it('the view moves no more than is needed', () => {
  expect(needed(100, 100, 800)).toBe(0)
  expect(needed(-20, 100, 800)).toBe(68)
  expect(needed(790, 100, 800)).toBe(-138)
  // What is larger than the window is shown from its beginning.
  expect(needed(100, 2_000, 800)).toBe(-52)
})
