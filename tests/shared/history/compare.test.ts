import { describe, expect, it } from 'vitest'
import { compareVersions, readVersion } from '../../../shared/history/compare.ts'
import type { ComparedNode, Part } from '../../../shared/history/compared.ts'
import type { NodeJson } from '../../../shared/history/version.ts'
import { LEAD, p, PARENT, row, section, version, words } from './versions.ts'

const say = ({ text, change }: Part): string =>
  change === 'added'
    ? `+${text}+`
    : change === 'removed'
      ? `-${text}-`
      : change === 'form'
        ? `~${text}~`
        : text
const said = ({ parts, content, change, type }: ComparedNode): string =>
  parts === undefined
    ? `${type}:${change}[${(content ?? []).map(said).join(' ')}]`
    : `${change}(${parts.map(say).join('')})`

async function blocks(before: NodeJson[], now: NodeJson[]): Promise<string[]> {
  const { sections } = await compareVersions(version([section('a', before)]), version([section('a', now)]))
  return (sections[0]?.content ?? []).map(said)
}

const refer = (figureId: string): NodeJson => ({ type: 'crossReference', attrs: { figureId } })
const table = (...rows: NodeJson[]): NodeJson => ({ type: 'table', content: rows })
const list = (type: string): NodeJson => ({
  type,
  content: [{ type: 'listItem', content: [p('First')] }],
})
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `w${index}`)

describe('words', () => {
  it('are struck and inserted within the paragraph that has changed', async () => {
    expect(
      await blocks([p('Absence fell in 2018.'), p('Next.')], [p('Absence rose in 2019.'), p('Next.')]),
    ).toEqual(['changed(Absence -fell-+rose+ in -2018-+2019+.)', 'same(Next.)'])
  })
  it('that change side by side are one change, with the space between them', async () => {
    expect(await blocks([p('We saw the old thing there.')], [p('We saw a new thing there.')])).toEqual([
      'changed(We saw -the old-+a new+ thing there.)',
    ])
  })
  it('keep a paragraph that came, went or was split apart from the rest', async () => {
    expect(
      await blocks(
        [p('One here.'), p('Three there.')],
        [p('One here.'), p('Wholly other.'), p('Three there.')],
      ),
    ).toEqual(['same(One here.)', 'added(+Wholly other.+)', 'same(Three there.)'])
    expect(await blocks([p('One.'), p('Two two.')], [p('Two two.')])).toEqual([
      'removed(-One.-)',
      'same(Two two.)',
    ])
  })
  it('made bold are the same words in another form', async () => {
    expect(await blocks([p('Plain and clear.')], [p('Plain ', words('and', 'bold'), ' clear.')])).toEqual([
      'form(Plain ~and~ clear.)',
    ])
    expect(
      await blocks([p('Title')], [{ type: 'heading', attrs: { level: 3 }, content: [words('Title')] }]),
    ).toEqual(['form(Title)'])
  })
  it('around a reference to another figure are not the same', async () => {
    expect(await blocks([p('See ', refer('a'), ' now.')], [p('See ', refer('b'), ' now.')])).toEqual([
      'changed(See -\ufffc-+\ufffc+ now.)',
    ])
  })
})

describe('tables and lists', () => {
  it('are compared cell by cell', async () => {
    const [only] = await blocks(
      [table(row('Year', '2017'), row('Surrey', '10.1'))],
      [table(row('Year', '2017'), row('Surrey', '10.4'), row('England', '11.0'))],
    )
    expect(only).toContain('changed(-10.1-+10.4+)')
    expect(only).toContain('tableCell:added[added(+England+)]')
    expect(only).toContain('same(2017)')
  })
  it('turned from bullets into numbers are one list in another form', async () => {
    expect(await blocks([list('bulletList')], [list('orderedList')])).toEqual([
      'orderedList:form[listItem:same[same(First)]]',
    ])
  })
})

describe('sections', () => {
  it('are matched by their ids: moved, renamed, come and gone', async () => {
    const before = version([
      section('a', [p('A')]),
      section('b', [p('B')]),
      section('c', [p('C')]),
      section('d', [p('D')]),
    ])
    const now = version([
      section('b', [p('B')]),
      section('c', [p('C')], { title: 'C anew' }),
      section('a', [p('A')]),
      section('e', [p('E')]),
      section('d', [p('D')], { removed: true }),
    ])
    const { sections, stops } = await compareVersions(before, now)
    expect(
      sections.map(({ id, change, moved, titleBefore, number }) => [id, change, moved, titleBefore, number]),
    ).toEqual([
      ['b', 'same', false, null, '1.0'],
      ['c', 'changed', false, 'c', '2.0'],
      ['d', 'removed', false, null, '4.0'],
      ['a', 'changed', true, null, '3.0'],
      ['e', 'added', false, null, '4.0'],
    ])
    expect(sections.map(({ stop }) => stop)).toEqual([null, 1, 2, 3, 4])
    expect(stops).toBe(4)
  })
})

describe('who', () => {
  it('is named for what came and for what went, whichever version their names are in', async () => {
    const before = version([section('a', [p('Old words stay here.')])], [PARENT])
    const now = version(
      [
        section('a', [p('New words stay here.')], {
          written: [
            { length: 3, author: 0 },
            { length: 17, author: 1 },
          ],
        }),
      ],
      [LEAD, PARENT],
    )
    const { authors, sections } = await compareVersions(before, now)
    const parts = sections[0]?.content[0]?.parts ?? []
    const who = parts.map(({ change, author }) => [change, author === null ? null : authors[author]?.id])
    expect(who).toEqual([
      ['removed', 'parent'],
      ['added', 'lead'],
      ['same', null],
    ])
    expect(sections[0]).toMatchObject({
      wordsAdded: 1,
      wordsRemoved: 1,
      by: [authors.findIndex(({ id }) => id === 'lead')],
    })
  })
  it('wrote which words of one version', () => {
    const content = version(
      [
        section('a', [p('One two'), p('three')], {
          written: [
            { length: 4, author: 0 },
            { length: 5, author: 1 },
            { length: 3, author: -1 },
          ],
        }),
      ],
      [LEAD, PARENT],
    )
    const { sections } = readVersion(content)
    expect(sections[0]?.content.map(({ parts }) => parts?.map(({ text, author }) => [text, author]))).toEqual(
      [
        [
          ['One ', 0],
          ['two', 1],
        ],
        [
          ['th', 1],
          ['ree', null],
        ],
      ],
    )
  })
})

it('counts changes as a reader steps through them', async () => {
  const before = version([
    section('a', [
      p('One two three four five.'),
      p('Same.'),
      p('Gone wholly.'),
      p('Also gone away.'),
      p('End.'),
    ]),
  ])
  const now = version([section('a', [p('One 2 three 4 five.'), p('Same.'), p('End.')])])
  const { sections, stops } = await compareVersions(before, now)
  expect(stops).toBe(3)
  expect(sections[0]?.content.map(({ stop }) => stop)).toEqual([undefined, undefined, 3, 3, undefined])
})

describe('what would take for ever', () => {
  it('a section of thousands of paragraphs in the opposite order, and a paragraph of thousands of words', async () => {
    const lines = numbered(8_000).map((one) => p(one))
    const turned = await blocks(lines, lines.toReversed())
    expect(turned.length).toBeGreaterThan(8_000)
    const [gone] = await blocks([p(numbered(20_000).join(' '))], [p(numbered(20_000).toReversed().join(' '))])
    expect(gone).toMatch(/^changed\(-w0 /)
  })
})
