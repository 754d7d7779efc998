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
  /** From now on a poor link in both directions; null: a good one again. */
  slow(link: PoorLink | null): void
  close(): Promise<void>
}

/** Every byte takes longer, in order; every nth packet is lost, and what follows waits until it is sent again. */
interface PoorLink {
  /** One way, ms. */
  delay: number
  bytesPerSecond: number
  /** One packet in so many is lost. */
  lostOneIn: number
}

const PACKET_BYTES = 1_460

/** One direction of a connection over a link that may be poor. */
function oneWay(write: (bytes: Buffer) => void, link: () => PoorLink | null): (bytes: Buffer) => void {
  let free = 0
  let arrives = 0
  let packets = 0
  return (bytes) => {
    const poor = link()
    if (poor === null && Date.now() >= arrives) return write(bytes)
    const { delay, bytesPerSecond, lostOneIn } = poor ?? {
      delay: 0,
      bytesPerSecond: Infinity,
      lostOneIn: Infinity,
    }
    free = Math.max(Date.now(), free) + (bytes.length / bytesPerSecond) * 1_000
    const before = Math.floor(packets / lostOneIn)
    packets += Math.ceil(bytes.length / PACKET_BYTES)
    const lost = Math.floor(packets / lostOneIn) - before
    arrives = Math.max(arrives, free + delay + lost * 2 * delay)
    setTimeout(() => write(bytes), arrives - Date.now())
  }
}

export async function layCable(target: { port: number; host?: string }): Promise<Cable> {
  let state: 'whole' | 'cut' | 'hanging' = 'whole'
  let poor: PoorLink | null = null
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
    const up = oneWay(
      (bytes) => void far.write(bytes),
      () => poor,
    )
    const down = oneWay(
      (bytes) => void near.write(bytes),
      () => poor,
    )
    near.on('data', (bytes) => state === 'whole' && up(bytes))
    far.on('data', (bytes) => state === 'whole' && down(bytes))
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
    slow(link) {
      poor = link
    },
    close() {
      destroyAll()
      return new Promise((done) => server.close(() => done()))
    },
  }
}
