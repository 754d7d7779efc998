import { describe, expect, it } from 'vitest'
import { broughtBy } from '../../../client/board/tools/clipboard.ts'
import { pastedHtml } from '../../../client/board/tools/pasted-html.ts'

const clipboard = (given: Record<string, string>, files: File[] = []) => ({
  getData: (type: string) => given[type] ?? '',
  files: files as unknown as FileList,
})
const picture = new File(['x'], 'wall.png', { type: 'image/png' })

describe('HTML that is pasted on a board', () => {
  it('a list of Word is its items, without the bullets that Word writes as text', () => {
    const word = `<html><head><style>@list l0:level1 {mso-level-number-format:bullet;}</style></head><body><!--StartFragment-->
      <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>We told our
      story<o:p></o:p></p>
      <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span style='mso-list:Ignore'>o&nbsp;&nbsp;</span><!--[endif]-->to <b>five</b> people</p>
      <!--EndFragment--></body></html>`
    expect(pastedHtml(word)).toEqual({ kind: 'list', lines: ['We told our story', 'to five people'] })
  })

  it('cells of a spreadsheet are a table, merged ones keep the others in their columns', () => {
    expect(
      pastedHtml(
        `<table><tr><th colspan=2>Area</th><th>Rate</th></tr><tr><td rowspan="2">Surrey</td><td>2019</td><td>11.00</td></tr><tr><td>2020</td><td>11.70<br>of all</td></tr></table>`,
      ),
    ).toEqual({
      kind: 'table',
      rows: [
        ['Area', '', 'Rate'],
        ['Surrey', '2019', '11.00'],
        ['', '2020', '11.70 of all'],
      ],
    })
  })

  it('a table among other words is a line for each row', () => {
    expect(pastedHtml(`<p>Before</p><table><tr><td>a</td><td>b</td></tr></table><p>After</p>`)).toEqual({
      kind: 'list',
      lines: ['Before', 'a, b', 'After'],
    })
  })

  it('a script says nothing', () => {
    expect(pastedHtml(`<script>alert(1)</script><img src=x onerror=alert(1)>`)).toBeNull()
  })
})

describe('what is pasted or dropped', () => {
  it('words are meant where a program sends a picture of them too; a picture alone is a picture', () => {
    expect(broughtBy(clipboard({ 'text/html': '<p>one</p><p>two</p>' }, [picture]))?.kind).toBe('list')
    expect(broughtBy(clipboard({ 'text/html': '<img src="x">' }, [picture]))).toEqual({
      kind: 'images',
      files: [picture],
    })
  })

  it('an address is a link though a browser sends it marked up', () => {
    const href = 'https://www.gov.uk/send'
    expect(
      broughtBy(clipboard({ 'text/plain': href, 'text/html': `<p><a href="${href}">x</a></p>` })),
    ).toEqual({
      kind: 'link',
      href,
    })
  })

  it('a whole document is no paste, and nothing is nothing', () => {
    expect(broughtBy(clipboard({ 'text/plain': 'x'.repeat(1_000_001) }))?.kind).toBe('too much')
    expect(
      broughtBy(clipboard({ 'text/plain': '  ' }, [new File(['x'], 'a.pdf', { type: 'application/pdf' })])),
    ).toBeNull()
  })
})
