import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Other, watchLooks } from '../../../client/board/canvas/others.ts'
import { createTheirs, marksOf } from '../../../client/board/canvas/theirs.ts'
import { addItems, changeItems } from '../../../shared/board/edit.ts'
import { readItems } from '../../../shared/board/items.ts'
import type { Author } from '../../../shared/people/person.ts'

const PARENT: Author = { id: 'pp', name: 'Parent partner', partner: 'parents', role: 'PP' }
const someone = (board: Other['board'], client = 7): ReadonlyMap<number, Other> =>
  new Map([[client, { client, user: PARENT, board, writing: null, typing: false }]])

function wall(): Y.Doc {
  const doc = new Y.Doc()
  addItems(doc, [
    { id: 'frame', kind: 'frame', x: 100, y: 0, z: 'a0' },
    { id: 'note', kind: 'note', x: 10, y: 20, z: 'a1', parent: 'frame' },
  ])
  return doc
}

it('what another drags is seen where their hand is, with what stands in it', () => {
  const doc = wall()
  const { places } = createTheirs()(someone({ selected: ['frame'], drag: [5, 7] }), readItems(doc))
  expect(Object.fromEntries(places)).toEqual({ frame: { x: 105, y: 7 }, note: { x: 115, y: 27 } })
})

it('does not move twice when what a drag led to arrives before the word that it is over', () => {
  const doc = wall()
  const theirs = createTheirs()
  const dragging = someone({ selected: ['note'], drag: [50, 0] })
  theirs(dragging, readItems(doc))
  changeItems(doc, new Map([['note', { pos: { x: 60, y: 20 } }]]))
  expect(theirs(dragging, readItems(doc)).places.has('note')).toBe(false)
  // The next drag begins from there.
  theirs(someone({ selected: ['note'], drag: null }), readItems(doc))
  const again = theirs(someone({ selected: ['note'], drag: [1, 1] }), readItems(doc))
  expect(again.places.get('note')).toEqual({ x: 161, y: 21 })
})

it('a drag of what is gone, or of nothing, moves nothing', () => {
  const doc = wall()
  const { places } = createTheirs()(someone({ selected: ['gone'], drag: [5, 5] }), readItems(doc))
  expect(places.size).toBe(0)
  expect(createTheirs()(someone({ drag: [5, 5] }), readItems(doc)).places.size).toBe(0)
})

it('marks are the same object while nothing of them changed', () => {
  const first = marksOf(someone({ selected: ['note'] }), new Map())
  const second = marksOf(someone({ selected: ['note'], pointer: [1, 1] }), first)
  expect(second.get('note')).toBe(first.get('note'))
  // All of them are: a pointer that moves tells nobody on the wall.
  expect(second).toBe(first)
  const other = marksOf(someone({ selected: ['frame'] }), second)
  expect([...other.keys()]).toEqual(['frame'])
  expect(marksOf(someone({ selected: [] }), other).size).toBe(0)
})

/** Pages of one person, and what each shows of the wall. */
const pages = (...views: (Other['board']['view'] | undefined)[]): ReadonlyMap<number, Other> =>
  new Map(views.flatMap((view, at) => [...someone(view === undefined ? {} : { view }, at)]))

it('where somebody looks is what the page of theirs that moved last shows, and nothing once they have gone', () => {
  const looks = watchLooks('pp')
  // A page without a wall, such as a projected one, comes first and says nothing.
  expect(looks(pages(undefined, [0, 0, 9, 9]))).toEqual({
    here: true,
    wall: true,
    moved: { x: 0, y: 0, w: 9, h: 9 },
  })
  expect(looks(pages(undefined, [0, 0, 9, 9])).moved).toBe(null)
  expect(looks(pages(undefined, [5, 0, 9, 9])).moved).toMatchObject({ x: 5 })
  expect(looks(pages([1, 1, 2, 2], [5, 0, 9, 9])).moved).toMatchObject({ x: 1 })
  expect(looks(pages([1, 1, 2, 2], [6, 0, 9, 9])).moved).toMatchObject({ x: 6 })
  expect(looks(pages(undefined))).toEqual({ here: true, wall: false, moved: null })
  expect(looks(new Map())).toEqual({ here: false, wall: false, moved: null })
  expect(watchLooks('another')(pages([1, 1, 2, 2])).here).toBe(false)
})
