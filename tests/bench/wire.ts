import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/**
 * A bare WebSocket client. The `ws` package would spend more on a received frame than the servers spend on
 * sending it, and the bench would measure itself.
 */
export interface Wire {
  /** Frames and payload bytes received. */
  frames: number
  bytes: number
  send(payload: Uint8Array): void
  /** Says goodbye; resolves when the socket is gone. */
  close(): Promise<void>
  /** Resolves with the close code of the server, or 1006 when the socket just ended. */
  closed: Promise<number>
}

/** Hears every message; `at` is the time in ms at which its bytes came in. */
export type Listener = (payload: Buffer, at: number) => void

const TEXT = 1
const BINARY = 2
const CLOSE = 8
const PING = 9
const PONG = 10

/** Opens a WebSocket to `http://host:port/path`; rejects when the server answers anything but 101. */
export function openWire(url: URL, listener: Listener): Promise<Wire> {
  const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true })
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('connect', () =>
      socket.write(
        `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nUpgrade: websocket\r\n` +
          `Connection: Upgrade\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n` +
          'Sec-WebSocket-Version: 13\r\n\r\n',
      ),
    )
    let head = Buffer.alloc(0)
    const shake = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      socket.off('data', shake)
      const status = head.toString('latin1', 0, head.indexOf('\r\n'))
      if (!status.startsWith('HTTP/1.1 101')) {
        socket.destroy()
        reject(new Error(`${url.pathname}: ${status}`))
        return
      }
      socket.off('error', reject)
      resolve(wireOn(socket, listener, head.subarray(end + 4)))
    }
    socket.on('data', shake)
  })
}

function wireOn(socket: Socket, listener: Listener, first: Buffer): Wire {
  let rest: Buffer = Buffer.alloc(0)
  let code = 1006
  const closed = new Promise<number>((resolve) => socket.once('close', () => resolve(code)))
  const wire: Wire = {
    frames: 0,
    bytes: 0,
    send: (payload) => void socket.write(masked(BINARY, payload)),
    close: async () => {
      socket.write(masked(CLOSE, Buffer.from([3, 232])))
      await closed
    },
    closed,
  }
  const read = (chunk: Buffer): void => {
    const at = performance.now()
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let offset = 0
    for (;;) {
      const frame = frameAt(rest, offset)
      if (frame === null) break
      offset = frame.end
      if (frame.opcode === BINARY || frame.opcode === TEXT) {
        wire.frames++
        wire.bytes += frame.end - frame.start
        listener(rest.subarray(frame.start, frame.end), at)
      } else if (frame.opcode === PING) socket.write(masked(PONG, rest.subarray(frame.start, frame.end)))
      else if (frame.opcode === CLOSE) {
        if (frame.end - frame.start >= 2) code = rest.readUInt16BE(frame.start)
        socket.end()
      }
    }
    rest = rest.subarray(offset)
  }
  socket.on('error', () => {}) // 'close' follows, and `closed` tells
  socket.on('data', read)
  if (first.length > 0) read(first)
  return wire
}

/** Where the payload of the frame at `offset` lies; null when it is not complete yet. */
function frameAt(bytes: Buffer, offset: number): { opcode: number; start: number; end: number } | null {
  if (bytes.length < offset + 2) return null
  const opcode = bytes[offset]! & 15
  let length = bytes[offset + 1]! & 127
  let start = offset + 2
  if (length === 126) {
    if (bytes.length < start + 2) return null
    length = bytes.readUInt16BE(start)
    start += 2
  } else if (length === 127) {
    if (bytes.length < start + 8) return null
    length = Number(bytes.readBigUInt64BE(start))
    start += 8
  }
  return bytes.length < start + length ? null : { opcode, start, end: start + length }
}

/** A client's frame, masked with zeros: allowed, and it costs nothing. */
function masked(opcode: number, payload: Uint8Array): Buffer {
  const long = payload.length > 65_535
  const start = payload.length < 126 ? 6 : long ? 14 : 8
  const frame = Buffer.alloc(start + payload.length)
  frame[0] = 128 | opcode
  if (payload.length < 126) frame[1] = 128 | payload.length
  else if (long) {
    frame[1] = 255
    frame.writeBigUInt64BE(BigInt(payload.length), 2)
  } else {
    frame[1] = 254
    frame.writeUInt16BE(payload.length, 2)
  }
  frame.set(payload, start)
  return frame
}
