import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Awareness } from 'y-protocols/awareness'
import { encodeAwarenessFrame } from '../../shared/protocol/codec.ts'
import { FRAME, SYNC } from '../../shared/protocol/frames.ts'

/** How a server is spoken to: all speak y-protocols, Hocuspocus puts the room's name before each frame. */
export type Dialect = 'stock' | 'hocuspocus'

/** What a frame from a server means to the bench. */
export type Heard = { type: 'update'; update: Uint8Array } | { type: 'saved'; count: number } | null

const HOCUSPOCUS_SYNC_REPLY = 4

const frame = (dialect: Dialect, room: string, write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  if (dialect === 'hocuspocus') encoding.writeVarString(encoder, room)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

/** Hocuspocus answers nobody who has not sent a token, whatever it says. */
export const tokenFrame = (room: string): Uint8Array =>
  frame('hocuspocus', room, (encoder) => {
    encoding.writeVarUint(encoder, FRAME.auth)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, 'bench')
  })

/** "I have nothing": the server answers with all it has. */
export const askFrame = (dialect: Dialect, room: string): Uint8Array =>
  frame(dialect, room, (encoder) => {
    encoding.writeVarUint(encoder, FRAME.sync)
    encoding.writeVarUint(encoder, SYNC.step1)
    encoding.writeVarUint8Array(encoder, Uint8Array.of(0))
  })

/** "Who is here?": costs nothing, and shows that somebody is. Hocuspocus ends a socket that is silent for a minute. */
export const whoFrame = (dialect: Dialect, room: string): Uint8Array =>
  frame(dialect, room, (encoder) => encoding.writeVarUint(encoder, FRAME.queryAwareness))

export const updateFrame = (dialect: Dialect, room: string, update: Uint8Array): Uint8Array =>
  frame(dialect, room, (encoder) => {
    encoding.writeVarUint(encoder, FRAME.sync)
    encoding.writeVarUint(encoder, SYNC.update)
    encoding.writeVarUint8Array(encoder, update)
  })

/** What one says of oneself, as our page sends it. */
export const presenceFrame = ({ clientID: client, meta, states }: Awareness): Uint8Array =>
  encodeAwarenessFrame([
    { client, clock: meta.get(client)?.clock ?? 0, state: JSON.stringify(states.get(client) ?? null) },
  ])

/** Reads a server's frame; null for what the bench does not need. */
export function hear(dialect: Dialect, payload: Uint8Array): Heard {
  const decoder = decoding.createDecoder(payload)
  if (dialect === 'hocuspocus') decoding.readVarString(decoder)
  const type = decoding.readVarUint(decoder)
  if (type === FRAME.saved && dialect === 'stock')
    return { type: 'saved', count: decoding.readVarUint(decoder) }
  if (type !== FRAME.sync && !(dialect === 'hocuspocus' && type === HOCUSPOCUS_SYNC_REPLY)) return null
  if (decoding.readVarUint(decoder) === SYNC.step1) return null
  return { type: 'update', update: decoding.readVarUint8Array(decoder) }
}
