import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Entry, Span, UpdateLog } from '../../server/storage/update-log.ts'

export interface LogUnderTest {
  log: UpdateLog
  /** Opens the same store again after `close`; null for a store that does not outlive it. */
  reopen: (() => Promise<UpdateLog>) | null
  cleanUp(): Promise<void>
}

const entry = (room: string, byte: number, author = 'lead', at = 1_000 + byte): Entry => ({
  room,
  author,
  at,
  update: Uint8Array.of(byte, byte, byte),
})
const span: Span = { client: 4_294_967_295, clock: 0, length: 7, author: 'lead', at: 1_001 }

/** What every update log must do; run for each implementation. */
export function updateLogContract(name: string, make: () => Promise<LogUnderTest>): void {
  describe(`update log: ${name}`, () => {
    let under: LogUnderTest
    let log: UpdateLog
    beforeEach(async () => {
      under = await make()
      log = under.log
    })
    afterEach(async () => {
      await under.cleanUp()
    })

    it('an unknown room is empty', async () => {
      expect(await log.load('w/narrative/1')).toEqual({
        snapshot: null,
        updates: [],
        upTo: 0,
        epoch: 0,
        retired: [],
      })
      expect(await log.history('w/narrative/1')).toEqual({ spans: [], entries: [] })
      expect(await log.rooms()).toEqual([])
    })

    it('gives back what was appended, in order, each room its own', async () => {
      const { seqs, flushed } = await log.append([entry('b', 1), entry('a', 2), entry('b', 3)])
      await flushed
      expect(seqs).toEqual([1, 1, 2])
      expect((await log.append([entry('b', 4)])).seqs).toEqual([3])
      const stored = await log.load('b')
      expect(stored.updates.map((update) => update[0])).toEqual([1, 3, 4])
      expect(stored.upTo).toBe(3)
      expect((await log.load('a')).updates.map((update) => [...update])).toEqual([[2, 2, 2]])
      expect(await log.rooms()).toEqual(['a', 'b'])
    })

    it('keeps its own copy of the bytes it is given', async () => {
      const update = Uint8Array.of(1, 2, 3)
      await log.append([{ ...entry('a', 1), update }])
      update.fill(9)
      expect([...((await log.load('a')).updates[0] ?? [])]).toEqual([1, 2, 3])
    })

    it('remembers who wrote each entry, and when', async () => {
      await log.append([entry('a', 1, 'lead', 10), entry('a', 2, 'parent', 20)])
      const { entries } = await log.history('a')
      expect(entries.map(({ seq, author, at }) => [seq, author, at])).toEqual([
        [1, 'lead', 10],
        [2, 'parent', 20],
      ])
    })

    it('an append of nothing is flushed once all earlier ones are', async () => {
      const order: string[] = []
      const first = await log.append([entry('a', 1)])
      const second = await log.append([])
      await Promise.all([
        first.flushed.then(() => order.push('entries')),
        second.flushed.then(() => order.push('nothing')),
      ])
      expect(second.seqs).toEqual([])
      expect(order).toEqual(['entries', 'nothing'])
    })

    it('puts a snapshot in the place of what it covers, and of nothing else', async () => {
      await log.append([entry('a', 1), entry('a', 2), entry('a', 3), entry('b', 4)])
      await log.compact('a', { snapshot: Uint8Array.of(12), upTo: 2, spans: [span] })
      const stored = await log.load('a')
      expect([...(stored.snapshot ?? [])]).toEqual([12])
      expect(stored.updates.map((update) => update[0])).toEqual([3])
      expect(stored.upTo).toBe(3)
      const history = await log.history('a')
      expect(history.spans).toEqual([span])
      expect(history.entries.map(({ seq }) => seq)).toEqual([3])
      expect((await log.load('b')).updates).toHaveLength(1)
    })

    it('goes on counting after a compaction of everything', async () => {
      await log.append([entry('a', 1), entry('a', 2)])
      await log.compact('a', { snapshot: Uint8Array.of(12), upTo: 2, spans: [] })
      expect((await log.load('a')).upTo).toBe(2)
      expect((await log.append([entry('a', 3)])).seqs).toEqual([3])
    })

    it('a compaction that comes late does not bring back an older snapshot', async () => {
      await log.append([entry('a', 1), entry('a', 2)])
      await log.compact('a', { snapshot: Uint8Array.of(12), upTo: 2, spans: [span] })
      await log.compact('a', { snapshot: Uint8Array.of(1), upTo: 1, spans: [] })
      expect([...((await log.load('a')).snapshot ?? [])]).toEqual([12])
      expect((await log.history('a')).spans).toEqual([span])
    })

    it('a second compaction replaces the spans of the first', async () => {
      await log.append([entry('a', 1), entry('a', 2)])
      await log.compact('a', { snapshot: Uint8Array.of(1), upTo: 1, spans: [span] })
      const longer = { ...span, length: 9 }
      await log.compact('a', { snapshot: Uint8Array.of(2), upTo: 2, spans: [longer] })
      expect((await log.history('a')).spans).toEqual([longer])
    })

    const clean = { epoch: 1, snapshot: Uint8Array.of(99), spans: [span], retired: [7, 4_294_967_295] }

    it('a rewriting takes the place of everything a room held, and begins its next epoch', async () => {
      await log.append([entry('a', 1), entry('a', 2), entry('b', 3)])
      await log.compact('a', { snapshot: Uint8Array.of(12), upTo: 1, spans: [{ ...span, length: 1 }] })
      await log.rewrite('a', clean)
      const stored = await log.load('a')
      expect([...(stored.snapshot ?? [])]).toEqual([99])
      expect(stored).toMatchObject({ updates: [], upTo: 2, epoch: 1 })
      expect(stored.retired.toSorted((a, b) => a - b)).toEqual([7, 4_294_967_295])
      expect(await log.history('a')).toEqual({ spans: [span], entries: [] })
      expect(await log.load('b')).toMatchObject({ epoch: 0, retired: [] })
      expect((await log.append([entry('a', 4)])).seqs).toEqual([3])
      expect((await log.load('a')).updates.map((update) => update[0])).toEqual([4])
    })

    it('the same rewriting again, after a crash, changes nothing; the next keeps those retired before', async () => {
      await log.append([entry('a', 1)])
      await log.rewrite('a', clean)
      await log.append([entry('a', 5)])
      await log.rewrite('a', { ...clean, snapshot: Uint8Array.of(1) })
      expect([...((await log.load('a')).snapshot ?? [])]).toEqual([99])
      expect((await log.load('a')).updates).toHaveLength(1)
      await log.rewrite('a', { epoch: 2, snapshot: Uint8Array.of(2), spans: [], retired: [8] })
      const { epoch, retired, updates } = await log.load('a')
      expect([epoch, retired.toSorted((a, b) => a - b), updates]).toEqual([2, [7, 8, 4_294_967_295], []])
    })

    it('a compaction begun before a rewriting does not bring back what was taken out', async () => {
      await log.append([entry('a', 1), entry('a', 2)])
      await log.rewrite('a', clean)
      await log.compact('a', { snapshot: Uint8Array.of(1), upTo: 2, spans: [] })
      expect([...((await log.load('a')).snapshot ?? [])]).toEqual([99])
    })

    it('scrubs its files, and holds what it held', async () => {
      await log.append([entry('a', 1)])
      expect(await log.scrub()).toBe(true)
      expect((await log.load('a')).updates).toHaveLength(1)
      expect((await log.append([entry('a', 2)])).seqs).toEqual([2])
    })

    it('appends that overlap keep their order', async () => {
      const commits = await Promise.all([1, 2, 3, 4, 5].map((byte) => log.append([entry('a', byte)])))
      await Promise.all(commits.map(({ flushed }) => flushed))
      expect(commits.map(({ seqs }) => seqs[0])).toEqual([1, 2, 3, 4, 5])
      expect((await log.load('a')).updates.map((update) => update[0])).toEqual([1, 2, 3, 4, 5])
    })

    it('holds all of it after it is closed and opened again, where it outlives its process', async () => {
      if (under.reopen === null) return
      await log.append([entry('a', 1), entry('a', 2)])
      await log.compact('a', { snapshot: Uint8Array.of(12), upTo: 1, spans: [span] })
      await log.close()
      log = await under.reopen()
      const stored = await log.load('a')
      expect([...(stored.snapshot ?? [])]).toEqual([12])
      expect(stored.updates.map((update) => [...update])).toEqual([[2, 2, 2]])
      expect((await log.history('a')).spans).toEqual([span])
      expect((await log.append([entry('a', 3)])).seqs).toEqual([3])
      await log.close()
    })
  })
}
