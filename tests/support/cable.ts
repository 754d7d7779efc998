import { createServer, connect, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/**
 * A network cable between people and a server: a TCP proxy that can be cut (every socket ends at once, new
 * ones are refused) or hang half-open (bytes stop, nothing closes), as a school's Wi-Fi does.
 */
export interface Cable {
  port: number
  url: string
  cut(): void
  hang(): void
  mend(): void
  close(): Promise<void>
}

export async function layCable(target: { port: number; host?: string }): Promise<Cable> {
  let state: 'whole' | 'cut' | 'hanging' = 'whole'
  const pairs = new Set<[Socket, Socket]>()

  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy()
    const far = connect(target.port, target.host ?? '127.0.0.1')
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    const end = (): void => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    for (const socket of pair) {
      socket.setNoDelay(true)
      socket.on('error', end).on('close', end)
    }
    near.on('data', (bytes) => state === 'whole' && far.write(bytes))
    far.on('data', (bytes) => state === 'whole' && near.write(bytes))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo

  const destroyAll = (): void => {
    for (const [near, far] of pairs) {
      near.destroy()
      far.destroy()
    }
  }
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    cut() {
      state = 'cut'
      destroyAll()
    },
    hang() {
      state = 'hanging'
    },
    mend() {
      // A link that lost bytes cannot go on: what hung is closed, as a real network does in the end.
      if (state === 'hanging') destroyAll()
      state = 'whole'
    },
    close() {
      destroyAll()
      return new Promise((done) => server.close(() => done()))
    },
  }
}
