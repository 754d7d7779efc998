import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { FRAME, SYNC } from './frames.ts'

/** What a client can say to the server. */
export type ClientFrame =
  | { type: 'join'; stateVector: Uint8Array }
  | { type: 'edit'; update: Uint8Array }
  | { type: 'awareness'; states: AwarenessEntry[] }
  | { type: 'ask awareness' }
  | { type: 'hello' }
  /** A newer client's question: let by, so that an extension can be asked for without harm. */
  | { type: 'unknown' }

/** One client's line of an awareness frame; `state` is JSON text, not looked at yet. */
export interface AwarenessEntry {
  client: number
  clock: number
  state: string
}

/** An awareness frame names at most this many clients; nobody's page holds more. */
const AWARENESS_ENTRIES = 1_000

/** Reads a frame from the wire; null for anything that does not read as one. */
export function decodeClientFrame(bytes: Uint8Array): ClientFrame | null {
  try {
    return read(decoding.createDecoder(bytes))
  } catch {
    return null
  }
}

function read(decoder: decoding.Decoder): ClientFrame | null {
  switch (decoding.readVarUint(decoder)) {
    case FRAME.sync:
      switch (decoding.readVarUint(decoder)) {
        case SYNC.step1:
          return { type: 'join', stateVector: decoding.readVarUint8Array(decoder) }
        case SYNC.step2:
        case SYNC.update:
          return { type: 'edit', update: decoding.readVarUint8Array(decoder) }
        default:
          return null
      }
    case FRAME.awareness:
      return { type: 'awareness', states: readAwareness(decoding.readVarUint8Array(decoder)) }
    case FRAME.queryAwareness:
      return { type: 'ask awareness' }
    case FRAME.saved:
      return { type: 'hello' }
    default:
      return { type: 'unknown' }
  }
}

/** The lines of an awareness update; throws on bytes that are none. */
export function readAwareness(bytes: Uint8Array): AwarenessEntry[] {
  const decoder = decoding.createDecoder(bytes)
  const count = decoding.readVarUint(decoder)
  if (count > AWARENESS_ENTRIES) throw new Error('Too many awareness entries')
  const states: AwarenessEntry[] = []
  for (let i = 0; i < count; i++) {
    states.push({
      client: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      state: decoding.readVarString(decoder),
    })
  }
  return states
}

/** The bytes of an awareness update, without the frame around it. */
export function writeAwareness(states: readonly AwarenessEntry[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, states.length)
  for (const { client, clock, state } of states) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  }
  return encoding.toUint8Array(encoder)
}

const frame = (types: readonly number[], write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  for (const type of types) encoding.writeVarUint(encoder, type)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

export const encodeAwarenessFrame = (states: readonly AwarenessEntry[]): Uint8Array =>
  frame([FRAME.awareness], (encoder) => encoding.writeVarUint8Array(encoder, writeAwareness(states)))

/** What the other side lacks. */
export const encodeStep2 = (update: Uint8Array): Uint8Array =>
  frame([FRAME.sync, SYNC.step2], (encoder) => encoding.writeVarUint8Array(encoder, update))

/** Asks the other side for what we lack. */
export const encodeStep1 = (stateVector: Uint8Array): Uint8Array =>
  frame([FRAME.sync, SYNC.step1], (encoder) => encoding.writeVarUint8Array(encoder, stateVector))

/** y-protocols' "permission denied": the 0 is its only kind. */
export const encodeDenied = (say: string): Uint8Array =>
  frame([FRAME.auth, 0], (encoder) => encoding.writeVarString(encoder, say))
