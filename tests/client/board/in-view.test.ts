import { expect, it } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { thingsInView } from '../../../client/board/canvas/in-view.ts'
import { createWall } from '../../../client/board/canvas/wall.ts'
import { openBoard } from '../../../client/board/session.ts'
import { createStore } from '../../../client/sync/store.ts'
import { addItems, changeItems } from '../../../shared/board/edit.ts'

it('what is in view is gone through once, until the wall or the view is another', () => {
  const doc = new Y.Doc()
  addItems(doc, [
    { id: 'here', kind: 'note', x: 0, y: 0, z: 'a0' },
    { id: 'there', kind: 'note', x: 5_000, y: 0, z: 'a1' },
    {
      id: 'line',
      kind: 'connector',
      x: 0,
      y: 0,
      z: 'a2',
      from: { item: 'here', side: null },
      to: { item: 'there', side: null },
    },
  ])
  const session = openBoard(doc, new Awareness(doc))
  const wall = createWall(session, createStore(new Map()))
  const inView = () => thingsInView({ session, wall })
  session.seen.set({ x: 0, y: 0, w: 800, h: 600 })
  const ids = () => inView().map(({ id }) => id)
  expect(ids()).toEqual(['here'])
  expect(inView()).toBe(inView())
  session.seen.set({ x: 4_900, y: 0, w: 800, h: 600 })
  expect(ids()).toEqual(['there'])
  changeItems(doc, new Map([['here', { pos: { x: 5_200, y: 0 } }]]))
  expect(ids()).toEqual(['here', 'there'])
  wall.end()
  session.end()
})
