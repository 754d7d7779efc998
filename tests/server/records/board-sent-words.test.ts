import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addSection, fragmentOf } from '../../../shared/narrative/sections.ts'
import { appendWords, lastWords, lookIn } from '../../../server/records/board-sent-words.ts'
import { blocksOfDoc } from '../../../server/records/passages.ts'

function narrative(words: string[]): Y.Doc {
  const doc = new Y.Doc()
  for (const [index, id] of ['one', 'two'].entries())
    addSection(doc, { id, title: id, after: index === 0 ? null : 'one' })
  fragmentOf(doc, 'one').insert(
    0,
    words.map((text) => {
      const paragraph = new Y.XmlElement('paragraph')
      if (text !== '') paragraph.insert(0, [new Y.XmlText(text)])
      return paragraph
    }),
  )
  return doc
}
const html = (doc: Y.Doc): string => fragmentOf(doc, 'one').toString()
const to = (id: string, as: 'paragraphs' | 'bullets' = 'paragraphs') => ({ id, section: 'one', as })

test('lines are paragraphs before an empty one that waits, once for their id, and in no section that is not there', () => {
  const doc = narrative(['There', ''])
  expect(appendWords(doc, to('a'), 'First\n\n  Second ')).toBe(true)
  expect(appendWords(doc, to('a'), 'First\n\n  Second ')).toBe(true)
  expect(html(doc)).toBe(
    '<paragraph>There</paragraph><paragraph>First</paragraph><paragraph>Second</paragraph><paragraph></paragraph>',
  )
  expect(appendWords(doc, { ...to('b'), section: 'gone' }, 'Lost')).toBe(false)
  expect(appendWords(doc, to('b'), 'Found')).toBe(true) // refused there, it may go elsewhere
})

const item = (text: string): string => `<listitem><paragraph>${text}</paragraph></listitem>`

test('bullets go on with the list that stands at the end, or begin one', () => {
  const doc = narrative([])
  appendWords(doc, to('a', 'bullets'), 'One\nTwo')
  appendWords(doc, to('b', 'bullets'), 'Three')
  appendWords(doc, to('c'), 'Between')
  appendWords(doc, to('d', 'bullets'), 'Four')
  expect(
    html(doc)
      .replaceAll('listItem', 'listitem')
      .replaceAll('bulletList', 'ul')
      .replaceAll('bulletlist', 'ul'),
  ).toBe(
    `<ul>${item('One')}${item('Two')}${item('Three')}</ul><paragraph>Between</paragraph><ul>${item('Four')}</ul>`,
  )
})

test('a comment is on the last words of a section, and on none where there are none', () => {
  expect(lastWords(narrative(['First', 'Last', '']), 'one')?.quote).toBe('Last')
  expect(lastWords(narrative(['x'.repeat(5_000)]), 'one')?.quote).toHaveLength(2_000)
  expect(lastWords(narrative([]), 'one')).toBe(null)
  expect(lastWords(narrative(['There']), 'gone')).toBe(null)
})

test.each([
  { stands: ['We wait a year for a plan.'], now: { stands: 'as sent', number: '1.0' } },
  { stands: ['And so: We wait a year for a plan. Still.'], now: { stands: 'as sent', number: '1.0' } },
  { stands: ['Families wait about a year for their plan.'], now: { stands: 'rewritten', number: '1.0' } },
  { stands: ['Something else altogether of no meaning.'], now: { stands: 'nowhere' } },
  { stands: [], now: { stands: 'nowhere' } },
])('of words sent it is told where they stand: $now.stands in $stands', ({ stands, now }) => {
  const texts = blocksOfDoc(narrative(stands))
  expect(lookIn(texts)('one', 'We wait a year for a plan.')).toEqual(now)
  // Moved to another section they are found there.
  expect(lookIn(texts)('two', 'We wait a year for a plan.')).toEqual(now)
})
