import { array, assert, constantFrom, oneof, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NodeJson } from '../../../shared/history/version.ts'
import { textOf } from '../../../shared/presentation/measure.ts'
import { openingFigures } from '../../../shared/presentation/opening-figures.ts'
import {
  leavesOut,
  ROOM,
  slidesOf,
  type Slide,
  type SlideBlock,
} from '../../../shared/presentation/slides.ts'

const words = (text: string): NodeJson => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const point = (text: string): NodeJson => ({ type: 'listItem', content: [words(text)] })
const list = (type: 'bulletList' | 'orderedList', ...points: string[]): NodeJson => ({
  type,
  content: points.map(point),
})
const block = (id: string, ...content: NodeJson[]): SlideBlock => ({ id, name: `Block ${id}`, content })

const wordsIn = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')
const shown = (slides: readonly Slide[]): string[] =>
  slides.flatMap(({ content }) =>
    content.flatMap((one) => {
      if (one.kind === 'words') return one.nodes.flatMap((node) => wordsIn(textOf(node)))
      if (one.kind === 'progress') return []
      return one.items.flatMap(({ figures, says }) => [
        ...wordsIn(figures),
        ...says.flatMap((node) => wordsIn(textOf(node))),
      ])
    }),
  )

describe('the slides of a section', () => {
  it('leaves out the summary of a theme without actions, and nothing that stands beside it', () => {
    const summary: NodeJson = { type: 'progress', attrs: { theme: '5' } }
    const blocks = [block('progress', summary), block('next', words('More.'), summary, words('And more.'))]
    expect(slidesOf(blocks, ['1', '4']).map(({ key }) => key)).toEqual(['progress.1', 'next.1'])
    const slides = slidesOf(blocks, ['5'])
    expect(slides.map(({ key }) => key)).toEqual(['next.1'])
    expect(shown(slides)).toEqual(['More.', 'And', 'more.'])
    expect(blocks.map(({ content }) => leavesOut(content, ['5']))).toEqual([true, true])
    expect(leavesOut([words('More.')], ['5'])).toBe(false)
  })

  it('is one for each block that says something, under the block’s name', () => {
    const slides = slidesOf([
      block('actions', list('bulletList', 'Dashboards for live monitoring', 'A caseworker manual')),
      block('case', { type: 'paragraph' }),
      block('summary', { type: 'progress', attrs: { theme: '3' } }),
    ])
    expect(
      slides.map(({ key, name, part, parts, warning }) => ({ key, name, part, parts, warning })),
    ).toEqual([
      { key: 'actions.1', name: 'Block actions', part: 1, parts: 1, warning: null },
      { key: 'summary.1', name: 'Block summary', part: 1, parts: 1, warning: null },
    ])
    expect(slides[1]?.content).toEqual([{ kind: 'progress', theme: '3' }])
  })

  it('goes on to the next slide between two points, and a list that counts goes on counting', () => {
    const points = Array.from({ length: 20 }, (_, n) => `Point number ${n + 1} of the list`)
    const slides = slidesOf([block('a', list('orderedList', ...points))])
    expect(slides.length).toBeGreaterThan(1)
    const second = slides[1]?.content[0]
    const before = slides[0]?.content[0]
    const had = before?.kind === 'words' ? (before.nodes[0]?.content?.length ?? 0) : 0
    expect(second).toMatchObject({
      kind: 'words',
      nodes: [{ type: 'orderedList', attrs: { start: had + 1 } }],
    })
    expect(slides.map(({ part }) => part)).toEqual(slides.map((_, index) => index + 1))
  })

  it('warns of a point too long for any slide, and shows it whole', () => {
    const long = 'evidence '.repeat(90)
    const [slide, ...more] = slidesOf([block('a', list('bulletList', long))])
    expect(more).toEqual([])
    expect(slide?.warning).toMatch(
      /^This point takes about \d+ lines, and a slide has room for 9\. Split it\.$/,
    )
    expect(shown([slide!])).toHaveLength(90)
  })

  it('fills the slides of a block evenly: no point stands alone at the end', () => {
    const points = Array.from({ length: 8 }, (_, n) => `Point ${n + 1}`)
    const [first, second] = slidesOf([block('a', list('bulletList', ...points))]).map(({ content }) =>
      content[0]?.kind === 'words' ? (content[0].nodes[0]?.content?.length ?? 0) : 0,
    )
    expect([first, second]).toEqual([4, 4])
  })

  it('does not leave a heading alone at the foot', () => {
    const heading: NodeJson = {
      type: 'heading',
      attrs: { level: 3 },
      content: [{ type: 'text', text: 'Next' }],
    }
    const filler = Array.from({ length: 6 }, () => words('A line of words.'))
    const slides = slidesOf([block('a', ...filler, heading, words('x'.repeat(150)))])
    expect(slides.length).toBe(2)
    for (const { content } of slides) {
      const last = content.at(-1)
      expect(last?.kind === 'words' ? last.nodes.at(-1)?.type : null).toBe('paragraph')
    }
  })

  it('leaves out no word and says none twice, in their order', () => {
    const text = array(constantFrom('3%', 'to', '90%', 'children', 'with', 'assessments,', '1875', '24'), {
      minLength: 1,
      maxLength: 60,
    }).map((all) => all.join(' '))
    const node = oneof(
      text.map(words),
      array(text, { minLength: 1, maxLength: 12 }).map((all) => list('bulletList', ...all)),
      array(text, { minLength: 1, maxLength: 12 }).map((all) => list('orderedList', ...all)),
      text.map((said): NodeJson => ({ type: 'callout', content: [words(said)] })),
    )
    assert(
      property(array(node, { maxLength: 8 }), (content) => {
        const slides = slidesOf([block('a', ...content)])
        const told = shown(slides).map((word) => word.replace(/[,:;–-]+$/, ''))
        const written = content
          .flatMap((one) => wordsIn(textOf(one)))
          .map((word) => word.replace(/[,:;–-]+$/, ''))
        expect(told).toEqual(written)
      }),
    )
  })

  it('fits what it shows, unless it says that it does not', () => {
    const slides = slidesOf([block('a', ...Array.from({ length: 30 }, (_, n) => words('word '.repeat(n))))])
    expect(ROOM).toBe(9)
    for (const { warning, content } of slides)
      if (warning === null) expect(shown([{ content } as Slide]).length).toBeLessThan(120)
  })
})

describe('figures a bullet opens with', () => {
  it.each([
    [
      '3% to 90% of children with Initial Health Assessments',
      '3% to 90%',
      'of children with Initial Health Assessments',
    ],
    ['1875 to 24: children waiting', '1875 to 24', 'children waiting'],
    ['99.7% transfers on time', '99.7%', 'transfers on time'],
    ['£1.2m invested', '£1.2m', 'invested'],
  ])('%s', (text, figures, says) =>
    expect(openingFigures(point(text))).toEqual({ figures, says: [{ type: 'text', text: says }] }),
  )

  it.each([
    '2018 was the first year',
    '17 October 2016 was the day',
    '3%',
    'From 3% to 90%',
    '3%-based words',
    '',
  ])('%j opens with none', (text) => expect(openingFigures(point(text))).toBeNull())

  it('keeps the marks of what follows', () => {
    const bold = { type: 'text', text: ' of children', marks: [{ type: 'bold' }] }
    const item: NodeJson = {
      type: 'listItem',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: '3% ' }, bold] }],
    }
    expect(openingFigures(item)).toEqual({ figures: '3%', says: [bold] })
  })
})
