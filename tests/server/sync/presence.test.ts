import * as awarenessProtocol from 'y-protocols/awareness'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { Presence } from '../../../server/sync/presence.ts'
import { Connection } from '../../../server/sync/connection.ts'
import type { Visitor } from '../../../server/sync/doorkeeper.ts'
import type { OutFrame } from '../../../server/sync/wire.ts'
import { decodeClientFrame, type AwarenessEntry } from '../../../shared/protocol/codec.ts'
import { LIMITS } from '../../../shared/protocol/limits.ts'
import { memoryServer, ROOM } from '../../support/memory-server.ts'
import { PEOPLE } from '../../support/people.ts'

const entriesOf = (frame: OutFrame): AwarenessEntry[] => {
  const decoded = decodeClientFrame(frame.payload)
  return decoded?.type === 'awareness' ? decoded.states : []
}

const ignore = (): void => undefined

/** Presence with a clock in hand, and everything it relays written down. */
function presence(limits: Partial<typeof LIMITS> = {}) {
  let now = 1_000_000
  const relayed: AwarenessEntry[][] = []
  const published: AwarenessEntry[][] = []
  let wake: () => void = ignore
  const it = new Presence({
    limits: { ...LIMITS, awarenessMs: 20, ...limits },
    now: () => now,
    relay(frame) {
      relayed.push(entriesOf(frame))
      wake()
    },
    publish: (entries) => void published.push(entries),
    changed: () => undefined,
  })
  const connection = (person: Visitor) => {
    const heard: AwarenessEntry[] = []
    const made = new Connection({
      person,
      write: true,
      schema: null,
      limits: LIMITS,
      now: () => now,
      wire: {
        send: (frame) => void heard.push(...entriesOf(frame)),
        close: () => undefined,
        unsent: () => 0,
      },
    })
    return Object.assign(made, { heard })
  }
  return {
    it,
    relayed,
    published,
    connection,
    pass: (ms: number) => void (now += ms),
    /** Resolves at the next frame relayed. */
    next: () => new Promise<void>((resolve) => (wake = resolve)),
  }
}

const says = (client: number, clock: number, state: unknown): AwarenessEntry => ({
  client,
  clock,
  state: JSON.stringify(state),
})
const stateOf = (entry: AwarenessEntry | undefined): Record<string, unknown> | null =>
  JSON.parse(entry?.state ?? 'null') as Record<string, unknown> | null

describe('presence', () => {
  it('S40 says who someone is, whatever their client claims, and keeps only what it knows', async () => {
    const p = presence()
    const lead = p.connection(PEOPLE.lead)
    p.it.receive(lead, [
      says(7, 1, {
        user: { id: 'parent', name: 'The Minister', color: 'gold' },
        section: 'next',
        shoe: 44,
        doing: 'typing',
      }),
    ])
    await p.next()
    expect(stateOf(p.relayed[0]?.[0])).toEqual({
      section: 'next',
      doing: 'typing',
      user: { id: 'lead', name: 'Name of lead', partner: 'council', role: 'NL' },
    })
  })

  it('S40 passes over a state above the limit, or of the wrong shape, and keeps the one before', async () => {
    const p = presence()
    const lead = p.connection(PEOPLE.lead)
    p.it.receive(lead, [says(7, 1, { section: 'next' })])
    p.it.receive(lead, [says(7, 2, { section: 'next', cursor: { anchor: 'x'.repeat(5_000), head: null } })])
    p.it.receive(lead, [says(7, 3, { section: 'x'.repeat(41) })])
    p.it.receive(lead, [says(7, 4, { section: 12 })])
    p.it.receive(lead, [{ client: 7, clock: 5, state: '{not json' }])
    await p.next()
    expect(p.relayed[0]).toHaveLength(1)
    expect(stateOf(p.relayed[0]?.[0])).toMatchObject({ section: 'next' })
    expect(p.relayed[0]?.[0]?.clock).toBe(1)
  })

  it('S41 a client id is the socket’s that used it first; echoes and impostors change nothing', async () => {
    const p = presence()
    const [lead, parent] = [p.connection(PEOPLE.lead), p.connection(PEOPLE.parent)]
    p.it.receive(lead, [says(7, 1, { section: 'next' })])
    p.it.receive(parent, [says(7, 9, { section: 'cases' })]) // as its own first id: already someone's
    expect(parent.client).toBeNull()
    p.it.receive(parent, [says(8, 1, { section: 'cases' })])
    p.it.receive(parent, [says(7, 10, null), says(9, 1, { section: 'actions' })]) // another's, then a second one
    await p.next()
    expect(p.relayed[0]?.map(({ client }) => client)).toEqual([7, 8])
    expect(p.it.here([]).map(({ id, section }) => [id, section])).toEqual([
      ['lead', 'next'],
      ['parent', 'cases'],
    ])
  })

  it('S41 an echo of someone who has just left does not give them back under another name', async () => {
    const p = presence()
    const [lead, parent] = [p.connection(PEOPLE.lead), p.connection(PEOPLE.parent)]
    p.it.receive(lead, [says(7, 1, { section: 'next' })])
    await p.next()
    lead.closed()
    p.it.left(lead)
    p.it.receive(parent, [says(7, 1, { section: 'next' })])
    expect(parent.client).toBeNull()
    const again = p.connection(PEOPLE.lead)
    p.it.receive(again, [says(7, 1, { section: 'next' })])
    expect(again.client).toBe(7)
  })

  it('S42 relays the latest state of each client, in one frame, once in each interval', async () => {
    const p = presence()
    const [lead, parent] = [p.connection(PEOPLE.lead), p.connection(PEOPLE.parent)]
    for (let clock = 1; clock <= 50; clock++) p.it.receive(lead, [says(7, clock, { section: `s${clock}` })])
    p.it.receive(parent, [says(8, 1, { section: 'cases' })])
    await p.next()
    expect(p.relayed).toHaveLength(1)
    expect(p.relayed[0]?.map(({ client, clock }) => [client, clock])).toEqual([
      [7, 50],
      [8, 1],
    ])
  })

  it('S43 ends with its socket', async () => {
    const p = presence()
    const lead = p.connection(PEOPLE.lead)
    p.it.receive(lead, [says(7, 3, { section: 'next' })])
    await p.next()
    lead.closed()
    p.it.left(lead)
    await p.next()
    expect(p.relayed[1]).toEqual([says(7, 3, null)])
    expect(p.it.everyone()).toBeNull()
    expect(p.it.here([])).toEqual([])
  })

  it('S43 is never stored', async () => {
    const server = memoryServer()
    const a = server.join(PEOPLE.lead)
    a.peer.awarenessState({ section: 'next' }, 1)
    await server.drain()
    expect(await server.log.rooms()).toEqual([])
  })

  it('S43 a person who comes back before the old socket is known to be dead takes their client along', async () => {
    const p = presence()
    const [old, fresh] = [p.connection(PEOPLE.lead), p.connection(PEOPLE.lead)]
    p.it.receive(old, [says(7, 3, { section: 'next' })])
    p.it.receive(fresh, [says(7, 3, { section: 'cases' })])
    await p.next()
    old.closed()
    p.it.left(old) // the dead socket ends at last: nothing of the living one goes with it
    expect(p.it.here([])).toMatchObject([{ id: 'lead', section: 'cases' }])
  })

  it('S44 a client that comes back at the same clock is seen by those who remember it as gone', () => {
    const p = presence()
    const [mine, theirs] = [new Y.Doc(), new Y.Doc()].map((doc) => new awarenessProtocol.Awareness(doc))
    if (mine === undefined || theirs === undefined) throw new Error('unreachable')
    mine.setLocalState({ section: 'next' })
    const own = mine.clientID
    const bytes = awarenessProtocol.encodeAwarenessUpdate(mine, [own])
    awarenessProtocol.applyAwarenessUpdate(theirs, bytes, 'server')
    awarenessProtocol.removeAwarenessStates(theirs, [own], 'disconnected')
    awarenessProtocol.applyAwarenessUpdate(theirs, bytes, 'server')
    expect(theirs.states.has(own)).toBe(false) // the trap: y-protocols does not look at that clock again

    const lead = p.connection(PEOPLE.lead)
    const clock = mine.meta.get(own)?.clock ?? 0
    p.it.receive(lead, [says(own, clock, mine.getLocalState())])
    const [told] = lead.heard // the server's answer to a client id it sees for the first time
    if (told === undefined) throw new Error('The client was told nothing')
    awarenessProtocol.applyAwarenessUpdate(mine, encode([told]), 'server')
    expect(mine.getLocalState()).toEqual({ section: 'next' })
    awarenessProtocol.applyAwarenessUpdate(
      theirs,
      awarenessProtocol.encodeAwarenessUpdate(mine, [own]),
      'server',
    )
    expect(theirs.states.get(own)).toEqual({ section: 'next' })
    mine.destroy()
    theirs.destroy()
  })

  it('S45 who asks is answered with everyone', async () => {
    const server = memoryServer()
    const [a, b] = [server.join(PEOPLE.lead), server.join(PEOPLE.parent)]
    a.peer.awarenessState({ section: 'next' }, 1)
    await server.drain()
    b.peer.awareness.clear()
    b.peer.send(Uint8Array.of(3))
    await server.drain()
    expect([...b.peer.awareness.values()].map(({ state }) => state?.['user'])).toMatchObject([{ id: 'lead' }])
  })

  it('S57 one person with two tabs is here once, and where they type', async () => {
    const server = memoryServer()
    const [one, two] = [server.join(PEOPLE.lead), server.join(PEOPLE.lead)]
    one.peer.awarenessState({ section: 'next', doing: 'reading' }, 1)
    two.peer.awarenessState({ section: 'cases', doing: 'typing' }, 1)
    await server.drain()
    expect(server.rooms.here(ROOM)).toEqual([
      { id: 'lead', name: 'Name of lead', partner: 'council', role: 'NL', section: 'cases', doing: 'typing' },
    ])
  })
})

function encode(entries: AwarenessEntry[]): Uint8Array {
  const doc = new Y.Doc()
  const awareness = new awarenessProtocol.Awareness(doc)
  for (const { client, clock } of entries) awareness.meta.set(client, { clock, lastUpdated: 0 })
  const bytes = awarenessProtocol.encodeAwarenessUpdate(
    awareness,
    entries.map(({ client }) => client),
    new Map(),
  )
  awareness.destroy()
  return bytes
}
