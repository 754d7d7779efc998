import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { addItems, keysAbove } from '../../../shared/board/edit.ts'
import { wordsOf } from '../../../shared/board/items.ts'
import { nameOfRoot } from '../../../shared/narrative/roots.ts'
import { touchedBy } from '../../../server/sync/structs.ts'

const board = (things: number): Y.Doc => {
  const doc = new Y.Doc()
  const keys = keysAbove([], things)
  addItems(
    doc,
    keys.map((z, n) => ({ id: `n${n}`, kind: 'note', x: 0, y: n, z, words: `Note ${n}` })),
  )
  return doc
}

describe('the names of roots', () => {
  it('are those of the document, of roots that come later too; nothing inside one is a root', () => {
    const doc = board(3)
    expect(nameOfRoot(doc, wordsOf(doc, 'n2'))).toBe('s:n2')
    expect(nameOfRoot(doc, wordsOf(doc, 'later'))).toBe('s:later')
    expect(nameOfRoot(doc, wordsOf(doc, 'n2').get(0) as Y.XmlElement)).toBeNull()
    expect(nameOfRoot(doc, new Y.XmlFragment())).toBeNull()
  })

  it('a root that was known by its name alone keeps it when it turns out what it is', () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(board(1)))
    const unread = doc.share.get('s:n0')!
    expect(nameOfRoot(doc, unread)).toBe('s:n0')
    expect(nameOfRoot(doc, wordsOf(doc, 'n0'))).toBe('s:n0')
  })

  it('a paste of many things goes through the roots of the board once, not once for each', () => {
    const doc = new Y.Doc()
    const touched: string[][] = []
    const walks = vi.spyOn(doc.share, Symbol.iterator)
    doc.on('update', (_update, _origin, _doc, transaction: Y.Transaction) => {
      walks.mockClear()
      touched.push(touchedBy(transaction, 'sections').keys)
    })
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(board(80)))
    expect(touched).toEqual([expect.arrayContaining(['n0', 'n79'])])
    expect(walks.mock.calls.length).toBeLessThan(3)
  })
})
