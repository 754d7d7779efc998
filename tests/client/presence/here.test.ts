import { Awareness } from 'y-protocols/awareness'
import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { linesOf } from '../../../client/presence/flags.ts'
import { hereNow, sayPlace, sayWho, watchHere } from '../../../client/presence/here.ts'

const user = (id: string, partner: 'council' | 'ccgs' | 'parents', name = 'Workstream lead') => ({
  id,
  name,
  partner,
  role: 'WL' as const,
})
const short = {
  council: 'Council',
  ccgs: 'CCGs',
  providers: 'Providers',
  parents: 'Parents',
  schools: 'Schools',
}
const numberOf = (section: string) => ({ one: '1.0', two: '2.0' })[section]

/** An awareness as it stands after the server told of others. */
function room(states: Record<number, object>): Awareness {
  const awareness = new Awareness(new Y.Doc())
  for (const [client, state] of Object.entries(states)) awareness.states.set(Number(client), state)
  return awareness
}

describe('who is here', () => {
  it('names a person once, by partner, without me and without what is no state', () => {
    const awareness = room({
      1: { user: user('p', 'parents'), section: 'two', doing: 'reading' },
      2: { user: user('c', 'council'), section: null },
      3: { user: user('p', 'parents'), section: 'one', doing: 'typing' },
      4: { user: user('me', 'ccgs'), section: 'one' },
      5: { user: { id: 'x' } },
      6: { cursor: 'nonsense' },
    })
    expect(hereNow(awareness, 'me').map(({ id, section, doing }) => [id, section, doing])).toEqual([
      ['c', null, 'reading'],
      ['p', 'one', 'typing'],
    ])
  })

  it('tells of people and places, not of carets', () => {
    const awareness = room({ 1: { user: user('p', 'parents'), section: 'one' } })
    const here = watchHere(awareness, 'me')
    const told = vi.fn()
    const stop = here.subscribe(told)
    const change = (state: object) => {
      awareness.states.set(1, state)
      awareness.emit('change', [{ added: [], updated: [1], removed: [] }, 'server'])
    }
    change({ user: user('p', 'parents'), section: 'one', cursor: { anchor: {}, head: {} } })
    expect(told).toHaveBeenCalledTimes(0)
    change({ user: user('p', 'parents'), section: 'two' })
    expect(told).toHaveBeenCalledTimes(1)
    expect(here.get()[0]?.section).toBe('two')
    // A pointer on a board.
    change({ user: user('p', 'parents'), section: 'two', board: { pointer: [1, 2] } })
    expect(told).toHaveBeenCalledTimes(1)
    stop()
    change({ user: user('p', 'parents'), section: 'one' })
    expect(told).toHaveBeenCalledTimes(1)
    // What changed while nobody listened is known to who listens next, and so is what changes back.
    here.subscribe(told)
    expect(here.get()[0]?.section).toBe('one')
    change({ user: user('p', 'parents'), section: 'two' })
    expect(here.get()[0]?.section).toBe('two')
  })

  it('answers who is in a section', () => {
    const people = [
      { ...user('a', 'council'), section: 'one', doing: 'typing' as const },
      { ...user('b', 'parents', 'Parent partner'), section: 'one', doing: 'reading' as const },
      { ...user('c', 'ccgs'), section: 'two', doing: 'reading' as const },
    ]
    expect(sayWho(people, 'one', short, numberOf)).toBe(
      'In 1.0: Workstream lead, Council, typing; Parent partner, Parents. One person is elsewhere in this document.',
    )
    expect(sayWho(people.slice(2), 'one', short, numberOf)).toBe(
      'Only you are in 1.0. One person is elsewhere in this document.',
    )
    expect(sayWho([], null, short, numberOf)).toBe('Nobody else is here.')
    expect(sayPlace(people[0]!, short, numberOf)).toBe('Council, typing in 1.0')
    expect(sayPlace({ ...people[0]!, section: 'gone' }, short, numberOf)).toBe('Council, reading')
  })
})

describe('flags on one line', () => {
  it('are found by their height, in the order of the text', () => {
    expect(linesOf([100, 128, 101, 99])).toEqual([[0, 2, 3], [1]])
    expect(linesOf([])).toEqual([])
  })
})
