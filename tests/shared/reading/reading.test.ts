import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { GLOSSARY, termsIn } from '../../../shared/reading/glossary.ts'
import { longSentencesIn } from '../../../shared/reading/sentences.ts'

/** Line 174 of the published source: its second sentence has 35 words, its third 27 (F11). */
const L174 =
  'We are working together to improve the early identification of children and young people with SEN and provide early intervention to support them. Whilst we have made progress we are continually working to develop high quality provision to meet the needs of children and young people with SEN and to develop inclusive practice to remove barriers to learning. This is reflected in increased multiagency working and the current development of graduated response to be used consistently across the county and which is being developed collaboratively.'

const lengths = (text: string) => longSentencesIn(text).map(({ words }) => words)

test('F11: the second and third sentences of line 174 are too long, and how long is said', () => {
  expect(lengths(L174)).toEqual([35, 27])
  const [second, third] = longSentencesIn(L174)
  expect(L174.slice(second?.from, second?.to)).toMatch(/^Whilst we have made progress.*learning\.$/)
  expect(L174.slice(third?.from, third?.to)).toMatch(/^This is reflected.*collaboratively\.$/)
})

const of = (count: number) => Array.from({ length: count }, (_, n) => `word${n}`).join(' ')

test('25 words pass, 26 do not; a figure, a hyphen and "e.g." neither count twice nor end a sentence', () => {
  expect(lengths(`${of(25)}.`)).toEqual([])
  expect(lengths(`${of(26)}.`)).toEqual([26])
  expect(lengths(`From 11.30 to 11.70% ${of(21)}.`)).toEqual([])
  expect(lengths(`A self-assessment, don’t ${of(22)}.`)).toEqual([])
  expect(lengths(`${of(13)}, e.g. ${of(13)}.`)).toEqual([27])
  expect(lengths(`${of(20)}. Now ${of(20)}? Then ${of(20)}!`)).toEqual([])
})

test('a long sentence is always where it says it is', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }), (sizes) => {
      const text = sizes.map((size) => `W${of(size).slice(1)}.`).join(' ')
      expect(lengths(text)).toEqual(sizes.filter((size) => size > 25))
      for (const { from, to } of longSentencesIn(text)) expect(text.slice(from, to)).toMatch(/^W.*\.$/)
    }),
  )
})

const terms = (text: string) => termsIn(text).map(({ entry }) => entry.term)

test('abbreviations are found whole, in the plural too, and not inside other words', () => {
  expect(terms('Each SENCO wrote EHCPs (SEND) with CAMHS and the CCG’s team.')).toEqual([
    'SENCO',
    'EHCP',
    'SEND',
    'CAMHS',
    'CCG',
  ])
  expect(terms('An EHC plan and two EHC plans')).toEqual(['EHC plan', 'EHC plan'])
  expect(terms('Please send the map to SENSE; sendings, MATTER, APs')).toEqual(['AP'])
})

test('each entry is one plain sentence of at most 25 words, each term stands once', () => {
  expect(new Set(GLOSSARY.map(({ term }) => term)).size).toBe(GLOSSARY.length)
  for (const { term, means } of GLOSSARY) {
    expect(means, term).toMatch(/^[A-Z][^.]*\.$/)
    expect(lengths(means), term).toEqual([])
  }
})
