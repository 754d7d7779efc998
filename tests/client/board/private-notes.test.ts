import { describe, expect, it } from 'vitest'
import { ownNotes } from '../../../client/board/facilitate/private-notes.ts'
import { PROMISES } from '../../../client/board/facilitate/steps.ts'
import type { Waiting } from '../../../client/sync/outbox.ts'

const waits = (
  note: string,
  route: Waiting['route'],
  words: string,
  more: Partial<Waiting> = {},
): Waiting => ({
  id: note,
  member: 'me',
  route,
  params: { workspace: 'w', board: 'b', round: 'r', note },
  body: { words, frame: null },
  at: 0,
  refused: null,
  ...more,
})

describe('private notes on this device', () => {
  const PLACE = { member: 'me', board: 'b', round: 'r' }

  it('are laid over those of the server: new, changed and thrown away', () => {
    const mine = [
      { id: 'n1', words: 'first', frame: 'column-1', version: 1 },
      { id: 'n2', words: 'second', frame: null, version: 1 },
    ]
    const notes = ownNotes(
      mine,
      [waits('n1', 'writeNote', 'changed'), waits('n2', 'dropNote', ''), waits('n3', 'writeNote', 'new')],
      PLACE,
    )
    expect(notes).toEqual([
      { id: 'n1', words: 'changed', frame: null, waits: true },
      { id: 'n3', words: 'new', frame: null, waits: true },
    ])
  })

  it('are nobody else’s, of no other round, and not those that were refused', () => {
    const others = [
      waits('n1', 'writeNote', 'another person', { member: 'you' }),
      waits('n2', 'writeNote', 'another round', { params: { board: 'b', round: 'old', note: 'n2' } }),
      waits('n3', 'writeNote', 'too late', {
        refused: { kind: 'bad request', say: 'The notes are shown already.' },
      }),
    ]
    expect(ownNotes([], others, PLACE)).toEqual([])
  })

  it('each promise says that nobody reads them before, and what is told afterwards', () => {
    for (const words of Object.values(PROMISES)) expect(words).toContain('the facilitator included')
    expect(PROMISES.nobody).toContain('no name')
    expect(PROMISES.partner).toContain('fewer than three')
  })
})
