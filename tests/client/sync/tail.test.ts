import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createTail, leftBehind, roomsLeftBehind } from '../../../client/sync/tail.ts'

const OWNER = 'anna:area/narrative/4'

/** Types letters into a document of its own and hands each update to the tail. */
function typed(words: string, tab: string, at = 1_000): Y.Doc {
  const doc = new Y.Doc()
  const tail = createTail(localStorage, OWNER, tab)
  let pending = 0
  doc.on('update', (update: Uint8Array) => tail.add(update, ++pending, at + pending))
  for (const [index, letter] of words.split('').entries()) doc.getText('t').insert(index, letter)
  return doc
}

function restored(): string {
  const doc = new Y.Doc()
  for (const { update } of leftBehind(localStorage, OWNER).updates) Y.applyUpdate(doc, update)
  return doc.getText('t').toString()
}

describe('the tail of a closed tab', () => {
  beforeEach(() => localStorage.clear())

  it('holds the last words typed, and how many edits they were', () => {
    typed('hello', 'tab1')
    expect(restored()).toBe('hello')
    expect(leftBehind(localStorage, OWNER).edits).toBe(5)
  })
  it('holds only the last two seconds: the rest is in the copy of this device', () => {
    const doc = new Y.Doc()
    const tail = createTail(localStorage, OWNER, 'tab1')
    let at = 0
    doc.on('update', (update: Uint8Array) => tail.add(update, 1, (at += 1_500)))
    for (const letter of ['a', 'b', 'c']) doc.getText('t').insert(doc.getText('t').length, letter)
    const kept = leftBehind(localStorage, OWNER).updates
    const { structs } = Y.decodeUpdate(kept[0]!.update)
    expect(structs.reduce((sum, struct) => sum + struct.length, 0)).toBe(2)
  })
  it('keeps tabs apart and adds them up', () => {
    typed('one', 'tab1')
    typed('two!', 'tab2')
    expect(leftBehind(localStorage, OWNER).edits).toBe(7)
  })
  it('is forgotten when confirmed, except what another tab has written since', () => {
    typed('one', 'tab1')
    const left = leftBehind(localStorage, OWNER)
    typed('more', 'tab1')
    left.drop()
    expect(restored()).toBe('more')
    leftBehind(localStorage, OWNER).drop()
    expect(leftBehind(localStorage, OWNER)).toMatchObject({ edits: 0, updates: [] })
  })
  it('names the rooms that wait, of this person only', () => {
    typed('one', 'tab1')
    expect(roomsLeftBehind(localStorage, 'anna')).toEqual(['area/narrative/4'])
    expect(roomsLeftBehind(localStorage, 'ben')).toEqual([])
  })
  it('a damaged entry still counts, and breaks nothing', () => {
    localStorage.setItem(`tl.tail:${OWNER}:tab9`, '3 not-an-update')
    expect(leftBehind(localStorage, OWNER)).toMatchObject({ edits: 3, updates: [] })
  })
  it('says when the browser keeps nothing', () => {
    const full = {
      setItem: () => {
        throw new Error('full')
      },
    } as unknown as Storage
    const update = Y.encodeStateAsUpdate(new Y.Doc())
    expect(createTail(full, OWNER, 'tab1').add(update, 1, 0)).toBe(false)
  })
})
