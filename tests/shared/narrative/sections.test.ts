import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addSection, moveSection, sections } from '../../../shared/narrative/sections.ts'

test.each(['!!!', '', 'q0', 'zzzz', '\u0000'])(
  'an order spoilt by another client (%j) keeps nobody from adding and moving sections',
  (order) => {
    const doc = new Y.Doc()
    addSection(doc, { id: 'one', title: 'One', after: null })
    addSection(doc, { id: 'two', title: 'Two', after: 'one' })
    doc.getMap<Y.Map<string>>('sections').get('one')?.set('order', order)
    addSection(doc, { id: 'three', title: 'Three', after: 'one' })
    addSection(doc, { id: 'zero', title: 'Zero', after: null })
    expect(
      sections(doc)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['one', 'three', 'two', 'zero'])
    moveSection(doc, 'one', 'two')
    const ids = sections(doc).map(({ id }) => id)
    expect(ids.indexOf('one')).toBe(ids.indexOf('two') + 1)
  },
)
