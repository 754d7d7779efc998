import { Awareness } from 'y-protocols/awareness'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { BoardHere } from '../../../client/board/here.ts'
import { wordsNow } from '../../../client/board/here.ts'
import {
  addNote,
  changeOne,
  connect,
  makeCluster,
  moveInto,
  moveTo,
  standing,
  stampOn,
  takenOff,
} from '../../../client/board/list/acts.ts'
import { besideIn, countOf, shelvesOf } from '../../../client/board/list/lines.ts'
import { type BoardSession, openBoard } from '../../../client/board/session.ts'
import { addItems, writeWords } from '../../../shared/board/edit.ts'
import { type Item, wordsOf } from '../../../shared/board/items.ts'
import { inReadingOrder, readingOrder } from '../../../shared/board/order.ts'

const open: BoardSession[] = []
afterEach(() => {
  for (const session of open.splice(0)) session.end()
})

/** A wall with two columns and three notes, as a page has it open. */
function aBoard(): BoardHere {
  const doc = new Y.Doc()
  addItems(
    doc,
    [
      { id: 'left', kind: 'frame', look: 'column', x: 0, y: 0, w: 262, h: 640, z: 'a0', words: 'Left' },
      { id: 'right', kind: 'frame', look: 'column', x: 300, y: 0, w: 262, h: 640, z: 'a1', words: 'Right' },
      { id: 'one', kind: 'note', parent: 'left', x: 20, y: 100, z: 'a2', words: 'First' },
      { id: 'two', kind: 'note', parent: 'left', x: 20, y: 230, z: 'a3', words: 'Second' },
      { id: 'three', kind: 'note', parent: 'right', x: 20, y: 100, z: 'a4', words: 'Third' },
    ],
    'before',
  )
  const session = openBoard(doc, new Awareness(doc))
  open.push(session)
  const board = { me: { id: 'me', name: 'Parent partner', partner: 'parents', role: 'PP' } }
  return { session, board } as unknown as BoardHere
}

const read = ({ session }: BoardHere): string[] => inReadingOrder(session.items.get()).map(({ id }) => id)
const item = ({ session }: BoardHere, id: string): Item => {
  const found = session.items.get().find((one) => one.id === id)
  if (found === undefined) throw new Error(`${id} does not stand on the board`)
  return found
}

describe('the board done by its list', () => {
  it('a new note stands last in its column, is its writer’s partner’s, and one undo takes it back', () => {
    const here = aBoard()
    const id = addNote(here, 'left')
    expect(read(here)).toEqual(['left', 'one', 'two', id, 'right', 'three'])
    expect(item(here, id)).toMatchObject({ parent: 'left', partner: 'parents', author: 'me' })
    here.session.undo.undo()
    expect(read(here)).toEqual(['left', 'one', 'two', 'right', 'three'])
  })

  it('a thing moves to a place in another column in one step', () => {
    const here = aBoard()
    moveTo(here, item(here, 'three'), { frame: 'left', after: 'one' })
    expect(read(here)).toEqual(['left', 'one', 'three', 'two', 'right'])
    here.session.undo.undo()
    expect(read(here)).toEqual(['left', 'one', 'two', 'right', 'three'])
  })

  it('a note with many words does not lie on the one behind it', () => {
    const here = aBoard()
    writeWords(wordsOf(here.session.doc, 'one'), 'A long note about waiting. '.repeat(20))
    moveTo(here, item(here, 'three'), { frame: 'left', after: 'one' })
    expect(item(here, 'three').y).toBeGreaterThan(item(here, 'one').y + 500)
  })

  it('a cluster has its name and its note, and takes another', () => {
    const here = aBoard()
    const cluster = makeCluster(here, item(here, 'one'), 'One way in')
    expect(wordsNow(here.session, cluster)).toBe('One way in')
    moveInto(here, item(here, 'three'), cluster)
    const shelf = readingOrder(here.session.items.get()).find(({ frame }) => frame?.id === cluster)
    expect(shelf?.items.map(({ id }) => id)).toEqual(['one', 'three'])
    expect(shelf?.depth).toBe(1)
    here.session.undo.undo()
    here.session.undo.undo()
    expect(read(here)).toEqual(['left', 'one', 'two', 'right', 'three'])
  })

  it('a connector is read with what it comes from; a stamp stands with its note', () => {
    const here = aBoard()
    connect(here, 'one', 'three')
    const line = here.session.items.get().find(({ kind }) => kind === 'connector')
    expect(line?.from).toEqual({ item: 'one', side: null })
    expect(line?.to).toEqual({ item: 'three', side: null })
    stampOn(here, item(here, 'two'), 'risk')
    expect(here.session.items.get().find(({ kind }) => kind === 'stamp')).toMatchObject({
      stamp: 'risk',
      parent: 'left',
    })
  })

  it('what is taken off keeps its words, also those typed meanwhile, and comes back', () => {
    const here = aBoard()
    standing(here.session, item(here, 'one'), false)
    expect(read(here)).not.toContain('one')
    writeWords(wordsOf(here.session.doc, 'one'), 'typed by another person')
    const [gone] = takenOff(here.session)
    expect(gone?.id).toBe('one')
    if (gone !== undefined) standing(here.session, gone, true)
    expect(wordsNow(here.session, 'one')).toContain('typed by another person')
    expect(read(here)).toContain('one')
  })

  it('whose a note is, and whether it is locked, is one step each', () => {
    const here = aBoard()
    changeOne(here.session, 'one', { partner: 'schools' })
    changeOne(here.session, 'one', { locked: true })
    here.session.undo.undo()
    expect(item(here, 'one')).toMatchObject({ partner: 'schools', locked: false })
  })
})

describe('the order of the list', () => {
  it('most votes first: columns by their sum, notes by their own, clusters with their column', () => {
    const here = aBoard()
    makeCluster(here, item(here, 'two'), 'Cluster')
    const items = here.session.items.get()
    const votes = new Map([
      ['three', 3],
      ['two', 1],
      ['one', 1],
    ])
    const order = shelvesOf(items, 'votes', votes).map(({ frame }) => frame?.id)
    expect(order[0]).toBe('right')
    expect(order[1]).toBe('left')
    expect(order).toHaveLength(3)
    expect(shelvesOf(items, 'as it stands', votes).map(({ frame }) => frame?.id)[0]).toBe('left')
  })

  it('says what there is, and what stands beside', () => {
    const here = aBoard()
    expect(countOf(here.session.items.get())).toBe('5 things, 3 of them notes')
    connect(here, 'one', 'two')
    expect(countOf(here.session.items.get())).toBe('6 things, 3 of them notes')
    expect(countOf(here.session.items.get().filter(({ kind }) => kind === 'note'))).toBe('3 notes')
    expect(countOf([])).toBe('nothing yet')
    const shelf = readingOrder(here.session.items.get())[0]?.items ?? []
    expect(besideIn(shelf, 'two', -1)?.id).toBe('one')
    expect(besideIn(shelf, 'one', -1)).toBeNull()
  })
})
