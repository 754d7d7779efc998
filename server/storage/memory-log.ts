import type { Compaction, Entry, Rewriting, Span, UpdateLog } from './update-log.ts'

interface Kept {
  snapshot: Uint8Array | null
  upTo: number
  entries: (Entry & { seq: number })[]
  spans: readonly Span[]
  epoch: number
  retired: Set<number>
}

const EMPTY = (): Kept => ({
  snapshot: null,
  upTo: 0,
  entries: [],
  spans: [],
  epoch: 0,
  retired: new Set(),
})

/** A log that forgets everything with its process: for tests, and for a look at the contract. */
export function createMemoryLog(): UpdateLog {
  const rooms = new Map<string, Kept>()
  const keptOf = (room: string): Kept => {
    const kept = rooms.get(room) ?? EMPTY()
    rooms.set(room, kept)
    return kept
  }
  return {
    async append(entries) {
      const seqs = entries.map((entry) => {
        const kept = keptOf(entry.room)
        const seq = (kept.entries.at(-1)?.seq ?? kept.upTo) + 1
        kept.entries.push({ ...entry, update: entry.update.slice(), seq })
        return seq
      })
      return { seqs, flushed: Promise.resolve() }
    },
    async load(room) {
      const kept = rooms.get(room)
      if (kept === undefined) return { snapshot: null, updates: [], upTo: 0, epoch: 0, retired: [] }
      return {
        snapshot: kept.snapshot,
        updates: kept.entries.map(({ update }) => update),
        upTo: kept.entries.at(-1)?.seq ?? kept.upTo,
        epoch: kept.epoch,
        retired: [...kept.retired],
      }
    },
    async history(room) {
      const kept = rooms.get(room)
      return { spans: [...(kept?.spans ?? [])], entries: [...(kept?.entries ?? [])] }
    },
    async compact(room, { snapshot, upTo, spans }: Compaction) {
      const kept = keptOf(room)
      if (upTo <= kept.upTo) return // an older compaction that came late would bring back less
      kept.snapshot = snapshot.slice()
      kept.upTo = upTo
      kept.spans = spans.map((span) => ({ ...span }))
      kept.entries = kept.entries.filter((entry) => entry.seq > upTo)
    },
    async rewrite(room, { epoch, snapshot, spans, retired }: Rewriting) {
      const kept = keptOf(room)
      if (kept.epoch >= epoch) return
      kept.upTo = kept.entries.at(-1)?.seq ?? kept.upTo
      kept.entries = []
      kept.snapshot = snapshot.slice()
      kept.spans = spans.map((span) => ({ ...span }))
      kept.epoch = epoch
      for (const client of retired) kept.retired.add(client)
    },
    scrub: async () => true,
    rooms: async () => [...rooms.keys()].toSorted(),
    close: async () => undefined,
  }
}
