import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addItems } from '../../../shared/board/edit.ts'
import { placeOnBoard, readItems } from '../../../shared/board/items.ts'
import { takeAway } from '../../../shared/board/take-away.ts'
import { OWN } from '../../../shared/narrative/sections.ts'

function board(): Y.Doc {
  const doc = new Y.Doc()
  addItems(doc, [
    { id: 'outer', kind: 'frame', x: 100, y: 100, z: 'a0' },
    { id: 'inner', kind: 'frame', x: 10, y: 20, z: 'a1', parent: 'outer' },
    { id: 'note', kind: 'note', x: 5, y: 5, z: 'a2', parent: 'inner', words: 'Kept' },
    { id: 'other', kind: 'note', x: 900, y: 0, z: 'a3', locked: true },
    {
      id: 'line',
      kind: 'connector',
      x: 0,
      y: 0,
      z: 'a4',
      from: { item: 'note', side: null },
      to: { item: 'other', side: null },
    },
  ])
  return doc
}
const standing = (doc: Y.Doc) => {
  const items = readItems(doc)
  const byId = new Map(items.map((item) => [item.id, item]))
  return Object.fromEntries(items.map((item) => [item.id, { ...placeOnBoard(item, byId), in: item.parent }]))
}

describe('taking things from a board', () => {
  it('leaves what stands in a frame where it is, in the next frame around it', () => {
    const doc = board()
    expect(takeAway(doc, ['inner'])).toEqual(['inner'])
    expect(standing(doc)['note']).toEqual({ x: 115, y: 125, in: 'outer' })
    takeAway(doc, ['outer'])
    expect(standing(doc)['note']).toEqual({ x: 115, y: 125, in: null })
  })

  it('both frames at once', () => {
    const doc = board()
    takeAway(doc, ['outer', 'inner'])
    expect(standing(doc)['note']).toEqual({ x: 115, y: 125, in: null })
  })

  it('takes a connector with either of its things, and no locked thing', () => {
    const doc = board()
    expect(takeAway(doc, ['other'])).toEqual([])
    expect(takeAway(doc, ['note'])).toEqual(['note', 'line'])
    expect(Object.keys(standing(doc))).toEqual(['outer', 'inner', 'other'])
  })

  it('is one step, which undo takes back whole', () => {
    const doc = board()
    const before = standing(doc)
    const undo = new Y.UndoManager(doc, { trackedOrigins: new Set([OWN]), captureTimeout: 0 })
    takeAway(doc, ['outer', 'note'])
    expect(Object.keys(standing(doc))).toEqual(['inner', 'other'])
    undo.undo()
    expect(standing(doc)).toEqual(before)
  })
})
