import { encodeDenied, decodeClientFrame, type ClientFrame } from '../../shared/protocol/codec.ts'
import { CLOSE, type CloseReason } from '../../shared/protocol/close-codes.ts'
import { encodeNotice, encodeSaved, type Notice } from '../../shared/protocol/frames.ts'
import type { Limits } from '../../shared/protocol/limits.ts'
import type { Author } from '../../shared/people/person.ts'
import { createBucket } from './bucket.ts'
import type { Visitor } from './doorkeeper.ts'
import { outFrame, type OutFrame, type Wire } from './wire.ts'

export type Refusal = Extract<Notice, { type: 'refused' }>['why']

/** What an author is told when an edit is refused, and with which code the socket closes. */
const REFUSALS: Record<Refusal, CloseReason> = {
  'no right': 'refused',
  'unknown kinds': 'refused',
  'too large': 'tooLarge',
  malformed: 'malformed',
  'not stored': 'noRoom',
  'old epoch': 'newEpoch',
}

/** Who hears a connection: the room, once it is open. */
export interface Hearer {
  frame(connection: Connection, frame: ClientFrame): void
  ended(connection: Connection): void
}

export interface ConnectionOptions {
  wire: Wire
  person: Visitor
  /** May this person write in this room? Decided once: changed rights end the connection. */
  write: boolean
  /** The schema the client says it knows; null for a stock client. */
  schema: number | null
  /** The epoch the client says its document is of; null when it says none. */
  epoch?: number | null
  limits: Limits
  now: () => number
}

/** One socket in one room: bounds, decodes, counts. It knows nothing of documents. */
export class Connection {
  readonly person: Visitor
  readonly author: Author
  readonly write: boolean
  readonly schema: number | null
  readonly epoch: number | null
  /** The awareness client that belongs to this socket, once it has spoken. */
  client: number | null = null
  /** Edits accepted and committed. */
  accepted = 0
  /** What this person sent is no longer wanted, not even what is queued: their rights are gone. */
  revoked = false
  #wire: Wire
  #limits: Limits
  #takeFrame: (amount: number) => boolean
  #takeBytes: (amount: number) => boolean
  #takeQuestion: (amount: number) => boolean
  #state:
    | { is: 'opening'; held: ClientFrame[] }
    | { is: 'open'; hearer: Hearer }
    | { is: 'ended'; held: ClientFrame[] }
  #asked = false
  #saved = 0
  #allowance = 0
  #deadline: NodeJS.Timeout | null

  constructor({ wire, person, write, schema, epoch = null, limits, now }: ConnectionOptions) {
    this.person = person
    this.author = { id: person.id, name: person.name, partner: person.partner, role: person.role }
    this.write = write
    this.schema = schema
    this.epoch = epoch
    this.#wire = wire
    this.#limits = limits
    this.#takeFrame = createBucket(limits.framesPerSecond, limits.framesBurst, now)
    this.#takeBytes = createBucket(limits.bytesPerSecond, limits.bytesBurst, now)
    this.#takeQuestion = createBucket(limits.questionsPerSecond, limits.questionsBurst, now)
    this.#state = { is: 'opening', held: [] }
    // Only sync step 1 stops this clock: other traffic must not keep a socket that never joins.
    this.#deadline = setTimeout(() => this.end('silent'), limits.firstFrameMs).unref()
  }

  get ended(): boolean {
    return this.#state.is === 'ended'
  }

  /** The room is open: what came meanwhile is heard first, in order. */
  open(hearer: Hearer): void {
    if (this.#state.is === 'open') throw new Error('A connection is opened once.')
    const { held } = this.#state
    if (this.#state.is === 'ended') {
      // A tab closed while the room was loading: what it wrote had arrived.
      if (!this.revoked) for (const frame of held) if (frame.type === 'edit') hearer.frame(this, frame)
      hearer.ended(this)
      return
    }
    this.#state = { is: 'open', hearer }
    for (const frame of held) if (!this.ended) hearer.frame(this, frame)
  }

  /** A message arrived. */
  receive(bytes: Uint8Array): void {
    if (this.ended) return
    if (bytes.byteLength > this.#limits.frameBytes) return this.refuse('too large')
    if (!this.#takeFrame(1) || !this.#takeBytes(bytes.byteLength)) return this.end('tooMuch')
    const frame = decodeClientFrame(bytes)
    if (frame === null) return this.refuse('malformed')
    // A few bytes that are answered with a document: what it costs to answer counts, not what it costs to ask.
    const asks = frame.type === 'join' || frame.type === 'ask awareness'
    if (asks && !this.#takeQuestion(1)) return this.end('tooMuch')
    if (frame.type === 'join') this.#stopDeadline()
    if (this.#state.is === 'opening') this.#state.held.push(frame)
    else if (this.#state.is === 'open') this.#state.hearer.frame(this, frame)
  }

  /** The socket is gone; edits already queued are still kept. */
  closed(): void {
    this.#stopDeadline()
    const state = this.#state
    this.#state = { is: 'ended', held: state.is === 'open' ? [] : state.held }
    if (state.is === 'open') state.hearer.ended(this)
  }

  send(frame: OutFrame): void {
    if (this.ended) return
    this.#wire.send(frame)
    const unsent = this.#wire.unsent()
    if (unsent === 0) this.#allowance = 0
    else if (unsent > this.#limits.unsentBytes + this.#allowance) this.end('tooSlow')
  }

  /** Sends what a joiner lacks: as large as it is, this alone does not make a slow reader. */
  sendWhole(frame: OutFrame): void {
    // Not a sum: who asks again and again without reading would be sent any number of documents.
    this.#allowance = Math.max(this.#allowance, frame.framed.byteLength)
    this.send(frame)
  }

  /** The client speaks our extension; it is told what it may do here, and which epoch of the document this is. */
  hello(epoch: number): void {
    this.#asked = true
    this.#notice({ type: 'rights', write: this.write, epoch })
    this.send(outFrame(encodeSaved(this.#saved)))
  }

  /** `count` of this connection's accepted edits are on the disk. */
  flushed(count: number): void {
    if (count <= this.#saved) return
    this.#saved = count
    if (this.#asked) this.send(outFrame(encodeSaved(count)))
  }

  /** Tells the author that an edit is not taken, and why, then ends the socket. */
  refuse(why: Refusal): void {
    if (this.ended) return
    const reason = REFUSALS[why]
    const say = why === 'unknown kinds' ? UNKNOWN_KINDS : CLOSE[reason].say
    this.send(outFrame(encodeDenied(say)))
    this.#notice({ type: 'refused', why, say })
    this.end(reason)
  }

  end(reason: CloseReason): void {
    if (this.ended) return
    const { code, say } = CLOSE[reason]
    this.#wire.close(code, say)
    this.closed()
  }

  /** Ends the socket, and nothing it has queued is taken any more. */
  revoke(reason: CloseReason): void {
    this.revoked = true
    this.end(reason)
  }

  #notice(notice: Notice): void {
    if (this.#asked) this.send(outFrame(encodeNotice(notice)))
  }

  #stopDeadline(): void {
    if (this.#deadline !== null) clearTimeout(this.#deadline)
    this.#deadline = null
  }
}

const UNKNOWN_KINDS =
  'This program would have removed a table, a figure or the like that it does not know. Update it, then try again.'
