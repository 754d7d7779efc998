import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findIn, type Query } from '../../../client/narrative/find.ts'
import { fromHtml } from './support.ts'

const query = (text: string, change: Partial<Query> = {}): Query => ({
  text,
  matchCase: false,
  wholeWords: false,
  ...change,
})
const found = (html: string, asked: Query) => {
  const doc = fromHtml(html)
  return findIn(doc, asked).map(({ from, to }) => doc.textBetween(from, to, ' ', '*'))
}

describe('find', () => {
  it('finds in paragraphs, headings, lists, cells and captions, in reading order', () => {
    const html = `<h3>Need one</h3><p>A need.</p><ul><li><p>needs</p></li></ul>
      <figure data-figure="f"><table><tr><th><p>Need</p></th></tr></table><figcaption>need</figcaption></figure>`
    expect(found(html, query('need'))).toEqual(['Need', 'need', 'need', 'Need', 'need'])
  })

  it('finds over bold and links, but not over paragraphs', () => {
    expect(found('<p>early <strong>identi</strong>fication</p>', query('early identification'))).toHaveLength(
      1,
    )
    expect(found('<p>early</p><p>identification</p>', query('early identification'))).toHaveLength(0)
  })

  it('keeps its place behind line breaks and cross-references', () => {
    const html = '<p>see <span data-figure-ref="f">Figure</span> and<br>here the need</p>'
    expect(found(html, query('need'))).toEqual(['need'])
    expect(found(html, query('the need'))).toEqual(['the need'])
  })

  it('minds capitals and whole words when asked to', () => {
    const html = '<p>Need needs need NEED</p>'
    expect(found(html, query('need'))).toHaveLength(4)
    expect(found(html, query('need', { matchCase: true }))).toHaveLength(2)
    expect(found(html, query('need', { wholeWords: true }))).toHaveLength(3)
    expect(found('<p>Bedürfnis’ und Bedürfnisse</p>', query('bedürfnis', { wholeWords: true }))).toHaveLength(
      1,
    )
  })

  it('takes signs as signs, and straight quotes for curly ones', () => {
    expect(found('<p>(11.70) 11x70</p>', query('(11.70)'))).toEqual(['(11.70)'])
    expect(found('<p>the inspectors’ words</p>', query("inspectors' words"))).toHaveLength(1)
  })

  it('finds nothing for nothing', () => {
    expect(found('<p>words</p>', query('  '))).toEqual([])
  })

  it('always points at the words asked for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('need', ' ', 'İ', 'ß', '<br>', '<b>ne</b>', 'ed', '.'), { maxLength: 12 }),
        (parts) => {
          const doc = fromHtml(`<p>${parts.join('')}</p>`)
          for (const { from, to } of findIn(doc, query('need')))
            expect(doc.textBetween(from, to).toLowerCase()).toBe('need')
        },
      ),
    )
  })
})
