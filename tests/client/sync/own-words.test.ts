import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { ownWords } from '../../../client/sync/own-words.ts'
import { addSection, fragmentOf } from '../../../shared/narrative/sections.ts'

function narrative(): Y.Doc {
  const doc = new Y.Doc()
  addSection(doc, { id: 'one', title: 'Overview', after: null })
  addSection(doc, { id: 'two', title: 'Next steps', after: 'one' })
  for (const id of ['one', 'two']) {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('The agreed text.')])
    fragmentOf(doc, id).insert(0, [paragraph])
  }
  return doc
}
const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
const textIn = (doc: Y.Doc, id: string): Y.XmlText =>
  (fragmentOf(doc, id).get(0) as Y.XmlElement).get(0) as Y.XmlText

describe('own words that the server lacks', () => {
  it('are named by section, in the order they stand', () => {
    const server = narrative()
    const mine = copyOf(server)
    textIn(mine, 'two').insert(0, 'Later: ')
    textIn(mine, 'one').insert(4, 'newly ')
    expect(ownWords(mine, server)).toEqual([
      { section: 'one', number: '1.0', title: 'Overview', text: 'newly' },
      { section: 'two', number: '2.0', title: 'Next steps', text: 'Later:' },
    ])
  })
  it('show a gap where other words stand between', () => {
    const server = narrative()
    const mine = copyOf(server)
    textIn(mine, 'one').insert(16, ' After.')
    textIn(mine, 'one').insert(0, 'Before. ')
    expect(ownWords(mine, server)[0]?.text).toBe('Before.  …  After.')
  })
  it('leave out what the server has meanwhile, and what was deleted', () => {
    const server = narrative()
    const mine = copyOf(server)
    textIn(mine, 'one').insert(0, 'kept ')
    Y.applyUpdate(server, Y.encodeStateAsUpdate(mine))
    textIn(mine, 'one').insert(5, 'refused and gone ')
    textIn(mine, 'one').delete(12, 9)
    textIn(server, 'one').insert(0, 'somebody else ')
    expect(ownWords(mine, server).map(({ text }) => text)).toEqual(['refused'])
  })
  it('are none when nothing was refused', () => {
    const server = narrative()
    expect(ownWords(copyOf(server), server)).toEqual([])
  })
  it('hold every letter typed after the last sync, whatever the order (property)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(30), fc.constantFrom('a', 'b', 'c')), { maxLength: 25 }),
        (inserts) => {
          const server = narrative()
          const mine = copyOf(server)
          for (const [at, letter] of inserts) {
            const text = textIn(mine, 'one')
            text.insert(Math.min(at, text.length), letter)
          }
          const letters = ownWords(mine, server)
            .map(({ text }) => text.replaceAll(/[ …]/g, ''))
            .join('')
          expect(letters.split('').toSorted()).toEqual(inserts.map(([, letter]) => letter).toSorted())
        },
      ),
      { numRuns: 80, seed: 7 },
    )
  })
})
