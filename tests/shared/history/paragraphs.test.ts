import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedParagraphs, paragraphsOf } from '../../../shared/history/paragraphs.ts'
import type { NodeJson, VersionSection } from '../../../shared/history/version.ts'

const paragraph = (text: string): NodeJson => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const section = (content: NodeJson[], over: Partial<VersionSection> = {}): VersionSection => ({
  id: 'overview',
  title: 'Overview',
  order: 'a0',
  lead: null,
  removed: false,
  content,
  written: [],
  ...over,
})
const chart = (src: string): NodeJson => ({ type: 'figure', content: [{ type: 'image', attrs: { src } }] })
const words = (...sections: VersionSection[]) => paragraphsOf({ sections })
const change = (before: NodeJson, now: NodeJson): number =>
  changedParagraphs(words(section([before])), words(section([now])))

test('a paragraph counts wherever it stands: in a list, a table cell, a figure', () => {
  const cell = { type: 'tableCell', content: [paragraph('11.70')] }
  const table = { type: 'table', content: [{ type: 'tableRow', content: [cell] }] }
  const list = { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('One')] }] }
  const caption = { type: 'figcaption', content: [{ type: 'text', text: 'Figures' }] }
  expect(words(section([list, { type: 'figure', content: [table, caption] }, paragraph('')]))).toEqual([
    'overview',
    'one',
    '11.70',
    'figures',
  ])
})

test('punctuation, capitals and form are not material; a figure, a percent sign and a word are', () => {
  const plain = words(section([paragraph('The level is 11.70%, in keeping.')]))
  const bold: NodeJson = {
    type: 'heading',
    content: [
      { type: 'text', text: 'the Level is ', marks: [{ type: 'bold' }] },
      { type: 'text', text: '11.70% in keeping' },
    ],
  }
  expect(words(section([bold]))).toEqual(plain)
  for (const other of [
    'The level is 11.07%, in keeping.',
    'The level is 11.70, in keeping.',
    'The levels are 11.70%.',
  ])
    expect(changedParagraphs(plain, words(section([paragraph(other)])))).toBe(1)
})

test('the sign before a figure is material, and so is which image stands in a figure; a dash is not', () => {
  expect(change(paragraph('A change of -5%'), paragraph('A change of 5%'))).toBe(1)
  expect(change(paragraph('In <5 cases'), paragraph('In >5 cases'))).toBe(1)
  expect(change(paragraph('A change of -5%'), paragraph('A change of \u22125%'))).toBe(0)
  expect(change(paragraph('In 2018-19 - 5 cases'), paragraph('In 2018\u201319 5 cases'))).toBe(0)
  expect(change(chart('/api/w/a/images/one.png'), chart('/api/w/a/images/two.png'))).toBe(1)
})

test('a removed section is gone; a moved one has not changed', () => {
  const [a, b] = [section([paragraph('One')]), section([paragraph('Two')], { id: 'b', title: 'Second' })]
  expect(changedParagraphs(words(a, b), words(b, a))).toBe(0)
  expect(changedParagraphs(words(a, b), words(a, { ...b, removed: true }))).toBe(2)
})

const texts = fc.array(fc.constantFrom('one', 'two', 'three', 'four'), { maxLength: 12 })

test('nothing has changed between a text and itself in any order; the count is the same both ways', () => {
  fc.assert(
    fc.property(texts, texts, (before, now) => {
      expect(changedParagraphs(before, before.toReversed())).toBe(0)
      expect(changedParagraphs(before, now)).toBe(changedParagraphs(now, before))
      expect(changedParagraphs(before, now)).toBeLessThanOrEqual(Math.max(before.length, now.length))
    }),
  )
})
