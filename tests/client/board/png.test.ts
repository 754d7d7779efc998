import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dotsOf } from '../../../client/board/export/png.ts'

describe('a board as a picture of dots', () => {
  it('is twice as large as it is drawn, for paper', () => {
    expect(dotsOf({ width: 1_226, height: 704 })).toEqual({ width: 2_452, height: 1_408 })
  })

  it('never has a side that browsers draw empty, nor none', () => {
    const side = integer({ min: 0, max: 2_000_000 })
    assert(
      property(side, side, (width, height) => {
        const dots = dotsOf({ width, height })
        expect(Math.max(dots.width, dots.height)).toBeLessThanOrEqual(8_192)
        expect(Math.min(dots.width, dots.height)).toBeGreaterThanOrEqual(1)
      }),
    )
  })
})
