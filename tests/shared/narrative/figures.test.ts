import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { figures, numberFigures, referenceText } from '../../../shared/narrative/figures.ts'
import { addSection, fragmentOf, moveSection, removeSection } from '../../../shared/narrative/sections.ts'

function figure(id: string | null, inside: 'table' | 'image', caption: string): Y.XmlElement {
  const element = new Y.XmlElement('figure')
  if (id !== null) element.setAttribute('id', id)
  const words = new Y.XmlElement('figcaption')
  words.insert(0, [new Y.XmlText(caption)])
  element.insert(0, [new Y.XmlElement(inside), words])
  return element
}

function narrative(): Y.Doc {
  const doc = new Y.Doc()
  addSection(doc, { id: 'one', title: 'One', after: null })
  addSection(doc, { id: 'two', title: 'Two', after: 'one' })
  fragmentOf(doc, 'one').insert(0, [figure('a', 'table', 'Pupils'), new Y.XmlElement('paragraph')])
  fragmentOf(doc, 'two').insert(0, [figure('b', 'image', 'Map'), figure('c', 'table', '')])
  return doc
}

describe('figures', () => {
  it('are numbered through the whole narrative, in the order of its sections', () => {
    const doc = narrative()
    expect(figures(doc)).toEqual([
      { id: 'a', number: 1, section: 'one', caption: 'Pupils', kind: 'table' },
      { id: 'b', number: 2, section: 'two', caption: 'Map', kind: 'image' },
      { id: 'c', number: 3, section: 'two', caption: '', kind: 'table' },
    ])
  })

  it('are numbered anew when a section is moved or removed', () => {
    const doc = narrative()
    moveSection(doc, 'two', null)
    expect([...numberFigures(doc)]).toEqual([
      ['b', 1],
      ['c', 2],
      ['a', 3],
    ])
    removeSection(doc, 'two')
    expect([...numberFigures(doc)]).toEqual([['a', 1]])
  })

  it('are found inside quotes and lists', () => {
    const doc = narrative()
    const quote = new Y.XmlElement('blockquote')
    quote.insert(0, [figure('deep', 'table', 'Deep')])
    fragmentOf(doc, 'one').insert(0, [quote])
    expect(numberFigures(doc).get('deep')).toBe(1)
    expect(numberFigures(doc).get('a')).toBe(2)
  })

  it('count once when an id was copied, and not without an id', () => {
    const doc = narrative()
    fragmentOf(doc, 'two').insert(0, [figure('a', 'table', 'Copied'), figure(null, 'table', 'No id')])
    expect(figures(doc).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  it('are what a cross-reference says, and a dead one says so', () => {
    const numbers = numberFigures(narrative())
    expect(referenceText(numbers, 'b')).toBe('Figure 2')
    expect(referenceText(numbers, 'gone')).toBe('Figure removed')
    expect(referenceText(numbers, null)).toBe('Figure removed')
  })
})
