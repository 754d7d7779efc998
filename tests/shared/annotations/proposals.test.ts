import { describe, expect, test } from 'vitest'
import { hunksOf } from '../../../shared/annotations/rewrite.ts'
import { paragraph, tableFigure, bullets } from '../../../server/starter/nodes.ts'
import { schema } from './writer.ts'
import { S, LINE, writer, on, propose, lines, accepted } from './proposing.ts'

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
