import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Wire } from './wire.ts'

/** After this long without an answer to our close frame the socket is cut, ms. */
const CLOSE_MS = 2_000

/**
 * A websocket as a wire. Frames go straight to the stream below it, already framed: with compression off ws
 * would only put the same header before them again, for each of a hundred readers.
 */
export function websocketWire(socket: WebSocket, stream: Duplex): Wire {
  return {
    send(frame) {
      if (socket.readyState === socket.OPEN && stream.writable) stream.write(frame.framed)
    },
    close(code, say) {
      socket.close(code, say)
      // A reader that has stopped reading never answers.
      setTimeout(() => socket.terminate(), CLOSE_MS).unref()
    },
    unsent: () => stream.writableLength,
  }
}

/** The bytes of a message; null for a text message, which nobody sends us. */
export function bytesOf(data: unknown, isBinary: boolean): Uint8Array | null {
  if (!isBinary) return null
  if (data instanceof Uint8Array) return data
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  return Array.isArray(data) ? Buffer.concat(data as Buffer[]) : null
}
