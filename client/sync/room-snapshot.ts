import type { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import type { Refusal } from './refusals.ts'

/** What a page sees of a room. A new snapshot means: draw again. Typing alone never makes one. */
export interface RoomSnapshot {
  doc: Y.Doc
  provider: WebsocketProvider | null
  /** Rises when the local copy was thrown away: editors are made anew (`key={generation}`). */
  generation: number
  /** The copy of this device has been read: there may be words to show. */
  loaded: boolean
  /** The server's words have been here since the room was opened. */
  synced: boolean
  /** null until the server says otherwise than `may()`. */
  write: boolean | null
  refusals: readonly Refusal[]
  /** Text was removed from this document while it was open here, or since this device last had it. */
  removed: boolean
  /** The socket has not opened for a while; the page offers the stored text. */
  unreachable: boolean
  /** The server answers, only the socket does not open: a proxy or a filter is in between. */
  blocked: boolean
  /** What the server said it could not do, while it lasts ("no room"). */
  trouble: string | null
}

/** A room that was just asked for. */
export const blank = (doc: Y.Doc): RoomSnapshot => ({
  doc,
  provider: null,
  generation: 0,
  loaded: false,
  synced: false,
  write: null,
  refusals: [],
  removed: false,
  unreachable: false,
  blocked: false,
  trouble: null,
})
