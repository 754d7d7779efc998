import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { readAwareness, writeAwareness, type AwarenessEntry } from '../../shared/protocol/codec.ts'

/** What servers that share a room tell each other. */
export type RoomMessage =
  /** Committed in the log at `seq`. */
  | { type: 'update'; seq: number; update: Uint8Array }
  | { type: 'presence'; states: AwarenessEntry[] }
  /** A server has just opened the room: who is with you? */
  | { type: 'ask presence' }
  /** The document has begun a new epoch in the store. */
  | { type: 'new epoch' }

const KIND = { update: 0, presence: 1, 'ask presence': 2, 'new epoch': 3 } as const

export function encodeRoomMessage(message: RoomMessage): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, KIND[message.type])
  switch (message.type) {
    case 'update':
      encoding.writeVarUint(encoder, message.seq)
      encoding.writeVarUint8Array(encoder, message.update)
      break
    case 'presence':
      encoding.writeVarUint8Array(encoder, writeAwareness(message.states))
      break
    case 'ask presence':
    case 'new epoch':
      break
  }
  return encoding.toUint8Array(encoder)
}

/** Throws on bytes that are no message of ours. */
export function decodeRoomMessage(bytes: Uint8Array): RoomMessage {
  const decoder = decoding.createDecoder(bytes)
  const kind = decoding.readVarUint(decoder)
  if (kind === KIND.update)
    return {
      type: 'update',
      seq: decoding.readVarUint(decoder),
      update: decoding.readVarUint8Array(decoder),
    }
  if (kind === KIND.presence)
    return { type: 'presence', states: readAwareness(decoding.readVarUint8Array(decoder)) }
  if (kind === KIND['ask presence']) return { type: 'ask presence' }
  if (kind === KIND['new epoch']) return { type: 'new epoch' }
  throw new Error(`Unknown message on the bus: ${kind}`)
}
