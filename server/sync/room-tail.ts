import type { UpdateLog } from '../storage/update-log.ts'
import { compactRoom, outweighs, worthOnUnload } from './compaction.ts'
import type { Hydrated } from './hydrate.ts'
import type { RoomWork } from './room-work.ts'

/** How much of its log a loaded document holds, and when to put a snapshot in its place. */
export class RoomTail {
  #log: UpdateLog
  #room: string
  #onError: (error: unknown) => void
  #upTo: number
  #rows: number
  #bytes: number
  #snapshotBytes: number
  /** Some of the log after `upTo` may be another server's and not here yet. */
  #gap = false
  #compacting: Promise<void> | null = null

  constructor(log: UpdateLog, room: string, stored: Hydrated, onError: (error: unknown) => void) {
    this.#log = log
    this.#room = room
    this.#onError = onError
    this.#upTo = stored.upTo
    this.#rows = stored.tailRows
    this.#bytes = stored.tailBytes
    this.#snapshotBytes = stored.snapshotBytes
  }

  /** An upper bound of the document's size, without encoding it. */
  get bytes(): number {
    return this.#snapshotBytes + this.#bytes
  }

  /** A turn's entries are committed, at these places. */
  advance({ entries, relayed }: RoomWork, seqs: readonly number[]): void {
    for (const seq of [...relayed, ...seqs]) {
      if (seq === this.#upTo + 1) this.#upTo = seq
      else if (seq > this.#upTo) this.#gap = true
    }
    this.#rows += relayed.length + entries.length
    for (const { update } of entries) this.#bytes += update.byteLength
  }

  /**
   * Compacts when the log outweighs its snapshot. Call it between turns only: `encode` is what the log holds, or
   * null while some of that waits for earlier edits, and the log stays as it is.
   */
  compactIfDue(encode: () => Uint8Array | null): void {
    if (outweighs({ rows: this.#rows, bytes: this.#bytes, snapshotBytes: this.#snapshotBytes }))
      void this.#compact(encode)
  }

  /** The room is put away. */
  async finish(encode: () => Uint8Array | null): Promise<void> {
    await this.#compacting
    if (worthOnUnload({ rows: this.#rows })) await this.#compact(encode)
  }

  #compact(encode: () => Uint8Array | null): Promise<void> {
    this.#compacting ??= this.#store(encode)
      .catch(this.#onError) // the log stays longer; the next edit tries again
      .finally(() => {
        this.#compacting = null
      })
    return this.#compacting
  }

  async #store(encode: () => Uint8Array | null): Promise<void> {
    // Encoded now, between turns; what is committed while it is being stored is not covered, and stays.
    const [snapshot, upTo, rows, bytes] = [encode(), this.#upTo, this.#rows, this.#bytes]
    if (snapshot === null) return
    const done = await compactRoom(this.#log, this.#room, this.#gap ? null : { snapshot, upTo })
    if (!done) return
    this.#rows -= rows
    this.#bytes -= bytes
    this.#snapshotBytes = snapshot.byteLength
  }
}
