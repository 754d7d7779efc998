import { describe, expect, it, vi } from 'vitest'
import {
  draftOf,
  NO_DRAFT,
  roundsBegun,
  withGivenBack,
} from '../../../client/board/facilitate/private-draft.ts'
import { lateNotes } from '../../../client/board/facilitate/private-notes.ts'
import { resultOf } from '../../../client/board/facilitate/votes.ts'
import { forgetDevice } from '../../../client/sync/forget-device.ts'
import type { Waiting } from '../../../client/sync/outbox.ts'
import type { Board } from '../../../shared/board/boards.ts'

/** The same draft after a reload of the window: modules are new, what the window keeps is not. */
const reloaded = async () => {
  vi.resetModules()
  const { draftOf } = await import('../../../client/board/facilitate/private-draft.ts')
  return draftOf('writer', 'b', 'round')
}

const note = (params: object, more: object = {}) =>
  ({
    id: '1',
    member: 'me',
    route: 'writeNote',
    params: { board: 'b', round: 'over', ...params },
    body: { words: 'Too late', frame: 'column' },
    refused: { kind: 'bad request', say: 'Shown before.' },
    ...more,
  }) as unknown as Waiting
const late = (one: Waiting, open: string | null = null) =>
  lateNotes([one], { member: 'me', board: 'b', open })

describe('what is being written for oneself', () => {
  it('is there again when its form is, for its writer and its round alone', () => {
    draftOf('me', 'b', 'one').set({ words: 'Half a thou', changing: null })
    expect(draftOf('me', 'b', 'one').get().words).toBe('Half a thou')
    expect(draftOf('you', 'b', 'one').get()).toEqual(NO_DRAFT)
    expect(draftOf('me', 'b', 'two').get()).toEqual(NO_DRAFT)
  })

  it('outlives a reload of its window, until it is kept or its writer signs out', async () => {
    const begun = { words: 'Half a thou', changing: 'n1', frame: 'column' }
    draftOf('writer', 'b', 'round').set(begun)
    draftOf('other', 'b', 'round').set({ words: 'Theirs', changing: null })
    expect((await reloaded()).get()).toEqual(begun)
    ;(await reloaded()).set(NO_DRAFT)
    expect((await reloaded()).get()).toEqual(NO_DRAFT)

    ;(await reloaded()).set(begun)
    await forgetDevice('writer')
    expect((await reloaded()).get()).toEqual(NO_DRAFT)
    const kept = JSON.stringify(sessionStorage)
    expect(kept).toContain('Theirs')
    expect(kept).not.toContain('|writer|')
  })

  it('is found again when another round of its board has begun meanwhile, and on no other board', () => {
    draftOf('she', 'b', 'first').set({ words: 'From the first', changing: null })
    draftOf('she', 'b', 'second').set({ words: 'From the second', changing: null })
    draftOf('she', 'another', 'third').set({ words: 'Elsewhere', changing: null })
    expect(roundsBegun('she', 'b').toSorted()).toEqual(['first', 'second'])
    draftOf('she', 'b', 'first').set(NO_DRAFT)
    expect(roundsBegun('she', 'b')).toEqual(['second'])
    expect(roundsBegun('he', 'b')).toEqual([])
  })

  it('is nothing where what was kept is not a draft', () => {
    sessionStorage.setItem('tl.words|me|b|odd', '{"words":3}')
    sessionStorage.setItem('tl.words|me|b|broken', '{')
    for (const round of ['odd', 'broken']) expect(draftOf('me', 'b', round).get()).toEqual(NO_DRAFT)
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

describe('a private note that came back refused', () => {
  it('came too late when its round is over: then it is told with its reason and its column', () => {
    expect(late(note({}), 'next')).toEqual([
      { id: '1', words: 'Too late', frame: 'column', why: 'Shown before.' },
    ])
  })

  it('did not while its round is open, nor where it still waits or is not of this board or person', () => {
    expect(late(note({ round: 'now' }), 'now')).toEqual([])
    expect(late(note({ board: 'other' }))).toEqual([])
    expect(late(note({}, { refused: null }))).toEqual([])
    expect(late(note({}, { member: 'you' }))).toEqual([])
    expect(late(note({}, { route: 'dropNote' }))).toEqual([])
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
