import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heard, savedState, savedWords, UNKNOWN, type SavedEvent } from '../../../client/sync/saved.ts'

const after = (...events: SavedEvent[]) => savedState(events.reduce(heard, UNKNOWN))
const LOADED: SavedEvent = { type: 'loaded', pending: 0, kept: true }
const EDIT: SavedEvent[] = [{ type: 'sent' }, { type: 'edited', carried: true }]
const UP: SavedEvent[] = [
  LOADED,
  { type: 'connected' },
  { type: 'sent' },
  { type: 'synced' },
  { type: 'acked', count: 1 },
]

describe('the saved line', () => {
  it('says Saved when everything of this connection is confirmed', () => {
    expect(savedWords(after(...UP))).toBe('Saved')
  })
  it('says Catching up until the server has sent its words and heard ours', () => {
    expect(savedWords(after())).toBe('Catching up…')
    expect(savedWords(after(LOADED, { type: 'connected' }))).toBe('Catching up…')
    expect(savedWords(after(LOADED, { type: 'connected' }, { type: 'synced' }))).toBe('Catching up…')
  })
  it('says Saving from the keystroke to the confirmation of that very frame', () => {
    expect(savedWords(after(...UP, ...EDIT))).toBe('Saving…')
    expect(savedWords(after(...UP, ...EDIT, { type: 'acked', count: 1 }))).toBe('Saving…')
    expect(savedWords(after(...UP, ...EDIT, { type: 'acked', count: 2 }))).toBe('Saved')
  })
  it('counts edits made while the link is down, in the exact words', () => {
    const twelve = Array.from({ length: 12 }, (): SavedEvent => ({ type: 'edited', carried: false }))
    // Nothing of this text waits; something else may, and says so itself.
    expect(savedWords(after(...UP, { type: 'disconnected' }, { type: 'still down' }))).toBe('Offline')
    expect(savedWords(after(...UP, { type: 'disconnected' }, ...twelve))).toBe(
      'Offline: 12 edits kept on this device',
    )
    expect(savedWords(after(...UP, { type: 'disconnected' }, twelve[0]!))).toBe(
      'Offline: 1 edit kept on this device',
    )
  })
  it('does not promise to keep where the browser keeps nothing', () => {
    const state = after(
      { type: 'loaded', pending: 0, kept: false },
      { type: 'disconnected' },
      { type: 'edited', carried: false },
    )
    expect(savedWords(state)).toBe('Offline: 1 edit in this window only. Keep it open')
  })
  it('an edit that a closing socket did not take keeps it from saying Saved', () => {
    const missed: SavedEvent = { type: 'edited', carried: false }
    expect(after(...UP, missed, { type: 'acked', count: 1 })).toEqual({ at: 'saving' })
    const back: SavedEvent[] = [
      { type: 'disconnected' },
      { type: 'connected' },
      { type: 'sent' },
      { type: 'synced' },
      { type: 'acked', count: 1 },
    ]
    expect(after(...UP, missed, ...back)).toEqual({ at: 'saved' })
  })
  it('edits of an earlier page wait until this connection has offered them', () => {
    const left: SavedEvent = { type: 'loaded', pending: 3, kept: true }
    expect(after(left, { type: 'connecting' }, { type: 'still down' })).toEqual({
      at: 'offline',
      edits: 3,
      kept: true,
    })
    expect(after(left, ...UP.slice(1))).toEqual({ at: 'saved' })
  })
  it('keeps what was not accepted until it is settled', () => {
    const refused: SavedEvent = { type: 'refused', edits: 2, say: 'no' }
    expect(savedWords(after(...UP, refused))).toBe('Not accepted: 2 edits.')
    expect(after(...UP, refused, { type: 'started afresh' }, ...UP)).toMatchObject({ at: 'refused' })
    expect(after(...UP, refused, { type: 'settled' })).toEqual({ at: 'saved' })
  })
  it('says how a link ended, whatever comes after', () => {
    const old: SavedEvent = { type: 'ended', next: 'reload', say: '' }
    expect(after(...UP, old, ...EDIT)).toEqual({ at: 'old-page' })
    const out: SavedEvent = { type: 'ended', next: 'sign in', say: '' }
    expect(savedWords(after(...UP, ...EDIT, { type: 'disconnected' }, out))).toBe(
      'Signed out: 1 edit kept on this device',
    )
  })
})

/** A person, a server and a link that does what links do; `truth` knows what the server really has. */
function play(steps: readonly ('type' | 'type in a dying socket' | 'flush' | 'cut' | 'join')[]) {
  let facts = heard(UNKNOWN, LOADED)
  const tell = (event: SavedEvent) => {
    facts = heard(facts, event)
  }
  let made = 0 // own edits, ever
  let stored = 0 // own edits the server has on disk
  let flying = 0 // frames on their way in this connection
  let acked = 0
  let open = false
  let lies = 0
  for (const step of steps) {
    if (step === 'type') {
      made++
      if (open) {
        flying++
        tell({ type: 'sent' })
      }
      tell({ type: 'edited', carried: open })
    } else if (step === 'type in a dying socket') {
      made++
      tell({ type: 'edited', carried: false })
    } else if (step === 'cut' && open) {
      open = false
      flying = 0
      tell({ type: 'disconnected' })
    } else if (step === 'join' && !open) {
      open = true
      acked = 0
      flying = 1 // sync step 2, with everything made so far
      tell({ type: 'connecting' })
      tell({ type: 'connected' })
      tell({ type: 'sent' })
      tell({ type: 'synced' })
      missing = 0
    } else if (step === 'flush' && open && flying > 0) {
      acked += flying
      flying = 0
      stored = made - missing
      tell({ type: 'acked', count: acked })
    }
    if (step === 'type in a dying socket') missing++
    else if (step === 'type' && !open) missing++
    if (savedState(facts).at === 'saved' && stored < made) lies++
  }
  return lies
}
let missing = 0

describe('the saved line, whatever happens', () => {
  it('never says Saved while the server lacks an edit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('type', 'type in a dying socket', 'flush', 'cut', 'join'), {
          maxLength: 60,
        }),
        (steps) => {
          missing = 0
          expect(play(steps)).toBe(0)
        },
      ),
      { numRuns: 2_000, seed: 20_261_124 },
    )
  })
})
