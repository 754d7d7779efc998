import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asLines, columnsIn, sameWords, wrongColumns } from '../../../client/board/columns-of-wording.ts'
import { phrasesOf } from '../../../shared/board/templates.ts'

describe('columns of the pinned wording', () => {
  const WORDING =
    'The relatively low identification of need at school support level, indicating inefficiencies in the early identification of special educational needs and/or disabilities'

  it('can be split and joined anywhere, and the words stay', () => {
    const lines = asLines(phrasesOf(WORDING))
    expect(sameWords(lines, WORDING)).toBe(true)
    fc.assert(
      fc.property(fc.nat(lines.length), (cut) => {
        const split = `${lines.slice(0, cut)}\n${lines.slice(cut)}`
        const joined = columnsIn(split).join(' ')
        // A break within a word changes a word; anywhere else it changes none.
        expect(sameWords(split, WORDING)).toBe(joined === WORDING)
      }),
    )
    expect(sameWords(lines.replace('low', 'high'), WORDING)).toBe(false)
  })

  it('too many and too long ones are said to be', () => {
    expect(wrongColumns(Array.from({ length: 13 }, (_, n) => `column ${n}`))).toContain('12 columns')
    expect(wrongColumns(['x'.repeat(201)])).toContain('200 characters')
    expect(wrongColumns(['one', 'two'])).toBeUndefined()
  })
})
