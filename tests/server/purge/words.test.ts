import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutRuns, moved } from '../../../server/purge/cuts.ts'
import { objectionToWords } from '../../../shared/domain/purges.ts'
import { finderOf, REMOVED } from '../../../server/purge/words.ts'

const NUMBER = '999 000 0018'

const isFound = (words: string, before: string[], after: string[], form: string): void => {
  fc.pre(objectionToWords(words) === null && /^\P{M}/u.test(words))
  const text = [...before, ' ', words.normalize(form), ' ', ...after].join('')
  const find = finderOf(words)
  expect(find.mayBeIn(text)).toBe(true)
  expect(find.in(text).length).toBeGreaterThan(0)
}

describe('words are found however they were typed', () => {
  it.each([
    ['as they are', `No ${NUMBER}.`, 'No [removed].'],
    ['together', 'No 9990000018.', 'No [removed].'],
    ['with dashes', 'No 999–000-0018.', 'No [removed].'],
    ['with narrow and non-breaking spaces', 'No 999\u00a0000\u202f0018.', 'No [removed].'],
    ['with zero-width characters', 'No 999\u200b000\u2060 0018.', 'No [removed].'],
    ['over a line break', 'No 999\n000 0018', 'No [removed]'],
    ['in full width', 'No ９９９ ０００ ００１８', 'No [removed]'],
    ['twice', '9990000018 9990000018', '[removed] [removed]'],
    ['beside a letter', 'x9990000018y', 'x[removed]y'],
    ['with a number beside them', '12 999 000 0018 34', '12 [removed] 34'],
  ])('%s', (_how, text, struck) => expect(finderOf(NUMBER).strike(text)).toBe(struck))

  it.each([
    ['a longer number', '19990000018'],
    ['another number', '999 000 0019'],
  ])('and not in %s', (_what, text) => expect(finderOf(NUMBER).strike(text)).toBe(text))

  it('a letter with thousands of marks on it takes no time', () => {
    // It took the square of their number: so many would outlast any test.
    expect(finderOf(NUMBER).strike(`a${'\u0301\u0316'.repeat(300_000)} ${NUMBER}`)).toMatch(/ \[removed\]$/)
  })

  it('names: exact letters, whole words, any separator', () => {
    const find = finderOf('Ann-Marie Smith')
    expect(find.strike("Ann Marie  Smith's school, ANN MARIE SMITH")).toBe(
      "[removed]'s school, ANN MARIE SMITH",
    )
    expect(finderOf('Ann').strike('Annual plan for Ann')).toBe('Annual plan for [removed]')
    expect(finderOf('ann').strike('an n, Dan needs')).toBe('an n, Dan needs')
    expect(finderOf('José').strike('Jose\u0301 came')).toBe('[removed] came')
  })

  const odd = fc.constantFrom(
    'é',
    'e\u0301',
    '\u1100\u1161',
    '가',
    'ﬁ',
    'fi',
    '½',
    '９',
    '\u3164',
    '\u200b',
    '™',
    'TM',
    'Å',
  )
  it('the cheap look misses nothing, wherever the words are cut', () => {
    const parts = fc.array(fc.oneof(odd, fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 6 })
    const words = parts.map((all) => all.join(''))
    fc.assert(fc.property(words, parts, parts, fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD'), isFound))
    expect(finderOf(NUMBER).mayBeIn('999 000 0019, and more')).toBe(false)
  })

  it('a cutting loses a piece of the words at its edge', () => {
    const find = finderOf(NUMBER)
    expect(find.strikeCutting('000 0018 was pasted')).toBe(' was pasted')
    expect(find.strikeCutting('the number 999 00')).toBe('the number ')
    expect(find.strikeCutting('in 18 weeks')).toBe('in 18 weeks')
  })

  it('there must be a letter or a figure', () => {
    expect(() => finderOf(' – \u200b')).toThrow()
  })

  const piece = fc.constantFrom('the ', 'wait ', '18 ', 'weeks', '. ', '–', '9', '\u200b', 'Ann ')
  it('the words go, everything else stays, and nothing is found after', () => {
    const lines = fc.array(fc.oneof(piece, fc.constant(`, ${NUMBER}, `)), { maxLength: 30 })
    const holds = (pieces: string[]): void => {
      const find = finderOf(NUMBER)
      const text = pieces.join('')
      const found = find.in(text)
      const kept = found.reduceRight((left, { from, to }) => left.slice(0, from) + left.slice(to), text)
      const struck = find.strike(text)
      expect(struck.split(REMOVED).join('')).toBe(kept)
      expect(find.in(struck)).toEqual([])
      expect(found.length).toBe(pieces.filter((one) => one.includes('999')).length)
    }
    fc.assert(fc.property(lines, holds))
  })
})

describe('what was beside the words keeps its place and its author', () => {
  const layout = fc.array(fc.record({ gap: fc.nat(12), cut: fc.integer({ min: 1, max: 12 }) }), {
    maxLength: 6,
  })
  const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 })

  type Parts = { gap: number; cut: number }[]
  const holds = (parts: Parts, runs: number[], tail: number): void => {
    const cuts: { from: number; to: number }[] = []
    let length = 0
    for (const { gap, cut } of parts) {
      cuts.push({ from: length + gap, to: length + gap + cut })
      length += gap + cut
    }
    length += tail
    const written: { length: number; author: number }[] = []
    for (let at = 0, i = 0; at < length; i++) {
      const run = Math.min(runs[i % runs.length] ?? 1, length - at)
      written.push({ length: run, author: i })
      at += run
    }
    const authors = written.flatMap((run) => Array.from({ length: run.length }, () => run.author))
    const after = cutRuns(written, cuts, (n) => ({ length: n, author: -1 })).flatMap((run) =>
      Array.from({ length: run.length }, () => run.author),
    )
    for (const [at, author] of authors.entries()) {
      if (cuts.some(({ from, to }) => at >= from && at < to)) continue
      expect(after[moved(cuts, at, false)]).toBe(author)
      expect(moved(cuts, at + 1, true)).toBe(moved(cuts, at, false) + 1)
    }
    expect(after.filter((author) => author === -1)).toHaveLength(cuts.length * REMOVED.length)
    expect(after).toHaveLength(moved(cuts, length, true))
  }
  it('letter by letter', () => fc.assert(fc.property(layout, lengths, fc.nat(12), holds)))
})
