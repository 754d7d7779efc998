import type { Entry, UpdateLog } from '../../server/storage/update-log.ts'

export interface FaultyLog extends UpdateLog {
  /** The next appends that carry anything fail, as on a full disk. */
  failNext(times: number): void
  /** Appends wait until `release`. */
  holdAppends(): void
  /** Flushes wait until `release`. */
  holdFlushes(): void
  release(): void
  /** Loads begun so far. */
  loads: number
  /** Called with each commit's entries, just after it. */
  onCommit: (entries: readonly Entry[]) => void
}

/** A log in front of another, in which a test makes happen what disks do. */
export function faultyLog(inner: UpdateLog): FaultyLog {
  let failures = 0
  let appends: Promise<void> | null = null
  let flushes: Promise<void> | null = null
  let releases: (() => void)[] = []
  const hold = (): Promise<void> => new Promise((resolve) => releases.push(resolve))
  const log: FaultyLog = {
    loads: 0,
    onCommit: () => undefined,
    failNext: (times) => void (failures = times),
    holdAppends: () => void (appends = hold()),
    holdFlushes: () => void (flushes = hold()),
    release() {
      appends = null
      flushes = null
      for (const release of releases.splice(0)) release()
    },
    async append(entries) {
      if (appends !== null) await appends
      if (failures > 0 && entries.length > 0) {
        failures -= 1
        throw Object.assign(new Error('database or disk is full'), { code: 'full' })
      }
      const commit = await inner.append(entries)
      log.onCommit(entries)
      const waiting = flushes
      return waiting === null ? commit : { ...commit, flushed: waiting.then(() => commit.flushed) }
    },
    load(room) {
      log.loads += 1
      return inner.load(room)
    },
    history: (room) => inner.history(room),
    compact: (room, compaction) => inner.compact(room, compaction),
    rewrite: (room, clean) => inner.rewrite(room, clean),
    scrub: () => inner.scrub(),
    rooms: () => inner.rooms(),
    close: () => inner.close(),
  }
  return log
}
