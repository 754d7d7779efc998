import { describe, expect, it } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { openBoard } from '../../../client/board/session.ts'
import { addItems, changeItems, show, writeWords } from '../../../shared/board/edit.ts'
import { type Item, itemsOf, wordsOf } from '../../../shared/board/items.ts'

function open() {
  const doc = new Y.Doc()
  addItems(doc, [
    { id: 'frame', kind: 'frame', x: 0, y: 0, z: 'a0' },
    { id: 'inside', kind: 'note', x: 5, y: 5, z: 'a1', parent: 'frame', words: 'Here' },
    { id: 'beside', kind: 'note', x: 900, y: 5, z: 'a2', words: 'There' },
  ])
  const session = openBoard(doc, new Awareness(doc))
  const standing = (id: string): Item | undefined => session.items.get().find((item) => item.id === id)
  return { doc, session, standing }
}

describe('what stands on an open board', () => {
  it('a thing is the same object until it changes, whatever else does', () => {
    const { doc, session, standing } = open()
    const [inside, beside] = [standing('inside'), standing('beside')]
    changeItems(doc, new Map([['inside', { pos: { x: 6, y: 5 } }]]))
    expect(standing('inside')).not.toBe(inside)
    expect(standing('beside')).toBe(beside)
    // Written anew with what it says already, as an undo or another page may.
    ;(itemsOf(doc).get('beside') as Y.Map<unknown>).set('pos', { x: 900, y: 5 })
    expect(standing('beside')).toBe(beside)
    session.end()
  })

  it('what stood in a frame that is gone stands at the root, one object too, and goes back in when the frame does', () => {
    const { doc, session, standing } = open()
    const inside = standing('inside')
    show(doc, ['frame'], false)
    const adrift = standing('inside')
    expect(adrift?.parent).toBeNull()
    changeItems(doc, new Map([['beside', { pos: { x: 1, y: 1 } }]]))
    expect(standing('inside')).toBe(adrift)
    show(doc, ['frame'], true)
    expect(standing('inside')).toBe(inside)
    session.end()
  })

  it('tells whose words change, and of nothing after its end', () => {
    const { doc, session } = open()
    const told: string[] = []
    session.words((ids) => told.push(...ids))
    writeWords(wordsOf(doc, 'inside'), 'more')
    expect(told).toEqual(['inside'])
    session.end()
    writeWords(wordsOf(doc, 'beside'), 'more')
    expect(told).toEqual(['inside'])
  })
})
