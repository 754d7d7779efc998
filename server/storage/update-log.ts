/**
 * The port of the update log: what people wrote, in the order it was committed, a log for each room.
 * Every method is one transaction. `tests/contracts/update-log.contract.ts` holds each implementation to it.
 */
export interface UpdateLog {
  /**
   * Commits all entries, of any rooms, or none; throws (and has changed nothing) when it cannot, with
   * `code: 'full'` when there is no room. Without entries it only asks when all earlier ones are flushed.
   */
  append(entries: readonly Entry[]): Promise<Commit>
  /** The snapshot and the updates after it: applied in order they are the document. */
  load(room: string): Promise<Stored>
  /** Who wrote what: spans of what is compacted, entries of what is not. */
  history(room: string): Promise<History>
  /** Puts a snapshot in the place of every entry up to `upTo`, and the spans in the place of theirs. */
  compact(room: string, compaction: Compaction): Promise<void>
  /**
   * Puts a clean document in the place of everything a room holds, and begins its next epoch: entries, snapshot and
   * spans are gone, and the Yjs clients of the old one are retired for good. Does nothing when the room is there already.
   */
  rewrite(room: string, clean: Rewriting): Promise<void>
  /** Leaves nothing that was deleted in the files: no free page, no log of changes. False: try again later. */
  scrub(): Promise<boolean>
  /** The names of all rooms that hold anything, sorted. */
  rooms(): Promise<string[]>
  close(): Promise<void>
}

export interface Entry {
  room: string
  /** The member whose edit it is. */
  author: string
  /** Milliseconds since 1970. */
  at: number
  /** A Yjs update, version 1. */
  update: Uint8Array
}

export interface Commit {
  /** The place of each entry in its room's log, rising; at once survives the end of the process. */
  seqs: number[]
  /** Resolves when all of it is on the disk, and survives a loss of power. */
  flushed: Promise<void>
}

interface Stored {
  snapshot: Uint8Array | null
  updates: Uint8Array[]
  /** The last place in the log that these cover; 0 for an empty room. */
  upTo: number
  /** Rises by one with every rewriting; 0 for a room that never was. */
  epoch: number
  /** The Yjs clients of earlier epochs, whose items are not taken any more. */
  retired: number[]
}

interface History {
  spans: Span[]
  entries: (Entry & { seq: number })[]
}

export interface Compaction {
  snapshot: Uint8Array
  upTo: number
  /** All spans of the room up to there, not only the new ones. */
  spans: readonly Span[]
}

export interface Rewriting {
  /** The epoch it begins. */
  epoch: number
  snapshot: Uint8Array
  spans: readonly Span[]
  /** Every Yjs client of the document as it was. */
  retired: readonly number[]
}

/** A run of one Yjs client's clock, and the member who sent it, when it began to arrive. */
export interface Span {
  client: number
  clock: number
  length: number
  author: string
  at: number
}
