import type * as Y from 'yjs'
import type { Limits } from '../../shared/protocol/limits.ts'
import type { Author } from '../../shared/people/person.ts'
import type { UpdateLog } from '../storage/update-log.ts'
import type { PresenceOptions } from './presence.ts'
import type { Turn } from './turn.ts'

/** What a room tells the rest of the server, after the fact. */
export interface RoomEvents {
  /** An author's edit is committed; `sections` are the ids whose words, title, order or lead it touched. */
  stored(event: { room: string; author: Author; sections: string[]; at: number }): void
  /** Something changed since the last time; read the document now, synchronously, and do not keep it. */
  quiet(event: { room: string; doc: Y.Doc }): void
  presenceChanged(room: string): void
  /** A person's last socket in the room has ended. */
  left(event: { room: string; person: Author; at: number }): void
}

export interface RoomOptions {
  name: string
  log: UpdateLog
  turn: Turn
  limits: Limits
  now: () => number
  events: RoomEvents
  /** To the other servers. */
  publishUpdate: (seq: number, update: Uint8Array) => void
  publishPresence: PresenceOptions['publish']
  onError: (error: unknown) => void
  /** The room cannot go on; open it again from the store. */
  onBroken: () => void
  /** Nobody is here and nothing is queued. */
  onIdle: () => void
}
