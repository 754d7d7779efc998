import type { Commit, Entry, UpdateLog } from '../storage/update-log.ts'

/** What a room did with its queue in one turn: applied in memory, known to nobody else yet. */
export interface Batch {
  /** What is to be committed. */
  entries: Entry[]
  /** It is committed: show it. `seqs` are the entries' places in the log. */
  committed(seqs: readonly number[]): void
  /** It is on the disk: tell its authors. */
  flushed(): void
  /** Nothing of it was committed: take it back. */
  failed(error: unknown): void
}

export interface TurnTaker {
  /** Applies what is queued; null when there is nothing to do. */
  takeTurn(): Batch | null
}

export interface TurnStats {
  turns: number
  entries: number
  failures: number
  /** Of the last commit, ms. */
  commitMs: number
}

/**
 * The way of an edit, all rooms together, once per turn of the event loop: apply → one commit → show → flush →
 * "saved". One turn at a time: while a commit runs, what arrives waits for the next, so nobody is ever shown
 * what is not committed.
 */
export class Turn {
  readonly stats: TurnStats = { turns: 0, entries: 0, failures: 0, commitMs: 0 }
  #log: UpdateLog
  #onError: (error: unknown) => void
  #due = new Set<TurnTaker>()
  #running = false
  #flushing = new Set<Promise<void>>()
  #waiting: (() => void)[] = []

  constructor(log: UpdateLog, onError: (error: unknown) => void) {
    this.#log = log
    this.#onError = onError
  }

  /** This room has something queued. */
  due(room: TurnTaker): void {
    this.#due.add(room)
    this.#start()
  }

  /** Resolves when nothing is queued, running or being flushed. */
  async settled(): Promise<void> {
    while (this.#running || this.#flushing.size > 0) {
      if (this.#running) await new Promise<void>((resolve) => this.#waiting.push(resolve))
      else await Promise.all(this.#flushing)
    }
  }

  #start(): void {
    if (this.#running) return
    this.#running = true
    // After the poll phase: whatever this turn's sockets brought goes in together.
    setImmediate(() => void this.#run())
  }

  async #run(): Promise<void> {
    const rooms = [...this.#due]
    this.#due.clear()
    const batches = rooms.flatMap((room) => room.takeTurn() ?? [])
    if (batches.length > 0) await this.#commit(batches)
    this.#running = false
    if (this.#due.size > 0) this.#start()
    else for (const resolve of this.#waiting.splice(0)) resolve()
  }

  async #commit(batches: readonly Batch[]): Promise<void> {
    const entries = batches.flatMap((batch) => batch.entries)
    const began = performance.now()
    let commit: Commit
    try {
      commit = await this.#log.append(entries)
    } catch (error) {
      this.stats.failures += 1
      this.#onError(error)
      for (const batch of batches) batch.failed(error)
      return
    }
    this.stats.turns += 1
    this.stats.entries += entries.length
    this.stats.commitMs = performance.now() - began
    let from = 0
    for (const batch of batches) {
      const seqs = commit.seqs.slice(from, from + batch.entries.length)
      from += batch.entries.length
      try {
        batch.committed(seqs)
      } catch (error) {
        this.#onError(error) // one room's failure must not stop the turns of all
      }
    }
    const flushed: Promise<void> = commit.flushed
      .then(() => tellFlushed(batches))
      .catch(this.#onError) // the store has said itself that it is broken; "saved" is never said
      .finally(() => this.#flushing.delete(flushed))
    this.#flushing.add(flushed)
  }
}

function tellFlushed(batches: readonly Batch[]): void {
  for (const batch of batches) batch.flushed()
}
