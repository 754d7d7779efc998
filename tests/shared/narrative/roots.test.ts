import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { addItems, keysAbove } from '../../../shared/board/edit.ts'
import { wordsOf } from '../../../shared/board/items.ts'
import { nameOfRoot, newDocument } from '../../../shared/narrative/roots.ts'
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

describe('a document whose roots are found at once', () => {
  it('is encoded as any other, whatever was written in which order', () => {
    const words = fc.array(fc.tuple(fc.nat(9), fc.boolean()), { maxLength: 60 })
    fc.assert(
      fc.property(words, (written) => {
        const [ours, plain] = [newDocument(), new Y.Doc()]
        for (const doc of [ours, plain]) {
          doc.clientID = 1
          for (const [root, inMap] of written)
            if (inMap) doc.getMap('sections').set(`n${root}`, root)
            else doc.getText(`s:n${root}`).insert(0, 'a')
        }
        expect(Y.encodeStateAsUpdate(ours)).toEqual(Y.encodeStateAsUpdate(plain))
        expect([...ours.share.entries()].length).toBe(ours.share.size)
      }),
    )
  })

  it('a board of many things is encoded without going through all of its roots for each', () => {
    const things = 300
    const doc = newDocument()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(board(things)))
    const looks = vi.spyOn(doc.share, 'get')
    Y.encodeStateAsUpdate(doc)
    expect(looks.mock.calls.length).toBeGreaterThan(things) // or Yjs seeks in another way by now
    expect(looks.mock.calls.length).toBeLessThan(things * 10)
  })
})
