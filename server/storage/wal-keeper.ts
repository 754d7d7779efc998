import type { Checkpointer } from './checkpoint.ts'

/** Bytes of a page of the database. */
const PAGE = 4_096

/**
 * Keeps the WAL short. A PASSIVE checkpoint alone never lets the WAL start again while commits go on, so a
 * first pass moves most pages while people write, then commits are held (the event loop is free) through a
 * second, short one, after which the next commit begins the WAL anew.
 */
export function createWalKeeper(start: () => Checkpointer, limit: number): WalKeeper {
  let checkpointer: Checkpointer | null = null
  let pages = 0
  let passing: Promise<void> | null = null
  let held: Promise<void> | null = null
  let closed = false

  const pass = async (): Promise<void> => {
    checkpointer ??= start()
    await checkpointer.passive()
    held = (async () => {
      const passed = await checkpointer.passive()
      // A reader elsewhere (a backup, `admin export`) can keep pages in the WAL: try again after as many more.
      pages = passed.checkpointed === passed.log ? 0 : Math.floor(limit / 2)
    })()
    try {
      await held
    } finally {
      held = null
    }
  }

  return {
    async mayCommit() {
      if (held !== null) await held.catch(() => undefined)
    },
    committed(bytes) {
      pages += 3 + Math.ceil(bytes / PAGE)
      if (pages < limit || passing !== null || closed) return
      passing = pass()
        .catch(async () => {
          // The thread failed, or there is no room: the WAL grows until the next try; nothing is lost.
          pages = 0
          const failed = checkpointer
          checkpointer = null // a thread that has ended does not come back: the next try starts another
          await failed?.close()
        })
        .finally(() => {
          passing = null
        })
    },
    async alone(work) {
      await passing
      await held?.catch(() => undefined)
      const result = work()
      pages = 0
      return result
    },
    async close() {
      closed = true
      await passing
      await checkpointer?.close()
    },
  }
}

export interface WalKeeper {
  /** Resolves when a commit may begin. */
  mayCommit(): Promise<void>
  /** Counts what a commit added to the WAL. */
  committed(bytes: number): void
  /** Runs between checkpoints, and nothing is committed meanwhile: `work` does not wait for anything. */
  alone<T>(work: () => T): Promise<T>
  close(): Promise<void>
}
