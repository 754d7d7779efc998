import { DOMSerializer } from '@tiptap/pm/model'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cleanHtml } from '../../../../client/narrative/paste/clean-html.ts'
import { withOwnIds } from '../../../../client/narrative/paste/clean-paste.ts'
import { fromHtml, schema } from '../support.ts'

const fixture = (name: string) => readFileSync(`${process.cwd()}/tests/fixtures/paste/${name}.html`, 'utf8')

/** What stands in the narrative after a paste, as HTML without attributes that do not matter here. */
function pasted(html: string): string {
  const holder = document.createElement('div')
  holder.append(DOMSerializer.fromSchema(schema).serializeFragment(fromHtml(cleanHtml(html)).content))
  return holder.innerHTML
    .replace(/ (?:colspan|rowspan)="1"| rel="[^"]*"| style="[^"]*"/g, '')
    .replace(/<colgroup>.*?<\/colgroup>/g, '')
}

const ids = (content: ReturnType<typeof fromHtml>['content']) => {
  const found: unknown[] = []
  content.descendants((node) => {
    if (node.type.name === 'figure') found.push(node.attrs.id)
  })
  return found
}

describe('pasting from Word', () => {
  const html = pasted(fixture('word'))
  it('keeps headings, bold, italic and links, and starts at the third level', () => {
    expect(html).toContain('<h3>Early identification</h3>')
    expect(html).toContain(
      'What <strong>changed</strong> since the <em>inspection</em>, see <a href="https://example.org/report">the report</a>.',
    )
  })
  it('makes nested lists of bullets written as text', () => {
    expect(html).toContain(
      '<ul><li><p>Nursery visits</p><ul><li><p>Joint with <strong>health</strong></p></li></ul></li><li><p>School clusters</p></li></ul>',
    )
  })
  it('keeps numbered lists numbered, with lettered ones inside', () => {
    expect(html).toContain(
      '<p>Next we</p><ol><li><p>ask</p><ol><li><p>parents</p></li></ol></li><li><p>act</p></li></ol>',
    )
  })
  it('makes a bold first row a row of header cells', () => {
    expect(html).toMatch(
      /<tr><th><p><strong>Area<\/strong><\/p><\/th><th><p><strong>2018<\/strong><\/p><\/th><\/tr>/,
    )
    expect(html).toMatch(/<tr><td><p>Surrey<\/p><\/td><td><p>11\.70<\/p><\/td><\/tr>/)
  })
  it('drops what only Word needs: no bullets as text, no blank paragraphs, no pictures from a disk', () => {
    expect(html).not.toMatch(/·|mso|o:p|file:|<img|<p>\s*(?:&nbsp;)?<\/p>/)
    expect(html.endsWith('<p>The end</p>')).toBe(true)
  })
})

describe('pasting from Google Docs', () => {
  const html = pasted(fixture('google-docs'))
  it('keeps bold, italic and underline that are styles, and is not all bold', () => {
    expect(html).toContain(
      '<p>Being found is <strong>not</strong><em> the same</em><u> as being helped</u>.</p>',
    )
    expect(html).toContain('<h3>What families tell us</h3>')
  })
  it('keeps lists nested and heads of tables', () => {
    expect(html).toContain(
      '<li><p>listened to</p><ul><li><p>early</p></li></ul></li><li><p>answered</p></li>',
    )
    expect(html).toMatch(/<th><p><strong>Year<\/strong><\/p><\/th>/)
    expect(html).toMatch(/<td><p>2018<\/p><\/td>/)
  })
})

describe('pasting from anywhere', () => {
  const html = pasted(fixture('web-page'))
  it('takes words, and no script, style, handler, frame or image from elsewhere', () => {
    expect(html).toBe(
      '<h3>Report</h3><p>Read this and <a href="https://example.org/x">that</a>.</p><p>Words</p><blockquote><p>Said</p></blockquote>',
    )
  })
  it('leaves what was copied from a narrative as it is', () => {
    const own = '<ul data-pm-slice="2 2 []"><li><p>point</p><p></p></li></ul>'
    expect(cleanHtml(own)).toBe(own)
  })
  it('reads bullets of Word for the web, which are plain text', () => {
    const html = pasted(
      `<p style="mso-list:l3 level1 lfo1">•\u00a0\u00a0 one</p>\n<p style="mso-list:l3 level1 lfo1">•\u00a0 two</p><p>after</p><p style="mso-list:l4 level1 lfo2">1)\u00a0 first</p>`,
    )
    expect(html).toBe(
      '<ul><li><p>one</p></li><li><p>two</p></li></ul><p>after</p><ol><li><p>first</p></li></ol>',
    )
  })
  it('keeps words of a list-like paragraph that is none', () => {
    expect(pasted('<p>1. is a number</p>')).toBe('<p>1. is a number</p>')
  })
})

describe('a figure that was copied', () => {
  const figure =
    '<figure data-figure="f"><table><tr><td><p>a</p></td></tr></table><figcaption>c</figcaption></figure>'
  it('gets an id of its own while the first one stands, and keeps it when it was cut', () => {
    const { content } = fromHtml(`<blockquote>${figure}</blockquote>`)
    expect(ids(withOwnIds(content, new Set()))).toEqual(['f'])
    const [fresh] = ids(withOwnIds(content, new Set(['f'])))
    expect(fresh).toMatch(/^[\w-]{10}$/)
    expect(withOwnIds(content, new Set(['f'])).textBetween(0, content.size, ' ')).toBe('a c')
  })
})
