import { describe, expect, test } from 'vitest'
import { flatsOf, placeOf } from '../../../shared/annotations/anchors.ts'
import { flatten } from '../../../shared/annotations/flat.ts'
import { applyProposal } from '../../../shared/annotations/proposals.ts'
import { standingOf } from '../../../shared/annotations/standing.ts'
import { takeBack } from '../../../shared/annotations/take-back.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'
import { Writer, newcomer, schema, sync } from './writer.ts'
import { S, LINE, writer, on, propose, lines } from './proposing.ts'

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
