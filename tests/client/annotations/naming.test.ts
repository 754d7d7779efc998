import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedAt, fitting, putIn } from '../../../client/annotations/naming.ts'
import { type Mention, mentionsIn } from '../../../shared/annotations/mentions.ts'

const parents: Mention = { member: null, partner: 'parents', words: 'Parents' }
const partner: Mention = { member: 'p1', partner: 'parents', words: 'Parent partner, Parents' }
const lead: Mention = { member: 'p2', partner: 'parents', words: 'Parents lead, Parents' }
const all = [parents, partner, lead]

describe('a name being typed', () => {
  it('begins at an "@" before the caret that stands behind no letter', () => {
    expect(askedAt('Ask @Par', 8, all)).toEqual({ at: 4, typed: 'Par' })
    expect(askedAt('Ask @Parent partner, Par', 24, all)).toEqual({ at: 4, typed: 'Parent partner, Par' })
    expect(askedAt('ann@Par', 7, all)).toBeNull()
    expect(askedAt('Ask @ Par', 9, all)).toBeNull()
    expect(askedAt('Ask @Par', 3, all)).toBeNull()
    expect(askedAt('@a\nb', 4, all)).toBeNull()
  })

  it('is over once it stands whole', () => {
    expect(askedAt('@Parent partner, Parents ', 25, all)).toBeNull()
    expect(askedAt('@Parent partner, Parents and', 28, all)).toBeNull()
  })

  it('fits names by the beginning of any of their words, their own beginning first', () => {
    expect(fitting(all, 'par').map(({ words }) => words)).toEqual([
      'Parents',
      'Parent partner, Parents',
      'Parents lead, Parents',
    ])
    expect(fitting(all, 'lead')).toEqual([lead])
    expect(fitting(all, 'arents')).toEqual([])
    expect(fitting(all, '')).toHaveLength(3)
  })

  it('put in, it is named, what stood around it stays, and the caret is behind it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'Ask ', 'one\n'),
        fc.constantFrom('', 'Par', 'Parent par'),
        fc.constantFrom('', ' then', '.', '\nnext'),
        fc.constantFrom(...all),
        (before, typed, after, name) => {
          const asked = askedAt(`${before}@${typed}${after}`, before.length + 1 + typed.length, all)
          expect(asked).not.toBeNull()
          if (asked === null) return
          const next = putIn(`${before}@${typed}${after}`, asked, name)
          expect(mentionsIn(next.text, all)).toEqual([name])
          expect(next.text.startsWith(before)).toBe(true)
          expect(next.text.endsWith(after)).toBe(true)
          expect(next.caret).toBeGreaterThanOrEqual(before.length + 1 + name.words.length)
          expect(next.caret).toBeLessThanOrEqual(next.text.length)
        },
      ),
    )
  })
})
