import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeBlocks } from '../../../shared/history/merge.ts'
import { textIn } from '../../../shared/history/paragraphs.ts'
import type { NodeJson } from '../../../shared/history/version.ts'
import { p, words } from './versions.ts'

const texts = (content: readonly NodeJson[]): string[] => content.map(textIn)
const merge = (base: string[], wanted: string[], theirs: string[]) => {
  const { content, kept } = mergeBlocks(
    base.map((one) => p(one)),
    wanted.map((one) => p(one)),
    theirs.map((one) => p(one)),
  )
  return { texts: texts(content), kept }
}

describe('a step carried out on words that have gone on', () => {
  it('changes what it was to change, and leaves what others changed', () => {
    expect(
      merge(['One.', 'Two.', 'Three.'], ['1.', 'Two.', 'Three.'], ['One.', 'Two.', 'Three!', 'Four.']),
    ).toEqual({
      texts: ['1.', 'Two.', 'Three!', 'Four.'],
      kept: 0,
    })
  })
  it('merges the words of a paragraph that both changed in different places', () => {
    expect(
      merge(
        ['We saw the old thing there.'],
        ['We saw the new thing there.'],
        ['We saw the old thing there, twice.'],
      ),
    ).toEqual({ texts: ['We saw the new thing there, twice.'], kept: 0 })
  })
  it('keeps both wordings where both changed the same words, and says so', () => {
    expect(merge(['We saw ten here.'], ['We saw twelve here.'], ['We saw eleven here.'])).toEqual({
      texts: ['We saw twelve here.', 'We saw eleven here.'],
      kept: 1,
    })
  })
  it('keeps what others wrote in a paragraph that it takes away', () => {
    expect(merge(['One here.', 'Two there.'], ['One here.'], ['One here.', 'Two there, and more.'])).toEqual({
      texts: ['One here.', 'Two there, and more.'],
      kept: 1,
    })
  })
  it('keeps the form of words', () => {
    const { content } = mergeBlocks(
      [p('Old one, and more.')],
      [p(words('New', 'bold'), ' one, and more.')],
      [p('Old one, and more!')],
    )
    expect(content).toEqual([p(words('New', 'bold'), ' one, and more!')])
  })
})

const line = fc
  .array(fc.constantFrom('absence', 'fell', 'rose', 'in', '2018', 'we'), { minLength: 1, maxLength: 6 })
  .map((all) => all.join(' '))
const lines = fc.array(line, { maxLength: 6 })

it('with nothing changed meanwhile, it gives exactly what is wanted; with nothing to do, exactly what stands', () =>
  fc.assert(
    fc.property(lines, lines, (base, other) => {
      expect(merge(base, other, base)).toEqual({ texts: other, kept: 0 })
      expect(merge(base, base, other)).toEqual({ texts: other, kept: 0 })
      expect(merge(base, other, other)).toEqual({ texts: other, kept: 0 })
    }),
    { numRuns: 500 },
  ))

it('never loses a word that somebody wrote meanwhile', () =>
  fc.assert(
    fc.property(lines, lines, fc.nat(5), fc.nat(6), (base, wanted, where, place) => {
      if (base.length === 0) return
      const theirs = base.map((text, index) => {
        if (index !== where % base.length) return text
        const all = text.split(' ')
        all.splice(place % (all.length + 1), 0, 'MEANWHILE')
        return all.join(' ')
      })
      expect(merge(base, wanted, theirs).texts.join(' ')).toContain('MEANWHILE')
    }),
    { numRuns: 500 },
  ))
