import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { anchorOn, flatsOf, placeOf } from '../../../shared/annotations/anchors.ts'
import type { Anchor } from '../../../shared/annotations/comments.ts'
import { flatten } from '../../../shared/annotations/flat.ts'
import { applyProposal } from '../../../shared/annotations/proposals.ts'
import { hunksOf } from '../../../shared/annotations/rewrite.ts'
import { objectionTo, standingOf } from '../../../shared/annotations/standing.ts'
import type { Proposal, SuggestionForm } from '../../../shared/annotations/suggestions.ts'
import { takeBack } from '../../../shared/annotations/take-back.ts'
import { fragmentOf, textOf } from '../../../shared/narrative/sections.ts'
import { paragraph, tableFigure, bullets } from '../../../server/starter/nodes.ts'
import { Writer, newcomer, schema, sync } from './writer.ts'

const S = 'overview'
const LINE = 'The level of identification is in keeping with the England average for all.'

function writer(...blocks: Y.XmlElement[]): Writer {
  const w = new Writer(1)
  w.begin({ [S]: [LINE] })
  if (blocks.length > 0) fragmentOf(w.doc, S).insert(1, blocks)
  return w
}

function on(w: Writer, words: string): Anchor {
  const anchor = anchorOn(w.doc, S, words)
  if (anchor === null) throw new Error(`no anchor on ${words}`)
  return anchor
}

const propose = (form: SuggestionForm, words = '', side: Proposal['side'] = 'after'): Proposal => ({
  form,
  words,
  side,
})
const lines = (doc: Y.Doc): string[] =>
  textOf(fragmentOf(doc, S))
    .split('\n')
    .filter((line) => line !== '')
const html = (doc: Y.Doc): string => fragmentOf(doc, S).toString()

/** Accepts, and says how the lines stand then; with the words of before once it is taken back. */
function accepted(w: Writer, anchor: Anchor, proposal: Proposal) {
  const before = html(w.doc)
  const applied = applyProposal(w.doc, anchor, proposal)
  if (!applied.applied) throw new Error(`not applied: ${applied.words}`)
  const after = lines(w.doc)
  const markup = html(w.doc)
  initProseMirrorDoc(fragmentOf(newcomer(w), S), schema).doc.check()
  // What is kept on record is JSON.
  const back = JSON.parse(JSON.stringify(applied.back)) as typeof applied.back
  const late = newcomer(w)
  expect(takeBack(late, back).done).toBe(true)
  expect(html(late)).toBe(before)
  return { after, markup, back }
}

describe('accepting puts in what was proposed, and it can be taken back', () => {
  test('replace: only the words that differ', () => {
    const w = writer()
    const { after } = accepted(
      w,
      on(w, 'in keeping with the England average'),
      propose('replace', 'the same as the England average'),
    )
    expect(after).toEqual(['The level of identification is the same as the England average for all.'])
    expect(hunksOf('in keeping with the England average', 'the same as the England average')).toEqual([
      { from: 0, to: 15, put: 'the same as' },
    ])
  })

  test.each([
    ['after', 'England', 'after', 'and Wales', 'the England and Wales average'],
    ['before', 'England', 'before', 'whole', 'the whole England average'],
    ['a comma takes no space', 'level', 'after', ', and the kind,', 'The level, and the kind, of'],
    ['at the end of a paragraph', 'for all.', 'after', 'So it is.', 'for all. So it is.'],
    ['at its beginning', 'The level', 'before', 'Overall:', 'Overall: The level'],
  ] as const)('insert: %s', (_, words, side, put, there) => {
    const w = writer(paragraph('Another one.'))
    expect(accepted(w, on(w, words), propose('insert', put, side)).after[0]).toContain(there)
    expect(lines(w.doc)[1]).toBe('Another one.')
  })

  test.each([
    ['in the middle', 'England', 'with the average for'],
    ['first words', 'The level', 'of identification is'],
    ['before a full stop', 'for all', 'England average.'],
    ['a whole line', LINE, ''],
  ])('strike: %s, with one space', (_, words, there) => {
    const w = writer()
    const { after } = accepted(w, on(w, words), propose('strike'))
    expect(after.join('\n')).toContain(there)
    expect(after.join('\n')).not.toMatch(/ {2}|^ | \./)
  })

  test('a new paragraph after and before; the words of the others stay', () => {
    const w = writer(paragraph('Another one.'))
    expect(accepted(w, on(w, 'England'), propose('new paragraph', 'In between.')).after).toEqual([
      LINE,
      'In between.',
      'Another one.',
    ])
    expect(accepted(w, on(w, 'England'), propose('new paragraph', 'First.', 'before')).after[0]).toBe(
      'First.',
    )
  })

  test('a whole paragraph struck', () => {
    const w = writer(paragraph('Another one.'), paragraph('The last.'))
    expect(accepted(w, on(w, 'Another one.'), propose('strike paragraph')).after).toEqual([LINE, 'The last.'])
  })

  test('lists: words of an item, a new item, an item struck, the last item with its list', () => {
    const w = writer(bullets(['first item here', 'second item here']))
    accepted(w, on(w, 'first item'), propose('replace', 'foremost item'))
    const { markup } = accepted(w, on(w, 'second'), propose('new paragraph', 'a third one'))
    expect(markup).toContain('<listitem><paragraph>a third one</paragraph></listitem></bulletlist>')
    expect(
      accepted(w, on(w, 'a third one'), propose('strike paragraph')).markup.match(/<listitem>/g),
    ).toHaveLength(2)
    accepted(w, on(w, 'second item here'), propose('strike paragraph'))
    expect(accepted(w, on(w, 'foremost item here'), propose('strike paragraph')).markup).not.toContain(
      'bulletList',
    )
  })

  test('tables: words of a cell, a paragraph more in it, and a struck one leaves the cell', () => {
    const w = writer(
      tableFigure('figure-1', ['Area', 'Share'], [['Surrey', 'eleven in all']], 'Support by area', 0),
    )
    accepted(w, on(w, 'eleven'), propose('replace', 'twelve'))
    const more = accepted(w, on(w, 'Surrey'), propose('new paragraph', 'the county'))
    expect(more.markup).toContain(
      '<paragraph>Surrey</paragraph><paragraph>the county</paragraph></tableheader>',
    )
    const struck = accepted(w, on(w, 'twelve in all'), propose('strike paragraph'))
    expect(struck.markup.match(/<tablecell|<tableheader/g)).toHaveLength(4)
    // A caption stays, and what is new beside it comes after the figure.
    expect(accepted(w, on(w, 'Support by area'), propose('new paragraph', 'Read on.')).markup).toContain(
      '</figure><paragraph>Read on.',
    )
    expect(accepted(w, on(w, 'Support by area'), propose('strike paragraph')).markup).toContain(
      '<figcaption></figcaption>',
    )
  })

  test('bold inside: kept where words stay, taken on by words in its place, and given back', () => {
    const w = writer(paragraph('Then ', { bold: 'strong words here' }, ' and weak ones.'))
    const { markup } = accepted(
      w,
      on(w, 'Then strong words here and weak'),
      propose('replace', 'Then bold words here and soft'),
    )
    expect(markup).toContain('<bold>bold words here</bold> and soft ones.')
  })

  test('a link ends where it ends', () => {
    const w = writer()
    const link = schema.marks.link?.create({ href: 'https://example.org' })
    w.edit(S, (tr) => link && tr.addMark(w.at(S, 'England'), w.at(S, 'England', 'behind'), link))
    const { markup } = accepted(w, on(w, 'England'), propose('insert', 'and Wales'))
    expect(markup).toMatch(/England<\/link> and Wales average/)
  })
})

/** What stands there instead; nothing of the document has changed. */
const refused = (w: Writer, anchor: Anchor, proposal: Proposal) => {
  const before = Y.encodeStateAsUpdate(w.doc)
  const applied = applyProposal(w.doc, anchor, proposal)
  expect(Y.encodeStateAsUpdate(w.doc)).toEqual(before)
  return applied.applied ? 'applied' : applied.words
}

describe('what is not as quoted is not touched', () => {
  test('changed inside: says how the words stand now', () => {
    const w = writer()
    const anchor = on(w, 'keeping with the England average')
    w.edit(S, (tr) => tr.insert(w.at(S, 'England'), schema.text('whole of ')))
    expect(refused(w, anchor, propose('replace', 'step'))).toBe('keeping with the whole of England average')
  })

  test('gone: says that nothing stands there', () => {
    const w = writer()
    const anchor = on(w, 'England average')
    w.edit(S, (tr) => tr.delete(w.at(S, 'England'), w.at(S, 'average', 'behind')))
    expect(refused(w, anchor, propose('strike'))).toBeNull()
  })

  test('split over two paragraphs', () => {
    const w = writer()
    const anchor = on(w, 'in keeping with the England average')
    w.edit(S, (tr) => tr.split(w.at(S, 'the England')))
    expect(refused(w, anchor, propose('replace', 'the same'))).toBe('in keeping with \nthe England average')
  })

  test('a paragraph that has grown is not struck with what was added', () => {
    const w = writer(paragraph('Another one.'))
    const anchor = on(w, 'Another one.')
    w.edit(S, (tr) => tr.insert(w.at(S, 'one.', 'behind'), schema.text(' And more.')))
    expect(refused(w, anchor, propose('strike paragraph'))).toBe('Another one. And more.')
  })

  test('accepted words that were changed since are not taken out', () => {
    const w = writer()
    const applied = applyProposal(w.doc, on(w, 'England'), propose('replace', 'English and Welsh'))
    w.edit(S, (tr) => tr.insert(w.at(S, 'Welsh'), schema.text('mostly ')))
    const before = html(w.doc)
    expect(applied.applied && takeBack(w.doc, applied.back).done).toBe(false)
    expect(html(w.doc)).toBe(before)
  })

  test('words written where a line was struck whole are not written over', () => {
    const w = writer()
    const applied = applyProposal(w.doc, on(w, LINE), propose('strike'))
    w.edit(S, (tr) => tr.insert(1, schema.text('Something new.')))
    expect(applied.applied && takeBack(w.doc, applied.back).done).toBe(false)
    expect(lines(w.doc)).toEqual(['Something new.'])
  })
})

describe('at posting', () => {
  test('a line break, and a reference to a figure, are never eaten', () => {
    const w = writer(paragraph('see ', { figure: 'figure-1' }, ' for all of it'))
    w.edit(S, (tr) => tr.insert(w.at(S, 'England'), schema.nodes.hardBreak?.create() ?? []))
    expect(objectionTo(w.doc, on(w, 'see \ufffc for all'), propose('strike'))).toMatch(
      /reference to a figure/,
    )
    expect(objectionTo(w.doc, on(w, 'the \ufffcEngland'), propose('replace', 'x'))).toMatch(/line break/)
    expect(objectionTo(w.doc, on(w, 'of it'), propose('strike'))).toBeNull()
    expect(objectionTo(w.doc, on(w, 'see \ufffc for all of it'), propose('strike paragraph'))).toMatch(
      /reference/,
    )
  })

  test('two paragraphs at once; part of a paragraph to be struck whole; the same words; an unknown place', () => {
    const w = writer(paragraph('Another one.'))
    expect(objectionTo(w.doc, on(w, 'for all.Another'), propose('replace', 'x'))).toMatch(/one paragraph/)
    expect(objectionTo(w.doc, on(w, 'Another'), propose('strike paragraph'))).toMatch(/all of its words/)
    expect(objectionTo(w.doc, on(w, 'Another'), propose('replace', 'Another'))).toMatch(
      /words that stand there/,
    )
    const anchor = { ...on(w, 'Another'), quote: 'words typed on a train' }
    expect(objectionTo(w.doc, anchor, propose('replace', 'x'))).toBeNull()
  })
})

describe('with others in the text', () => {
  test('typing inside words that are kept, at the same moment, stays; so do anchors on them', () => {
    const a = writer()
    const b = new Writer(2)
    sync(a, b)
    const comment = on(a, 'the England average')
    b.edit(S, (tr) => tr.insert(b.at(S, 'gland'), schema.text('-')))
    b.edit(S, (tr) => tr.insert(b.at(S, ' for all'), schema.text(' today')))
    const applied = applyProposal(
      a.doc,
      on(a, 'in keeping with the England average'),
      propose('replace', 'close to the England average'),
    )
    expect(applied.applied).toBe(true)
    sync(a, b)
    expect(lines(a.doc)).toEqual([
      'The level of identification is close to the En-gland average today for all.',
    ])
    expect(lines(b.doc)).toEqual(lines(a.doc))
    const flats = flatsOf(b.doc)
    const place = placeOf(b.doc, flats, comment)
    expect(place && flats(S).text.slice(place.from, place.to)).toBe('the En-gland average')
  })

  test('others on changed words are overtaken; those on kept words and beside are not', () => {
    const w = writer()
    const others = [
      { id: 'on changed', anchor: on(w, 'keeping') },
      { id: 'around', anchor: on(w, LINE) },
      { id: 'on kept', anchor: on(w, 'England average') },
      { id: 'beside', anchor: on(w, 'identification is') },
    ]
    const applied = applyProposal(
      w.doc,
      on(w, 'in keeping with the England average'),
      propose('replace', 'close to the England average'),
      others,
    )
    expect(applied).toMatchObject({ applied: true, overtook: ['on changed', 'around'] })
    const kept = others[2]
    expect(kept && standingOf(w.doc, kept.anchor, 'replace').asQuoted).toBe(true)
  })

  test('an insertion overtakes only those whose words it goes into', () => {
    const w = writer()
    const others = [
      { id: 'same place', anchor: on(w, 'England') },
      { id: 'into', anchor: on(w, 'England average') },
    ]
    expect(applyProposal(w.doc, on(w, 'England'), propose('insert', 'and Wales'), others)).toMatchObject({
      overtook: ['into'],
    })
  })

  test('taken back, its anchor is on the words again, for everyone', () => {
    const w = writer()
    const anchor = on(w, 'England')
    const applied = applyProposal(w.doc, anchor, propose('replace', 'Welsh'))
    if (!applied.applied) throw new Error('not applied')
    const taken = takeBack(w.doc, applied.back)
    expect(taken.anchor?.quote).toBe('England')
    const late = newcomer(w)
    expect(taken.anchor && placeOf(late, flatsOf(late), taken.anchor)).toMatchObject({ by: 'exact' })
    expect(flatten(fragmentOf(late, S)).text).toBe(LINE)
  })
})
