import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { backToLine, entriesIn, leaveAsLine, putEntry, tidy } from '../../../client/meetings/own-lines.ts'
import { addSection, fragmentOf } from '../../../shared/narrative/sections.ts'

const ITEM = 'next-steps'
const ENTRY = { id: 'entry-0001', kind: 'decision', words: 'Use 90%' }

function line(words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(words)])
  return element
}

function minutes(...lines: string[]): Y.Doc {
  const doc = new Y.Doc()
  addSection(doc, { id: ITEM, title: 'Next steps', after: null })
  fragmentOf(doc, ITEM).push(lines.map(line))
  return doc
}

const shown = (doc: Y.Doc): string[] =>
  fragmentOf(doc, ITEM)
    .toArray()
    .map((node) =>
      node instanceof Y.XmlElement && node.nodeName === 'entry'
        ? `[${node.getAttribute('words')}]`
        : textOf(node),
    )
const textOf = (node: unknown): string =>
  node instanceof Y.XmlText
    ? node.toString()
    : node instanceof Y.XmlElement
      ? node.toArray().map(textOf).join('')
      : ''
const at = (doc: Y.Doc, index: number): Y.XmlElement => fragmentOf(doc, ITEM).get(index) as Y.XmlElement

describe('an entry in the minutes', () => {
  it('takes the place of its line, and no other', () => {
    const doc = minutes('one', '/decision Use 90%', 'three')
    putEntry(doc, ITEM, at(doc, 1), ENTRY)
    expect(shown(doc)).toEqual(['one', '[Use 90%]', 'three'])
    expect(entriesIn(doc, ITEM)).toEqual(['entry-0001'])
  })

  it('stands at the end when its line is gone meanwhile', () => {
    const doc = minutes('one', '/decision Use 90%')
    const gone = at(doc, 1)
    fragmentOf(doc, ITEM).delete(1, 1)
    putEntry(doc, ITEM, gone, ENTRY)
    expect(shown(doc)).toEqual(['one', '[Use 90%]'])
  })

  it('stands behind a list whose point it was; the other points stay', () => {
    const doc = minutes()
    const list = new Y.XmlElement('bulletList')
    list.push(
      ['first', '/decision Use 90%'].map((words) => {
        const item = new Y.XmlElement('listItem')
        item.push([line(words)])
        return item
      }),
    )
    fragmentOf(doc, ITEM).push([list, line('after')])
    const point = (list.get(1) as Y.XmlElement).get(0) as Y.XmlElement
    putEntry(doc, ITEM, point, ENTRY)
    expect(shown(doc)).toEqual(['first', '[Use 90%]', 'after'])
  })

  it('is a line again when its record was refused', () => {
    const doc = minutes('one', '/decision Use 90%', 'three')
    putEntry(doc, ITEM, at(doc, 1), ENTRY)
    backToLine(doc, ITEM, ENTRY.id, ENTRY.words)
    expect(shown(doc)).toEqual(['one', 'Use 90%', 'three'])
  })

  it('is a line at the end when its record was refused and somebody has deleted it meanwhile', () => {
    const doc = minutes('one', '/decision Use 90%', 'three')
    putEntry(doc, ITEM, at(doc, 1), ENTRY)
    fragmentOf(doc, ITEM).delete(1, 1)
    backToLine(doc, ITEM, ENTRY.id, ENTRY.words)
    expect(shown(doc)).toEqual(['one', 'three', 'Use 90%'])
  })

  it('that is not recorded after all leaves its words as a line, once', () => {
    const doc = minutes('one', '/decision Use 90%')
    leaveAsLine(doc, ITEM, 'Use 90%', 'Use 90% from February') // its line stands
    leaveAsLine(doc, ITEM, '', '  ')
    expect(shown(doc)).toEqual(['one', '/decision Use 90%'])
    leaveAsLine(doc, ITEM, '', 'Ask three families. ')
    expect(shown(doc)).toEqual(['one', '/decision Use 90%', 'Ask three families.'])
  })

  it('merges with whatever others type elsewhere meanwhile', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 5 }), (typed) => {
        const here = minutes('one', '/decision Use 90%')
        const there = new Y.Doc()
        Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
        putEntry(here, ITEM, at(here, 1), ENTRY)
        for (const words of typed) fragmentOf(there, ITEM).push([line(words)])
        Y.applyUpdate(here, Y.encodeStateAsUpdate(there))
        Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
        expect(shown(here)).toEqual(shown(there))
        expect(shown(here).toSorted()).toEqual(['one', '[Use 90%]', ...typed].toSorted())
      }),
    )
  })
})

describe('an empty line of one’s own', () => {
  it('goes when it is left; one with words stays, and so does another’s, and the last', () => {
    const doc = minutes('one')
    const mine = new Y.XmlElement('paragraph')
    fragmentOf(doc, ITEM).push([mine])
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    tidy(other, ITEM, at(other, 1))
    expect(shown(other)).toEqual(['one', ''])
    tidy(doc, ITEM, mine)
    expect(shown(doc)).toEqual(['one'])
    tidy(doc, ITEM, at(doc, 0))
    expect(shown(doc)).toEqual(['one'])
  })
})
