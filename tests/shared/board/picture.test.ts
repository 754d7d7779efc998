import { readFileSync } from 'node:fs'
import { array, assert, constantFrom, integer, property, record, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Item } from '../../../shared/board/items.ts'
import { linesOf } from '../../../shared/board/lines.ts'
import { widthOf } from '../../../shared/board/measure.ts'
import { FILL_PAINT, INK, PARTNER_PAINT } from '../../../shared/board/paint.ts'
import { boardSvg } from '../../../shared/board/svg.ts'
import { boardHtml, boardParts, boardText } from '../../../shared/board/text.ts'
import type { Wall } from '../../../shared/board/version.ts'
import type { NodeJson } from '../../../shared/history/version.ts'
import { PARTNER_KINDS } from '../../../shared/domain/partners.ts'
import { itemOf } from './support.ts'

const paragraph = (
  text: string,
  ...marks: { type: string; attrs?: Record<string, unknown> }[]
): NodeJson => ({
  type: 'paragraph',
  content: text === '' ? [] : [{ type: 'text', text, ...(marks.length === 0 ? {} : { marks }) }],
})
const wallWith = (words: Record<string, string | NodeJson[]>, ...items: Item[]): Wall => ({
  items,
  words: (id) => {
    const said = words[id] ?? []
    return typeof said === 'string' ? [paragraph(said)] : said
  },
})
const partner = (kind: string): string => kind.replace(/^./, (letter) => letter.toUpperCase())
const draw = (wall: Wall, more: Partial<Parameters<typeof boardSvg>[1]> = {}): string =>
  boardSvg(wall, { title: 'Theme 4 wall', partner, ...more })

/** Every tag closed in its order, every attribute quoted: what an XML reader asks. */
function checkXml(svg: string): void {
  const open: string[] = []
  for (const [tag, close, name, attributes = '', self] of svg.matchAll(
    /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
  )) {
    if (close === '/') expect(open.pop(), tag).toBe(name)
    else if (self !== '/') open.push(name ?? '')
    expect(attributes).not.toMatch(/\son\w+=|javascript:|NaN|undefined|Infinity/)
  }
  expect(open).toEqual([])
  // Nothing is left that looks like a tag and was not read as one.
  expect(svg.replaceAll(/<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g, '')).not.toContain('<')
}

const EVERYTHING = wallWith(
  {
    col: 'of special educational needs',
    n1: 'We told our story to <five> people & "more".',
    n2: [
      paragraph('See '),
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('one', { type: 'bold' })] }] },
    ],
    s: 'A shape',
    c: 'leads to',
  },
  itemOf({ id: 'col', kind: 'frame', look: 'column', x: 0, y: 0 }),
  itemOf({ id: 'n1', parent: 'col', x: 10, y: 80, partner: 'parents' }),
  itemOf({ id: 'n2', parent: 'col', x: 10, y: 280, partner: 'ccgs', locked: true }),
  itemOf({ id: 's', kind: 'shape', shape: 'diamond', x: 400, y: 0 }),
  itemOf({ id: 'p', kind: 'pen', x: 400, y: 200, points: [0, 0, 0.5, 20, 10, 0.5, 40, 0, 0.7] }),
  itemOf({ id: 'i', kind: 'image', x: 400, y: 300, image: `${'a'.repeat(64)}.png`, alt: 'A form' }),
  itemOf({ id: 'l', kind: 'link', x: 400, y: 600, href: 'https://example.org/?a=1&b="2"' }),
  itemOf({ id: 'j', kind: 'link', x: 400, y: 700, href: '/w/demo/themes/4' }),
  itemOf({ id: 't', kind: 'stamp', x: 400, y: 800, stamp: 'risk' }),
  itemOf({ id: 'u', kind: 'unknown', x: 400, y: 900 }),
  itemOf({ id: 'c', kind: 'connector', from: { item: 'n1', side: null }, to: { item: 's', side: 'left' } }),
)

describe('the picture of a board', () => {
  it('has everything on it, with colour and pattern of partners, and nothing that runs', () => {
    const svg = draw(EVERYTHING, { image: () => 'data:image/png;base64,AAAA', votes: new Map([['n1', 4]]) })
    checkXml(svg)
    expect(svg).toContain('<title>Theme 4 wall</title>')
    expect(svg).toContain('11 things')
    expect(svg).toContain('&lt;five&gt;')
    expect(svg).toContain('<pattern id="p-parents"')
    expect(svg).toContain('<pattern id="p-ccgs"')
    expect(svg).not.toContain('<pattern id="p-council"')
    expect(svg).toContain('4 votes')
    expect(svg).toContain('<title>A form</title>')
    expect(svg).toContain('<tspan font-weight="650">one</tspan>')
    expect(svg).toContain('href="https://example.org/?a=1&amp;b=&quot;2&quot;"')
    expect(svg).not.toContain('href="/w/')
    expect(svg).toContain(
      '<title>Connector from “We told our story to &lt;five&gt; people &amp; &quot;more&quot;.” to “A shape”: leads to</title>',
    )
  })

  it('is a sketch without a word of anybody, for the list of boards', () => {
    const svg = draw(EVERYTHING, { sketch: true })
    checkXml(svg)
    expect(svg).not.toMatch(/<text|<title|told|shape|Theme 4/)
  })

  it('is well formed whatever stands in it, and shows what most of it is around', () => {
    const things = array(
      record({
        kind: constantFrom<Item['kind']>(
          'note',
          'text',
          'frame',
          'shape',
          'image',
          'link',
          'stamp',
          'unknown',
          'connector',
        ),
        x: integer({ min: -1_000_000, max: 1_000_000 }),
        w: integer({ min: 8, max: 20_000 }),
        words: string({ unit: 'binary', maxLength: 60 }),
      }),
      { maxLength: 12 },
    )
    assert(
      property(things, (all) => {
        const items = all.map(({ kind, x, w, words }, index) =>
          itemOf({
            id: `i${index}`,
            kind,
            x,
            w,
            alt: words,
            href: `https://example.org/${words}`,
            from: { item: 'i0', side: null },
            to: { item: 'i1', side: null },
          }),
        )
        checkXml(draw({ items, words: (id) => [paragraph(all[Number(id.slice(1))]?.words ?? '')] }))
      }),
      { numRuns: 20 },
    )
    const far = itemOf({ id: 'far', x: 1_000_000 })
    const svg = draw(wallWith({}, itemOf({ id: 'a' }), itemOf({ id: 'b', x: 200 }), far))
    expect(/viewBox="[^"]*"/.exec(svg)?.[0]).toBe('viewBox="-32 -32 432 176"')
    expect(svg).toContain('One thing stands too far from the others')
    checkXml(draw(wallWith({})))
  })

  it('is drawn in the colours of the product', () => {
    const css = readFileSync(new URL('../../../client/ui/tokens.css', import.meta.url), 'utf8')
    const light = css.slice(css.indexOf('@light'), css.indexOf('@end'))
    const of = (name: string): string => new RegExp(`--${name}: (#[0-9A-F]{6})`).exec(light)?.[1] ?? ''
    for (const kind of PARTNER_KINDS)
      expect(PARTNER_PAINT[kind]).toEqual({ line: of(kind), tint: of(`${kind}-tint`) })
    expect(INK).toEqual({
      ink: of('ink'),
      ink2: of('ink-2'),
      paper: of('paper'),
      inset: of('inset'),
      rule: of('rule'),
      edge: of('edge'),
    })
    expect(FILL_PAINT).toMatchObject({
      sand: of('mark'),
      sky: of('council-tint'),
      leaf: of('ok-tint'),
      rose: of('stop-tint'),
    })
  })
})

describe('words in a picture', () => {
  it('are broken into lines that fit, none lost, long words within', () => {
    assert(
      property(string({ maxLength: 200 }), integer({ min: 20, max: 300 }), (text, width) => {
        const lines = linesOf([paragraph(text)], { face: 'sans', size: 15, width })
        const said = lines.map(({ runs }) => runs.map((run) => run.text).join('')).join('')
        expect(said.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        for (const { runs, width: drawn } of lines) {
          const line = runs.map((run) => run.text).join('')
          expect(drawn).toBeCloseTo(widthOf(line, 'sans', 15))
          if (Array.from(line).length > 1) expect(widthOf(line, 'sans', 15)).toBeLessThanOrEqual(width + 0.01)
        }
      }),
    )
  })
})

describe('a board read out', () => {
  const tally = [
    { item: 'n1', total: 5, partners: [{ partner: 'parents' as const, votes: 3 }], others: 2 },
    { item: 'n2', total: 1, partners: [], others: 1 },
  ]
  it('has a heading for each frame, its things in order with votes, and says what is joined', () => {
    const text = boardText(EVERYTHING, { title: 'Theme 4 wall', partner, tally })
    expect(text.split('\n').slice(0, 12)).toEqual([
      'Theme 4 wall',
      '============',
      '',
      '## of special educational needs',
      '',
      '1. We told our story to <five> people & "more".',
      '   (Parents, 5 votes: Parents 3, others 2)',
      '2. See',
      '   one',
      '   (Ccgs, 1 vote, locked)',
      '',
      '- Connector from “We told our story to <five> people & "more".” to “A shape”: leads to',
    ])
    expect(text).toContain('## Outside the columns')
    expect(text).toContain('A form\n   (Image)')
    const html = boardHtml(EVERYTHING, { title: '<b>', partner })
    expect(html).toContain('<h1>&lt;b&gt;</h1>')
    expect(html).toContain('<p>We told our story to &lt;five&gt; people &amp; &quot;more&quot;.</p>')
    expect(boardText(wallWith({}), { title: 'Empty', partner })).toContain('Nothing stands on this board.')
  })

  it('leaves nothing out', () => {
    const ids = boardParts(EVERYTHING, { title: '', partner }).flatMap(({ frame, things, joined }) => [
      frame,
      ...things.map(({ id }) => id),
      ...joined,
    ])
    expect(ids.filter((id) => id !== null)).toHaveLength(EVERYTHING.items.length)
  })
})
