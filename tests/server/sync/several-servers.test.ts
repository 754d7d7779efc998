import { afterEach, describe, expect, it, vi } from 'vitest'
import { createInProcessBus } from '../../../server/bus/in-process.ts'
import { createMemoryLog } from '../../../server/storage/memory-log.ts'
import { faultyLog } from '../../support/faulty-log.ts'
import { memoryServer, ROOM } from '../../support/memory-server.ts'
import { PEOPLE } from '../../support/people.ts'

afterEach(() => void vi.useRealTimers())

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
