/** What a connection needs of a socket; a websocket and the tests' memory network both are one. */
export interface Wire {
  send(frame: OutFrame): void
  /** Starts the closing handshake; nothing can be sent after it. */
  close(code: number, say: string): void
  /** Bytes handed over that the network has not taken yet. */
  unsent(): number
}

/** A frame on its way out: encoded once, sent to many. */
export interface OutFrame {
  payload: Uint8Array
  /** The payload as a finished websocket frame, so that sending it is one write of shared bytes. */
  framed: Buffer
}

/** Wraps a payload as an unmasked, unfragmented binary websocket frame (RFC 6455, 5.2). */
export function outFrame(payload: Uint8Array): OutFrame {
  const length = payload.byteLength
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const framed = Buffer.allocUnsafe(header + length)
  framed[0] = 0x82
  if (header === 2) framed[1] = length
  else if (header === 4) {
    framed[1] = 126
    framed.writeUInt16BE(length, 2)
  } else {
    framed[1] = 127
    framed.writeBigUInt64BE(BigInt(length), 2)
  }
  framed.set(payload, header)
  return { payload: framed.subarray(header), framed }
}
