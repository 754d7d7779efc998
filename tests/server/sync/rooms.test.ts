import * as Y from 'yjs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryLog } from '../../../server/storage/memory-log.ts'
import { faultyLog } from '../../support/faulty-log.ts'
import { drain } from '../../support/memory-network.ts'
import { memoryServer, ROOM } from '../../support/memory-server.ts'
import { PEOPLE } from '../../support/people.ts'

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
})
