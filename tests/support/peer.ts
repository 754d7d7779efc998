import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import {
  encodeAwarenessFrame,
  encodeStep1,
  encodeStep2,
  readAwareness,
  type AwarenessEntry,
} from '../../shared/protocol/codec.ts'
import {
  encodeHello,
  encodeUpdate,
  FRAME,
  readNotice,
  SYNC,
  type Notice,
} from '../../shared/protocol/frames.ts'

/** Where a peer's frames go. */
export interface PeerLink {
  send(bytes: Uint8Array): void
}

/**
 * A client small enough to be read at a glance: keeps a document, speaks the wire protocol and our extension,
 * and writes down everything it was told. It has no socket of its own: a test moves its bytes.
 */
export class Peer {
  readonly doc: Y.Doc
  link: PeerLink | null = null
  /** Answered sync step 1 and got step 2. */
  synced = false
  /** Frames that the server counts, sent on this link. */
  sent = 0
  /** The last count the server confirmed on this link. */
  saved = 0
  /** Own words up to this clock were once confirmed to be on the disk. */
  savedClock = 0
  updatesHeard = 0
  readonly notices: Notice[] = []
  readonly denials: string[] = []
  readonly awareness = new Map<number, { clock: number; state: Record<string, unknown> | null }>()
  awarenessFrames = 0
  closed: { code: number; say: string } | null = null
  /** Own clock when the n-th counted frame of this link was sent. */
  #clocks: number[] = []
  #waiting: { holds: () => boolean; resolve: () => void }[] = []

  constructor(doc = new Y.Doc()) {
    this.doc = doc
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#sendEdit(encodeUpdate(update))
    })
  }

  get text(): Y.Text {
    return this.doc.getText('plain')
  }

  /** A link is up: says hello, asks for what it lacks. */
  connect(link: PeerLink, { hello = true } = {}): void {
    this.link = link
    this.synced = false
    this.sent = 0
    this.saved = 0
    this.#clocks = []
    this.closed = null
    if (hello) link.send(encodeHello())
    link.send(encodeStep1(Y.encodeStateVector(this.doc)))
  }

  disconnected(code = 1006, say = ''): void {
    this.link = null
    this.synced = false
    this.closed = { code, say }
    this.#ask()
  }

  receive(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes)
    switch (decoding.readVarUint(decoder)) {
      case FRAME.sync:
        this.#receiveSync(decoder)
        break
      case FRAME.awareness:
        this.awarenessFrames += 1
        for (const { client, clock, state } of readAwareness(decoding.readVarUint8Array(decoder)))
          this.awareness.set(client, { clock, state: JSON.parse(state) as Record<string, unknown> | null })
        break
      case FRAME.auth:
        decoding.readVarUint(decoder)
        this.denials.push(decoding.readVarString(decoder))
        break
      case FRAME.saved:
        this.saved = decoding.readVarUint(decoder)
        this.savedClock = Math.max(this.savedClock, this.#clocks[this.saved] ?? 0)
        break
      case FRAME.notice:
        this.notices.push(readNotice(decoder))
        break
    }
    this.#ask()
  }

  /** Resolves when a condition holds, asked after everything that happens to this peer. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ holds, resolve })
      this.#ask()
    })
  }

  /** All this peer's edits are confirmed to be on the disk. */
  get allSaved(): boolean {
    return this.synced && this.saved === this.sent
  }

  awarenessState(state: Record<string, unknown> | null, clock: number, client = this.doc.clientID): void {
    this.send(
      encodeAwarenessFrame([{ client, clock, state: JSON.stringify(state) } satisfies AwarenessEntry]),
    )
  }

  send(bytes: Uint8Array): void {
    this.link?.send(bytes)
  }

  #receiveSync(decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (kind === SYNC.step1) {
      this.#sendEdit(encodeStep2(Y.encodeStateAsUpdate(this.doc, bytes)))
      return
    }
    if (kind === SYNC.update) this.updatesHeard += 1
    Y.applyUpdate(this.doc, bytes, this)
    if (kind === SYNC.step2) this.synced = true
  }

  #sendEdit(frame: Uint8Array): void {
    if (this.link === null) return
    this.sent += 1
    this.#clocks[this.sent] = Y.getState(this.doc.store, this.doc.clientID)
    this.link.send(frame)
  }

  #ask(): void {
    const still: { holds: () => boolean; resolve: () => void }[] = []
    for (const waiting of this.#waiting.splice(0)) {
      if (waiting.holds()) waiting.resolve()
      else still.push(waiting)
    }
    this.#waiting.push(...still)
  }
}
