import { describe, expect, it } from 'vitest'
import { draftOf, NO_DRAFT, withGivenBack } from '../../../client/board/facilitate/private-draft.ts'
import { resultOf } from '../../../client/board/facilitate/votes.ts'
import type { Board } from '../../../shared/board/boards.ts'

describe('what is being written for oneself', () => {
  it('is there again when its form is, for its writer and its round alone', () => {
    draftOf('me', 'one').set({ words: 'Half a thou', changing: null })
    expect(draftOf('me', 'one').get().words).toBe('Half a thou')
    expect(draftOf('you', 'one').get()).toEqual(NO_DRAFT)
    expect(draftOf('me', 'two').get()).toEqual(NO_DRAFT)
  })

  it('loses nothing when a note comes back refused while the next is begun', () => {
    const refused = { words: 'Refused', changing: 'n1' }
    expect(withGivenBack(NO_DRAFT, refused)).toEqual(refused)
    expect(withGivenBack({ words: 'Next one', changing: null }, refused)).toEqual({
      words: 'Refused\nNext one',
      changing: null,
    })
  })
})

describe('the result of a vote', () => {
  it('is reckoned once for all the notes that show it, and anew when the board changes', () => {
    const tally = [{ item: 'n', total: 2, partners: [], others: 2 }]
    const ballot = { tally } as unknown as Board['ballot']
    const items = [] as const
    const result = resultOf({ ballot }, items)
    expect(resultOf({ ballot }, items)).toBe(result)
    expect(resultOf({ ballot }, [])).toEqual(result)
    expect(resultOf({ ballot }, [])).not.toBe(result)
  })
})
