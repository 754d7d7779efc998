import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import {
  anchorOn,
  findIn,
  flatsOf,
  makeAnchor,
  placeOf,
  resembles,
} from '../../../shared/annotations/anchors.ts'
import { Anchor } from '../../../shared/annotations/comments.ts'
import { ATOM, LEAF_KINDS, flatten } from '../../../shared/annotations/flat.ts'
import { fragmentOf, moveSection, removeSection } from '../../../shared/narrative/sections.ts'
import { Writer, newcomer, schema, sync } from './writer.ts'

const TEXT = {
  overview: ['Hello there to everyone.', 'The brave big World of ours stays.', 'Goodbye now, all of you.'],
  families: ['Families say being found is not the same as being helped.'],
}
const QUOTE = 'World'

function two(): { a: Writer; b: Writer; anchor: Anchor } {
  const a = new Writer(1)
  const b = new Writer(2)
  a.begin(TEXT)
  sync(a, b)
  const anchor = anchorOn(a.doc, 'overview', QUOTE)
  if (anchor === null) throw new Error('no anchor')
  return { a, b, anchor: Anchor.parse(structuredClone(anchor)) }
}

/** The words under the anchor for the writer, for a peer and for a newcomer; they must agree. */
function words(a: Writer, b: Writer, anchor: Anchor): string | null {
  sync(a, b)
  const seen = [a.doc, b.doc, newcomer(b)].map((doc) => {
    const flats = flatsOf(doc)
    const place = placeOf(doc, flats, anchor)
    return place === null
      ? null
      : `${place.section}: ${flats(place.section).text.slice(place.from, place.to)}`
  })
  expect(new Set(seen).size, JSON.stringify(seen)).toBe(1)
  return seen[0] ?? null
}

describe('an anchor stays on its words', () => {
  const edits: Record<string, (w: Writer) => void> = {
    'typing before': (w) =>
      w.edit('overview', (tr) => tr.insert(w.at('overview', 'brave'), schema.text('very '))),
    'typing right before': (w) =>
      w.edit('overview', (tr) => tr.insert(w.at('overview', QUOTE), schema.text('new '))),
    'typing right behind': (w) =>
      w.edit('overview', (tr) => tr.insert(w.at('overview', QUOTE, 'behind'), schema.text('s!'))),
    bold: (w) =>
      w.edit('overview', (tr) => {
        const mark = schema.marks.bold?.create()
        if (mark) tr.addMark(w.at('overview', 'big'), w.at('overview', 'World', 'behind'), mark)
      }),
    'Enter above': (w) => w.edit('overview', (tr) => tr.split(w.at('overview', 'there'))),
    'Enter just before': (w) => w.edit('overview', (tr) => tr.split(w.at('overview', QUOTE))),
    'Enter inside': (w) => w.edit('overview', (tr) => tr.split(w.at('overview', 'rld'))),
    'joining the paragraph above': (w) =>
      w.edit('overview', (tr) => tr.join(w.at('overview', 'The brave') - 1)),
    heading: (w) =>
      w.edit('overview', (tr) => {
        const heading = schema.nodes.heading
        const at = w.at('overview', 'The brave')
        if (heading) tr.setBlockType(at, at, heading, { level: 3 })
      }),
    'wrapping in a quote': (w) =>
      w.edit('overview', (tr) => {
        const range = tr.doc.resolve(w.at('overview', QUOTE)).blockRange()
        const type = schema.nodes.blockquote
        if (range && type) tr.wrap(range, [{ type }])
      }),
    'wrapping in a list': (w) =>
      w.edit('overview', (tr) => {
        const range = tr.doc.resolve(w.at('overview', QUOTE)).blockRange()
        const { bulletList, listItem } = schema.nodes
        if (range && bulletList && listItem) tr.wrap(range, [{ type: bulletList }, { type: listItem }])
      }),
    'undo of a deleted paragraph': (w) => {
      w.edit('overview', (tr) =>
        tr.delete(w.at('overview', 'The brave') - 1, w.at('overview', 'Goodbye') - 1),
      )
      w.undo('overview')
    },
    'cut and paste of its paragraph': (w) =>
      w.edit('overview', (tr) => {
        const from = w.at('overview', 'The brave') - 1
        const to = w.at('overview', 'Goodbye') - 1
        const cut = tr.doc.slice(from, to)
        tr.delete(from, to)
        tr.insert(0, cut.content)
      }),
  }
  for (const [name, edit] of Object.entries(edits))
    test(name, () => {
      const { a, b, anchor } = two()
      edit(a)
      expect(words(a, b, anchor)).toBe('overview: World')
    })

  test('cut and paste of its paragraph into another section', () => {
    const { a, b, anchor } = two()
    const from = a.at('overview', 'The brave') - 1
    const to = a.at('overview', 'Goodbye') - 1
    const cut = a.node('overview').slice(from, to)
    a.edit('overview', (tr) => tr.delete(from, to))
    a.edit('families', (tr) => tr.insert(0, cut.content))
    expect(words(a, b, anchor)).toBe('families: World')
  })

  test('its section moves while another types in it', () => {
    const { a, b, anchor } = two()
    moveSection(a.doc, 'overview', 'families')
    b.edit('overview', (tr) => tr.insert(b.at('overview', 'brave'), schema.text('very ')))
    expect(words(a, b, anchor)).toBe('overview: World')
  })

  test('typing inside keeps it on the longer words', () => {
    const { a, b } = two()
    const anchor = anchorOn(a.doc, 'overview', 'brave big World')
    if (anchor === null) throw new Error('no anchor')
    a.edit('overview', (tr) => tr.insert(a.at('overview', 'big'), schema.text('and ')))
    expect(words(a, b, anchor)).toBe('overview: brave and big World')
  })

  test('Enter inside a long phrase keeps the whole phrase, not its first half', () => {
    const { a, b } = two()
    const anchor = anchorOn(a.doc, 'overview', 'brave big World of ours')
    if (anchor === null) throw new Error('no anchor')
    a.edit('overview', (tr) => tr.split(a.at('overview', 'of ours')))
    expect(words(a, b, anchor)).toBe('overview: brave big World of ours')
  })
})

describe('an anchor never stands on wrong words', () => {
  test('deleted', () => {
    const { a, b, anchor } = two()
    a.edit('overview', (tr) => tr.delete(a.at('overview', QUOTE), a.at('overview', QUOTE, 'behind')))
    expect(words(a, b, anchor)).toBeNull()
  })

  test('replaced', () => {
    const { a, b, anchor } = two()
    a.edit('overview', (tr) =>
      tr.replaceWith(a.at('overview', QUOTE), a.at('overview', QUOTE, 'behind'), schema.text('planet')),
    )
    expect(words(a, b, anchor)).toBeNull()
  })

  test('deleted where the same word stands elsewhere in other surroundings', () => {
    const { a, b, anchor } = two()
    a.edit('overview', (tr) => tr.insert(a.at('overview', 'Goodbye'), schema.text('A whole World away. ')))
    a.edit('overview', (tr) => tr.delete(a.at('overview', QUOTE), a.at('overview', QUOTE, 'behind')))
    expect(words(a, b, anchor)).toBeNull()
  })

  test('a long phrase deleted here does not jump to the same phrase of another section', () => {
    const { a, b } = two()
    const phrase = 'being found is not the same as being helped'
    a.edit('overview', (tr) =>
      tr.insert(a.at('overview', 'Goodbye'), schema.text(`They told us ${phrase}, twice. `)),
    )
    const anchor = anchorOn(a.doc, 'overview', phrase)
    if (anchor === null) throw new Error('no anchor')
    a.edit('overview', (tr) => tr.delete(a.at('overview', phrase), a.at('overview', phrase, 'behind')))
    expect(words(a, b, anchor)).toBeNull()
  })

  test('its section is removed, and brought back', () => {
    const { a, b, anchor } = two()
    removeSection(a.doc, 'overview')
    expect(words(a, b, anchor)).toBeNull()
    a.doc.getMap<Y.Map<boolean>>('sections').get('overview')?.set('removed', false)
    expect(words(a, b, anchor)).toBe('overview: World')
  })

  test('of two equal places with equal surroundings, the one where it stood', () => {
    const a = new Writer(1)
    const b = new Writer(2)
    const line = 'It is in keeping with the England average for all.'
    a.begin({ overview: [line, line, line] })
    const anchor = anchorOn(a.doc, 'overview', 'England', 1)
    if (anchor === null) throw new Error('no anchor')
    const before = placeOf(a.doc, flatsOf(a.doc), anchor)
    a.edit('overview', (tr) => {
      const heading = schema.nodes.heading
      const at = line.length + 4
      if (heading) tr.setBlockType(at, at, heading, { level: 3 })
    })
    sync(a, b)
    expect(placeOf(b.doc, flatsOf(b.doc), anchor)).toMatchObject({ from: before?.from, to: before?.to })
  })

  test('positions of others that make no sense are not followed', () => {
    const { a, anchor } = two()
    const nonsense: unknown[] = [
      { item: { client: 1, clock: -4 } },
      { item: 'x' },
      {},
      { item: { client: 9e15, clock: 1 } },
    ]
    for (const start of nonsense)
      expect(
        placeOf(a.doc, flatsOf(a.doc), Anchor.parse({ ...anchor, start, quote: 'no such words at all' })),
      ).toBeNull()
  })
})

describe('making anchors', () => {
  test('spaces at the ends are left out; only spaces or atoms give none', () => {
    const { a } = two()
    const flat = flatten(fragmentOf(a.doc, 'overview'))
    const from = flat.text.indexOf(' World ')
    expect(makeAnchor('overview', flat, { from, to: from + 7 })?.quote).toBe('World')
    expect(makeAnchor('overview', flat, { from, to: from + 1 })).toBeNull()
    expect(makeAnchor('overview', flat, { from: 5, to: 5 })).toBeNull()
  })

  test('the flat text is the one ProseMirror gives, atoms and all', () => {
    const { a } = two()
    a.edit('overview', (tr) => {
      const { hardBreak, horizontalRule, figure, image, figcaption } = schema.nodes
      const node = figure?.create({ id: 'f' }, [
        image?.create({ src: null }) ?? schema.text('x'),
        figcaption?.create(null, schema.text('A caption')) ?? schema.text('x'),
      ])
      if (hardBreak) tr.insert(a.at('overview', 'brave'), hardBreak.create())
      if (horizontalRule && node) tr.insert(0, [horizontalRule.create(), node])
      const mark = schema.marks.italic?.create()
      if (mark) tr.addMark(3, tr.doc.content.size - 5, mark)
    })
    const node = a.node('overview')
    const flat = flatten(fragmentOf(a.doc, 'overview'))
    expect(flat.text).toBe(node.textBetween(0, node.content.size, '', ATOM))
    expect(flat.text).toContain(`${ATOM}${ATOM}A captionHello`)
  })

  test('the kinds without words are those of the schema', () => {
    const leaves = Object.values(schema.nodes).filter((type) => type.isLeaf && !type.isText)
    expect(new Set(leaves.map((type) => type.name))).toEqual(LEAF_KINDS)
  })

  test('a re-made anchor keeps quoting the first words', () => {
    const { a, b } = two()
    const first = anchorOn(a.doc, 'overview', 'brave big World')
    if (first === null) throw new Error('no anchor')
    a.edit('overview', (tr) => tr.insert(a.at('overview', 'big'), schema.text('and ')))
    a.edit('overview', (tr) => tr.split(a.at('overview', 'and')))
    const flat = flatten(fragmentOf(a.doc, 'overview'))
    const from = flat.text.indexOf('brave and big World')
    const again = makeAnchor('overview', flat, { from, to: from + 19 }, first.quote)
    if (again === null) throw new Error('no anchor')
    expect(again.quote).toBe('brave big World')
    expect(words(a, b, again)).toBe('overview: brave and big World')
  })

  test('one’s own undo is followed when asked, so that its client can tell the others', () => {
    const { a, b, anchor } = two()
    const lone = { ...anchor, before: '', after: '' }
    a.edit('overview', (tr) => tr.delete(a.at('overview', QUOTE), a.at('overview', QUOTE, 'behind')))
    a.undo('overview')
    expect(words(a, b, lone)).toBeNull()
    expect(findIn(a.doc, flatten(fragmentOf(a.doc, 'overview')), lone, true)?.by).toBe('exact')
  })

  test('what passes for the quoted words', () => {
    expect(resembles('the brave World', 'brave')).toBe(true)
    expect(resembles('brave and big World', 'brave big World')).toBe(true)
    expect(resembles('bd', 'brave big World')).toBe(false)
    expect(resembles('', 'World')).toBe(false)
    expect(resembles('aaa', 'aaaaaaa')).toBe(false)
  })
})
