import * as Y from 'yjs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createInProcessBus } from '../../../server/bus/in-process.ts'
import { createMemoryLog } from '../../../server/storage/memory-log.ts'
import type { RoomEvents } from '../../../server/sync/room.ts'
import { addSection, fragmentOf, moveSection } from '../../../shared/narrative/sections.ts'
import { faultyLog } from '../../support/faulty-log.ts'
import { drain } from '../../support/memory-network.ts'
import { memoryServer, ROOM } from '../../support/memory-server.ts'
import { PEOPLE } from '../../support/people.ts'

type Stored = Parameters<RoomEvents['stored']>[0]

afterEach(() => void vi.useRealTimers())

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

const alive = (refs: readonly WeakRef<object>[]): number =>
  refs.filter((ref) => ref.deref() !== undefined).length

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

describe('rooms', () => {
  it('S50 however many come at once, a room is loaded once', async () => {
    const server = memoryServer()
    for (let i = 0; i < 50; i++) server.join(PEOPLE.lead)
    await Promise.all([
      server.drain(),
      server.rooms.edit(ROOM, PEOPLE.data, (doc) => doc.getText('s:a').insert(0, 'x')),
    ])
    await server.drain()
    expect(server.log.loads).toBe(1)
    expect(server.links.every(({ peer }) => peer.doc.getText('s:a').toString() === 'x')).toBe(true)
  })

  it('S50 a room that cannot be loaded asks its visitors to come back, and is tried again', async () => {
    const inner = createMemoryLog()
    let failing = true
    const log = faultyLog({
      ...inner,
      load: (room) => (failing ? Promise.reject(new Error('not now')) : inner.load(room)),
    })
    const server = memoryServer({ log })
    const early = server.join(PEOPLE.lead)
    await expect.poll(() => early.downward).toBeGreaterThan(0)
    await server.drain()
    expect(early.peer.closed?.code).toBe(1012)
    expect(server.errors).toHaveLength(1)
    expect(server.rooms.stats()).toMatchObject({ rooms: 0, connections: 0 })
    failing = false
    const later = server.join(PEOPLE.lead)
    await server.drain()
    expect(later.peer.synced).toBe(true)
  })

  it('S50 a room that could not be loaded again turns away who still holds it: nobody writes beside the new one', async () => {
    const inner = createMemoryLog()
    let failing = false
    const log = faultyLog({
      ...inner,
      load: (room) => (failing ? Promise.reject(new Error('not now')) : inner.load(room)),
    })
    const server = memoryServer({ log })
    const [writer, slow] = [server.join(PEOPLE.lead), server.join(PEOPLE.parent)]
    while (writer.deliverUp());
    await server.rooms.settled()
    while (writer.deliverDown());
    failing = true
    log.failNext(1)
    writer.peer.text.insert(0, 'never stored')
    while (writer.deliverUp());
    await server.rooms.settled()
    failing = false
    await server.drain()
    expect(writer.peer.closed?.code).toBe(4507)
    expect(slow.peer.closed?.code).toBe(1012)
    expect(slow.peer.synced).toBe(false)
    const again = server.join(PEOPLE.parent)
    await server.drain()
    expect([again.peer.synced, again.peer.text.toString()]).toEqual([true, ''])
    expect(server.rooms.stats()).toMatchObject({ rooms: 1, connections: 1 })
  })

  it('S51 is put away after the last reader, when everything is stored, and comes back whole', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const server = memoryServer({ graceMs: 30_000 })
    const a = server.join(PEOPLE.lead)
    await server.drain()
    server.log.holdAppends()
    a.peer.text.insert(0, 'the last words')
    a.deliverUp()
    await nextTurn()
    a.break()
    vi.advanceTimersByTime(30_000) // the grace passes, with a commit under way
    expect(server.rooms.stats().rooms).toBe(1)
    server.log.release()
    await server.rooms.settled()
    vi.advanceTimersByTime(1_000) // the document is quiet
    await server.rooms.settled()
    vi.advanceTimersByTime(30_000)
    expect(server.rooms.stats().rooms).toBe(0)
    const b = server.join(PEOPLE.parent)
    await server.drain()
    expect(b.peer.text.toString()).toBe('the last words')
    expect(server.log.loads).toBe(2)
  })

  it('S51 someone who comes back within the grace finds the room still open', async () => {
    const server = memoryServer({ graceMs: 60_000 })
    const a = server.join(PEOPLE.lead)
    await server.drain()
    a.break()
    server.join(PEOPLE.lead, { peer: a.peer })
    await server.drain()
    expect(server.log.loads).toBe(1)
  })

  it('S52 a thousand opened and closed rooms leave nothing behind', async () => {
    const docs: WeakRef<Y.Doc>[] = []
    const connections: WeakRef<object>[] = []
    const server = memoryServer({ graceMs: 0, onQuiet: ({ doc }) => void docs.push(new WeakRef(doc)) })
    for (let i = 0; i < 1_000; i += 50) {
      const links = Array.from({ length: 50 }, (_, j) =>
        server.join(PEOPLE.lead, { room: `w${i + j}/narrative/1` }),
      )
      await drain(server.rooms, links)
      for (const { peer } of links) peer.text.insert(0, 'x')
      await drain(server.rooms, links)
      for (const link of links) {
        connections.push(new WeakRef(link.connection))
        link.break()
      }
      server.links.length = 0
    }
    await expect.poll(() => server.rooms.stats()).toMatchObject({ rooms: 0, connections: 0 })
    expect(docs).toHaveLength(1_000)
    await nextTurn() // a WeakRef lives until its turn ends
    collectGarbage()
    expect(alive(docs)).toBeLessThanOrEqual(50) // the last lot may still be on the stack
    expect(alive(connections)).toBeLessThanOrEqual(50)
    expect(server.errors).toEqual([])
  })

  it('S53 a log that outweighs its snapshot is compacted; words and authors stay', async () => {
    const server = memoryServer()
    const [a, b] = [server.join(PEOPLE.lead), server.join(PEOPLE.parent)]
    await server.drain()
    a.peer.text.insert(0, 'a'.repeat(40_000))
    await server.drain()
    b.peer.text.insert(0, 'b'.repeat(40_000))
    await server.drain()
    await expect.poll(async () => (await server.log.load(ROOM)).snapshot).not.toBeNull()
    const { updates, upTo } = await server.log.load(ROOM)
    expect({ updates, upTo }).toEqual({ updates: [], upTo: 2 })
    const { spans } = await server.log.history(ROOM)
    expect(spans.map(({ client, clock, length, author }) => [client, clock, length, author])).toEqual([
      [a.peer.doc.clientID, 0, 40_000, 'lead'],
      [b.peer.doc.clientID, 0, 40_000, 'parent'],
    ])
    a.peer.text.insert(0, 'more ')
    await server.drain()
    expect((await server.stored()).getText('plain').toString()).toBe(b.peer.text.toString())
    expect((await server.log.load(ROOM)).upTo).toBe(3)
  })

  it('S53 a compaction that fails costs nothing, and is tried again', async () => {
    const inner = createMemoryLog()
    let failures = 1
    const log = faultyLog({
      ...inner,
      compact: (room, compaction) =>
        failures-- > 0 ? Promise.reject(new Error('no room')) : inner.compact(room, compaction),
    })
    const server = memoryServer({ log })
    const a = server.join(PEOPLE.lead)
    await server.drain()
    a.peer.text.insert(0, 'a'.repeat(70_000))
    await server.drain()
    expect(server.errors).toHaveLength(1)
    expect((await log.load(ROOM)).updates).toHaveLength(1)
    a.peer.text.insert(0, 'b')
    await server.drain()
    await expect.poll(async () => (await log.load(ROOM)).updates.length).toBe(0)
    expect((await server.stored()).getText('plain').length).toBe(70_001)
  })

  it('S54 stopping takes what has arrived, tells its author, and asks everyone to come back', async () => {
    const server = memoryServer()
    const [a, b] = [server.join(PEOPLE.lead), server.join(PEOPLE.parent)]
    await server.drain()
    a.peer.text.insert(0, 'typed as the server stops')
    while (a.deliverUp());
    await server.rooms.close()
    while (a.deliverDown() || b.deliverDown());
    expect(a.peer.saved).toBe(a.peer.sent)
    expect(b.peer.text.toString()).toBe('typed as the server stops')
    expect([a.peer.closed?.code, b.peer.closed?.code]).toEqual([1012, 1012])
    const late = server.join(PEOPLE.data)
    while (late.deliverDown());
    expect(late.peer.closed?.code).toBe(1012)
    await expect(server.rooms.edit(ROOM, PEOPLE.data, () => undefined)).rejects.toThrow()
    expect(server.rooms.stats()).toMatchObject({ rooms: 0, connections: 0 })
    await server.rooms.close() // twice is as once
  })

  it('S54 stopping ends although people go on writing', async () => {
    const inner = createMemoryLog()
    const slow = async (): Promise<void> => {
      for (let turns = 0; turns < 5; turns++) await nextTurn()
    }
    const log = faultyLog({
      ...inner,
      append: async (entries) => ({ ...(await inner.append(entries)), flushed: slow() }),
    })
    const server = memoryServer({ log })
    const a = server.join(PEOPLE.lead)
    await server.drain()
    a.peer.text.insert(0, 'x')
    a.deliverUp()
    await nextTurn() // it is being flushed
    const over = { stopped: false }
    const stopping = server.rooms.close().then(() => void (over.stopped = true))
    for (let key = 0; key < 200 && !over.stopped; key++) {
      a.peer.text.insert(0, 'x')
      a.deliverUp()
      await nextTurn()
    }
    expect(over.stopped).toBe(true)
    await stopping
    while (a.deliverDown());
    expect(a.peer.closed?.code).toBe(1012)
    expect(a.peer.saved).toBeLessThan(a.peer.sent) // what was not heard is not called saved
  })

  it('S57 tells which sections a stored edit touched, and by whom', async () => {
    const told: Stored[] = []
    const server = memoryServer({ onStored: (event) => void told.push(event), now: () => 42 })
    await server.rooms.edit(ROOM, PEOPLE.lead, (doc) => {
      addSection(doc, { id: 'overview', title: 'Overview', after: null })
      addSection(doc, { id: 'cases', title: 'Cases', after: 'overview' })
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText('words')])
      fragmentOf(doc, 'overview').insert(0, [paragraph])
    })
    const a = server.join(PEOPLE.parent)
    await server.drain()
    const paragraph = fragmentOf(a.peer.doc, 'overview').get(0) as Y.XmlElement
    ;(paragraph.get(0) as Y.XmlText).insert(5, ' and more')
    await server.drain()
    moveSection(a.peer.doc, 'cases', null)
    await server.drain()
    expect(told.map(({ author, sections, at, room }) => [author.id, sections.toSorted(), at, room])).toEqual([
      ['lead', ['cases', 'overview'], 42, ROOM],
      ['parent', ['overview'], 42, ROOM],
      ['parent', ['cases'], 42, ROOM],
    ])
  })

  it('S57 tells of nothing that was not stored', async () => {
    const told: Stored[] = []
    const server = memoryServer({ onStored: (event) => void told.push(event) })
    const a = server.join(PEOPLE.parent)
    await server.drain()
    server.log.failNext(1)
    a.peer.text.insert(0, 'x')
    await server.drain()
    expect(told).toEqual([])
  })

  it('S57 says once that a document is quiet, with all of it committed; and at the latest when it is put away', async () => {
    const quiet: string[] = []
    const server = memoryServer({
      onQuiet: ({ doc }) => void quiet.push(doc.getText('plain').toString()),
    })
    const a = server.join(PEOPLE.parent)
    await server.drain()
    for (const letter of 'abc') {
      a.peer.text.insert(0, letter)
      await server.drain()
    }
    expect(quiet).toEqual([])
    await expect.poll(() => quiet, { timeout: 5_000 }).toEqual(['cba'])
    a.peer.text.insert(0, 'd')
    await server.drain()
    await server.rooms.close()
    expect(quiet).toEqual(['cba', 'dcba'])
  })

  it('S57 says what a document holds once after people have come, since a crash may have left that untold', async () => {
    const log = faultyLog(createMemoryLog())
    const before = memoryServer({ log })
    await before.rooms.edit(ROOM, PEOPLE.lead, (doc) => doc.getText('plain').insert(0, 'untold'))
    const quiet: string[] = []
    const after = memoryServer({
      log,
      onQuiet: ({ doc }) => void quiet.push(doc.getText('plain').toString()),
    })
    after.join(PEOPLE.parent)
    after.join(PEOPLE.lead)
    await after.drain()
    expect(quiet).toEqual([]) // those who join do not wait for it
    await expect.poll(() => quiet, { timeout: 5_000 }).toEqual(['untold'])
    await after.rooms.close()
    expect(quiet).toEqual(['untold'])
  })

  it('S57 tells that a person has left with their last socket', async () => {
    const left: string[] = []
    const seen: number[] = []
    const server = memoryServer({
      onLeft: ({ person, room }) => void left.push(`${person.id} ${room}`),
      onPresence: () => void seen.push(server.rooms.here(ROOM).length),
    })
    const [one, two] = [server.join(PEOPLE.lead), server.join(PEOPLE.lead)]
    await server.drain()
    one.break()
    expect(left).toEqual([])
    two.break()
    expect(left).toEqual([`lead ${ROOM}`])
    expect(seen.at(-1)).toBe(0)
  })

  it('S57 a listener that fails does not take an edit with it', async () => {
    const server = memoryServer({
      onStored: () => {
        throw new Error('the records are busy')
      },
    })
    const a = server.join(PEOPLE.parent)
    await server.drain()
    a.peer.text.insert(0, 'kept')
    await server.drain()
    expect(a.peer.allSaved).toBe(true)
    expect(server.errors).toHaveLength(1)
  })
})

/** Two servers on one store and one bus, a writer on each. */
async function pair() {
  const hub = createInProcessBus()
  const log = faultyLog(createMemoryLog())
  const [one, two] = [memoryServer({ log, bus: hub.join() }), memoryServer({ log, bus: hub.join() })]
  const [a, b] = [one.join(PEOPLE.lead).flow(), two.join(PEOPLE.parent).flow()]
  await Promise.all([a, b].map(({ peer }) => peer.until(() => peer.allSaved)))
  return { log, one, two, a, b }
}

describe('several servers on one store', () => {
  it('S60 committed updates reach the other server’s clients, and are stored once', async () => {
    const { log, a, b, one, two } = await pair()
    a.peer.text.insert(0, 'across ')
    await b.peer.until(() => b.peer.text.toString() === 'across ')
    b.peer.text.insert(7, 'servers')
    await a.peer.until(() => a.peer.text.toString() === 'across servers')
    await Promise.all([a, b].map(({ peer }) => peer.until(() => peer.allSaved)))
    expect((await log.history(ROOM)).entries.map(({ author }) => author)).toEqual(['lead', 'parent'])
    expect((await two.stored()).getText('plain').toString()).toBe('across servers')
    expect([...one.errors, ...two.errors]).toEqual([])
  })

  it('S60 a compaction by one server keeps what the other wrote', async () => {
    const { log, a, b, two } = await pair()
    for (let i = 0; i < 6; i++) {
      const [from, to] = i % 2 === 0 ? [a, b] : [b, a]
      from.peer.text.insert(0, `${i}`.repeat(30_000))
      const all = from.peer.text.length
      await to.peer.until(() => to.peer.text.length === all)
    }
    await expect.poll(async () => (await log.load(ROOM)).snapshot).not.toBeNull()
    expect((await two.stored()).getText('plain').toString()).toBe(a.peer.text.toString())
    const authors = new Map<string, number>()
    const { spans, entries } = await log.history(ROOM)
    for (const { author, length } of spans) authors.set(author, (authors.get(author) ?? 0) + length)
    for (const { author } of entries) authors.set(author, (authors.get(author) ?? 0) + 30_000)
    expect(Object.fromEntries(authors)).toEqual({ lead: 90_000, parent: 90_000 })
  })

  it('S61 presence crosses, for those who were there before and those who come later, and ends there too', async () => {
    const { a, b, two } = await pair()
    a.peer.awarenessState({ section: 'next' }, 1)
    const client = a.peer.doc.clientID
    await b.peer.until(() => b.peer.awareness.get(client)?.state?.['section'] === 'next')
    expect(
      two.rooms
        .here(ROOM)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['lead', 'parent'])
    const later = two.join(PEOPLE.data).flow()
    await later.peer.until(() => later.peer.awareness.get(client)?.state?.['section'] === 'next')
    a.break()
    await b.peer.until(() => b.peer.awareness.get(client)?.state === null)
    expect(
      two.rooms
        .here(ROOM)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['data', 'parent'])
  })
})
