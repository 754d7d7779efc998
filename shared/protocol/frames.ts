import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/**
 * The first varuint of a frame: 0, 1, 2, 3 are y-websocket's own. 100 and 101 are ours, and sent only to a
 * client that has asked for them by sending `[100]` after it connected.
 */
export const FRAME = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, saved: 100, notice: 101 } as const
export const SYNC = { step1: 0, step2: 1, update: 2 } as const

/** The document schema this build writes. A client that declares a lower one than a document needs is told to reload. */
export const SCHEMA_VERSION = 3

/** What the server says beside the document; JSON in a `notice` frame. */
export type Notice =
  | {
      type: 'refused'
      why: 'no right' | 'too large' | 'malformed' | 'not stored' | 'unknown kinds' | 'old epoch'
      say: string
    }
  /** `epoch`: rises by one when text was removed for good; what a client keeps of an earlier one is not taken. */
  | { type: 'rights'; write: boolean; epoch: number }

/** A client asks for `saved` and `notice` frames. */
export function encodeHello(): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, FRAME.saved)
  return encoding.toUint8Array(encoder)
}

/** `count`: how many sync step 2 and update frames of this connection are accepted and flushed to disk. */
export function encodeSaved(count: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, FRAME.saved)
  encoding.writeVarUint(encoder, count)
  return encoding.toUint8Array(encoder)
}

export function encodeNotice(notice: Notice): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, FRAME.notice)
  encoding.writeVarString(encoder, JSON.stringify(notice))
  return encoding.toUint8Array(encoder)
}

/** Reads the rest of a `notice` frame from our own server, its first varuint already read. */
export const readNotice = (decoder: decoding.Decoder): Notice =>
  JSON.parse(decoding.readVarString(decoder)) as Notice

/** One update for everyone: encoded once, sent to many. */
export function encodeUpdate(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, FRAME.sync)
  encoding.writeVarUint(encoder, SYNC.update)
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}
