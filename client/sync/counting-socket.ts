import { FRAME, SYNC } from '../../shared/protocol/frames.ts'

/** A socket class that tells of each sync step 2 and update it sends: what the server counts, and confirms. */
export function countingSocket(told: () => void): typeof WebSocket {
  return class CountingSocket extends WebSocket {
    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBuffer>): void {
      if (
        data instanceof Uint8Array &&
        data[0] === FRAME.sync &&
        (data[1] === SYNC.step2 || data[1] === SYNC.update)
      )
        told()
      super.send(data as ArrayBufferView<ArrayBuffer>)
    }
  }
}
