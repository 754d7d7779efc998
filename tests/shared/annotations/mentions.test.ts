import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cutAtMentions,
  type Mention,
  mentionNames,
  mentionsIn,
} from '../../../shared/annotations/mentions.ts'
import { DEFAULT_PARTNERS } from '../../../shared/domain/partners.ts'

const parents: Mention = { member: null, partner: 'parents', words: 'Parents' }
const partner: Mention = { member: 'p1', partner: 'parents', words: 'Parent partner, Parents' }
const lead: Mention = { member: 'p2', partner: 'parents', words: 'Parents lead, Parents' }
const all = [parents, partner, lead]

describe('names in a text', () => {
  it('are found by the longest that fits, and never in the middle of a word or an address', () => {
    expect(mentionsIn('@Parents lead, Parents and @Parents', all)).toEqual([lead, parents])
    expect(mentionsIn('@Parentsx, ann@Parents', all)).toEqual([])
    expect(mentionsIn('(@Parents)', all)).toEqual([parents])
    expect(mentionsIn('@Parents, @Parents', all)).toEqual([parents])
  })

  it('cut a text into pieces that are the text', () => {
    const word = fc.constantFrom(
      '@',
      'Parents',
      ' lead, Parents',
      '@Parents',
      '@Parent partner, Parents',
      'x',
      ' ',
      '\n',
      'é',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), fc.shuffledSubarray(all), (words, mentions) => {
        const text = words.join('')
        const pieces = cutAtMentions(text, mentions)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
        for (const { text: piece, mention } of pieces)
          if (mention !== null) expect(piece).toBe(`@${mention.words}`)
      }),
    )
  })

  it('are no two the same, whoever is called what', () => {
    const kinds = DEFAULT_PARTNERS.map(({ kind }) => kind)
    const member = fc.record({
      id: fc.uuid(),
      name: fc.constantFrom('Lead', 'Council', 'Lead (2)', 'SENCO'),
      partner: fc.constantFrom(...kinds),
    })
    fc.assert(
      fc.property(fc.array(member, { maxLength: 12 }), (members) => {
        const names = mentionNames(members, DEFAULT_PARTNERS)
        expect(new Set(names.map(({ words }) => words)).size).toBe(names.length)
        expect(names.flatMap(({ member }) => member ?? [])).toEqual(members.map(({ id }) => id))
        // A partner with nobody who reads is not offered: nobody would hear of it.
        for (const { member, partner } of names)
          if (member === null) expect(members.some((one) => one.partner === partner)).toBe(true)
      }),
    )
  })
})
