import type { Connection } from '../../server/sync/connection.ts'
import type { Visitor } from '../../server/sync/doorkeeper.ts'
import type { Rooms } from '../../server/sync/rooms.ts'
import type { Peer } from './peer.ts'

type Down = Uint8Array | { close: number; say: string }

/**
 * A link between a peer and the rooms of a server, in memory: each direction keeps its order, and nothing
 * moves until the test says so. Two links know nothing of each other's order.
 */
export class MemoryLink {
  readonly peer: Peer
  readonly connection: Connection
  #up: Uint8Array[] = []
  #down: Down[] = []
  #cut = false
  #flowing = false

  constructor(
    rooms: Rooms,
    room: string,
    person: Visitor,
    peer: Peer,
    options: { write?: boolean; hello?: boolean } = {},
  ) {
    this.peer = peer
    this.connection = rooms.attach(room, {
      person,
      write: options.write ?? true,
      schema: null,
      wire: {
        send: (frame) => this.#queue(this.#down, frame.payload),
        close: (code, say) => this.#queue(this.#down, { close: code, say }),
        unsent: () => 0,
      },
    })
    peer.connect({ send: (bytes) => this.#queue(this.#up, bytes) }, options)
  }

  /** From now on frames move by themselves, each on a later turn of the event loop. */
  flow(): this {
    this.#flowing = true
    this.#move()
    return this
  }

  #queue<T>(frames: T[], frame: T): void {
    frames.push(frame)
    if (this.#flowing) this.#move()
  }

  #move(): void {
    setImmediate(() => {
      while (this.deliverUp() || this.deliverDown());
    })
  }

  get cut(): boolean {
    return this.#cut
  }
  get upward(): number {
    return this.#cut ? 0 : this.#up.length
  }
  get downward(): number {
    return this.#cut ? 0 : this.#down.length
  }

  /** Brings the next frame to the server; false when there is none. */
  deliverUp(): boolean {
    const bytes = this.#cut ? undefined : this.#up.shift()
    if (bytes === undefined) return false
    this.connection.receive(bytes)
    return true
  }

  /** Brings the next frame to the peer; false when there is none. */
  deliverDown(): boolean {
    const next = this.#cut ? undefined : this.#down.shift()
    if (next === undefined) return false
    if (next instanceof Uint8Array) this.peer.receive(next)
    else {
      this.#cut = true
      this.peer.disconnected(next.close, next.say)
    }
    return true
  }

  /** The link breaks: what is under way is lost in both directions. */
  break(): void {
    if (this.#cut) return
    this.#cut = true
    this.#up = []
    this.#down = []
    this.connection.closed()
    this.peer.disconnected()
  }
}

/** Delivers everything on all links, and lets the server take its turns, until nothing moves. */
export async function drain(rooms: Rooms, links: Iterable<MemoryLink>): Promise<void> {
  const all = [...links]
  for (;;) {
    await rooms.settled()
    let moved = false
    for (const link of all) while (link.deliverUp() || link.deliverDown()) moved = true
    if (!moved) return
  }
}
