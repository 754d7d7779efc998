import type * as Y from 'yjs'
import type { Limits } from '../../shared/protocol/limits.ts'
import type { Author } from '../../shared/people/person.ts'
import type { Here } from '../../shared/presence/state.ts'
import type { Bus } from '../bus/bus.ts'
import type { Span, UpdateLog } from '../storage/update-log.ts'
import type { Connection, ConnectionOptions } from './connection.ts'
import type { RoomEvents } from './room-options.ts'
import type { TurnStats } from './turn.ts'

/** What opens rooms, and who hears what became of them. */
export interface RoomsOptions {
  log: UpdateLog
  bus: Bus
  /** A failure that is nobody's edit: for the server's log. */
  onError: (error: unknown) => void
  onStored?: RoomEvents['stored']
  onQuiet?: RoomEvents['quiet']
  onPresence?: RoomEvents['presenceChanged']
  onLeft?: RoomEvents['left']
  limits?: Limits
  /** How long an empty room stays open, ms. */
  graceMs?: number
  /** Milliseconds since 1970. */
  now?: () => number
}

export interface Rooms {
  /** Joins a socket to a room, which opens if it must. Hand the connection what the socket brings. */
  attach(name: string, options: Omit<ConnectionOptions, 'limits' | 'now'>): Connection
  /** An edit by the server on someone's behalf, by the same way as any; resolves when it is on the disk. */
  edit(name: string, author: Author, write: (doc: Y.Doc) => void): Promise<void>
  /** A copy of a document as it is committed: the caller's own. */
  read(name: string): Promise<Y.Doc>
  /** Looks at a document as it is committed, without a copy: `see` changes nothing and keeps nothing of it. */
  look<T>(name: string, see: (doc: Y.Doc) => T): Promise<T>
  /**
   * What `see` makes of a document as it is committed, made once for all who ask until it changes; the room stays open
   * for the next. `see` is the same function each time, and nobody changes what it has made.
   */
  known<T>(name: string, see: (doc: Y.Doc) => T): Promise<T>
  /** Who wrote which run of each Yjs client's clock in a document, from the log alone (never from client ids). */
  authorship(name: string): Promise<Span[]>
  /** Which epoch a document is in, and whether a Yjs client is of an earlier one. */
  epoch(name: string): Promise<{ epoch: number; retired: ReadonlySet<number> }>
  /**
   * Puts everyone out of a document with "new epoch", and holds whoever comes while `work` replaces it in the store.
   * What had arrived is committed first. One at a time for each document.
   */
  replace<T>(name: string, work: () => Promise<T>): Promise<T>
  /** Everyone in this room is decided anew: what may be done in it has changed. */
  rightsIn(name: string): void
  /** Who is in a room now, once each. */
  here(name: string): Here[]
  /** This member's rights have changed: their sockets close and are decided anew. */
  rightsChanged(member: string): void
  /** This member is gone: their sockets close, and nothing they had queued is taken. */
  removed(member: string): void
  stats(): RoomsStats
  /** Commits what is queued, closes every socket, flushes, puts every room away. */
  close(): Promise<void>
  /** Resolves when nothing is queued, being committed or being flushed. */
  settled(): Promise<void>
}

interface RoomsStats extends TurnStats {
  rooms: number
  connections: number
}
