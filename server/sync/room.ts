import * as Y from 'yjs'
import type { ClientFrame } from '../../shared/protocol/codec.ts'
import { encodeUpdate, SCHEMA_VERSION } from '../../shared/protocol/frames.ts'
import type { Connection } from './connection.ts'
import { decodeEdit } from './gate.ts'
import { hydrate, type Hydrated } from './hydrate.ts'
import { JoinReplies } from './join-replies.ts'
import { Presence } from './presence.ts'
import { turnAway, type Queued } from './queued.ts'
import { applyQueue } from './room-queue.ts'
import type { RoomOptions } from './room-options.ts'
import { RoomTail } from './room-tail.ts'
import type { RoomWork } from './room-work.ts'
import { schemaNeededBy } from './schema-guard.ts'
import type { Batch, TurnTaker } from './turn.ts'
import { outFrame, type OutFrame } from './wire.ts'

const QUIET_MS = 500
const BUSY_MS = 2_000
/** Updates of several authors leave as one frame while they are small; merging large ones costs more than frames. */
const MERGE_BYTES = 64 * 1024

/**
 * One open document. The way of an edit, from here on: `frame` (decode, queue) → `takeTurn` (apply) → the
 * turn's commit → `committed` (show, answer joins) → `flushed` ("saved").
 *
 * 1. Outside a turn, `doc` holds exactly what is committed. 2. Nobody is sent, and nobody reads, anything else.
 * 3. When an apply or a commit fails, the document is thrown away and loaded again: `Y.applyUpdate` has no undo.
 */
export class Room implements TurnTaker {
  readonly name: string
  readonly presence: Presence
  /** What has been made of the document as it is committed now, under what made it. */
  readonly made = new Map<(doc: Y.Doc) => unknown, unknown>()
  /** Of the document: a rewriting opens another room. */
  readonly epoch: number
  readonly retired: ReadonlySet<number>
  #o: RoomOptions
  #doc: Y.Doc
  #tail: RoomTail
  #replies: JoinReplies
  #queue: Queued[] = []
  #joined = new Set<Connection>()
  #busy = false
  #reloading: Promise<void> | null = null
  /** Why it cannot go on; whoever still holds it is turned away, since another room is opened in its place. */
  #broken: { why: unknown } | null = null
  #changedAt: number | null = null
  #summed = false
  #quietTimer: NodeJS.Timeout | null = null

  constructor(options: RoomOptions, stored: Hydrated) {
    this.name = options.name
    this.#o = options
    this.epoch = stored.epoch
    this.retired = stored.retired
    this.#doc = stored.doc
    this.#tail = new RoomTail(options.log, options.name, stored, options.onError)
    this.#replies = new JoinReplies(stored.doc, stored.encoded)
    this.presence = new Presence({
      limits: options.limits,
      now: options.now,
      relay: (frame) => this.#toAll(frame, null),
      publish: options.publishPresence,
      changed: () => options.events.presenceChanged(this.name),
    })
  }

  get joined(): ReadonlySet<Connection> {
    return this.#joined
  }

  /** Nothing queued, nothing in a turn. */
  get idle(): boolean {
    return this.#queue.length === 0 && !this.#busy && this.#reloading === null
  }

  /** Resolves when it is not being loaded again. */
  async reloaded(): Promise<void> {
    while (this.#reloading !== null) await this.#reloading
  }

  /** A client's frame. Edits, joins and reads wait for the turn; presence does not touch the document. */
  frame(connection: Connection, frame: ClientFrame): void {
    // Before a word is read or taken: it can only hold what was removed, or stand on it.
    if (connection.epoch !== null && connection.epoch !== this.epoch) return connection.end('newEpoch')
    switch (frame.type) {
      case 'join':
        return this.enqueue({ do: 'join', connection, stateVector: frame.stateVector })
      case 'edit': {
        const decoded = decodeEdit(frame.update)
        if (decoded === null) return connection.refuse('malformed')
        return this.enqueue({ do: 'edit', connection, update: frame.update, decoded })
      }
      case 'awareness':
        return this.presence.receive(connection, frame.states)
      case 'ask awareness': {
        const everyone = this.presence.everyone()
        if (everyone !== null) connection.send(everyone)
        return
      }
      case 'hello':
        return connection.hello(this.epoch)
      case 'unknown':
        return
    }
  }

  enqueue(queued: Queued): void {
    if (this.#broken !== null) return turnAway(queued, this.#broken.why)
    this.#queue.push(queued)
    if (this.#reloading === null) this.#o.turn.due(this)
  }

  /** A connection is gone. Its queued edits stay: they arrived. */
  ended(connection: Connection): void {
    this.presence.left(connection)
    if (!this.#joined.delete(connection)) return
    const stillHere = [...this.#joined].some(({ person }) => person.id === connection.person.id)
    if (!stillHere) this.#o.events.left({ room: this.name, person: connection.author, at: this.#o.now() })
    this.#o.events.presenceChanged(this.name)
  }

  takeTurn(): Batch | null {
    if (this.#queue.length === 0 || this.#reloading !== null) return null
    const queue = this.#queue.splice(0)
    const applied = applyQueue(this.#doc, queue, {
      room: this.name,
      limits: this.#o.limits,
      at: this.#o.now(),
      fits: (bytes) => this.#fits(bytes),
      retired: this.retired,
      onError: this.#o.onError,
    })
    const { work } = applied
    if (applied.spoiled) {
      this.#queue.unshift(...applied.again)
      this.#reload()
      work.refuse()
      return null
    }
    this.#busy = true
    return {
      entries: work.entries,
      committed: (seqs) => this.#committed(work, seqs),
      flushed: () => work.flushed(),
      failed: (error) => {
        this.#busy = false
        this.#queue.unshift(...queue.filter((queued) => queued.do !== 'edit' && queued.do !== 'write'))
        this.#reload()
        work.failed(error)
      },
    }
  }

  /** Puts the room away; it must be idle and empty. */
  async unload(): Promise<void> {
    this.presence.stop()
    this.#quiet()
    await this.#tail.finish(() => this.#replies.snapshot())
    this.#doc.destroy()
  }

  /** Its document is about to be replaced: what still comes is turned away. Call it when it is idle, then `unload`. */
  retire(why: Error): void {
    this.#broken = { why }
  }

  #committed(work: RoomWork, seqs: readonly number[]): void {
    this.#busy = false
    work.committed()
    if (work.shown.length > 0) {
      this.#replies.changed()
      this.made.clear()
      this.#show(work) // first of all: people wait for it
      this.#touched()
    }
    this.#tail.advance(work, seqs)
    for (const [index, { update }] of work.entries.entries()) this.#o.publishUpdate(seqs[index] ?? 0, update)
    for (const { author, sections } of work.stored)
      this.#o.events.stored({ room: this.name, author, sections, at: work.at })
    for (const { connection, stateVector } of work.joins) this.#join(connection, stateVector)
    for (const { read } of work.reads) read(() => this.#replies.whole(), this.#doc)
    work.refuse()
    this.#tail.compactIfDue(() => this.#replies.snapshot())
    if (this.#joined.size === 0 && this.idle) this.#o.onIdle()
  }

  /** One frame for everyone, encoded once; a sole author is not told what they wrote. */
  #show({ shown }: RoomWork): void {
    if (this.#joined.size === 0) return
    this.#endOldClients()
    const bytes = shown.reduce((sum, { update }) => sum + update.byteLength, 0)
    if (shown.length > 1 && bytes <= MERGE_BYTES) {
      const update = Y.mergeUpdates(shown.map(({ update }) => update))
      this.#toAll(outFrame(encodeUpdate(update)), null)
      return
    }
    for (const { update, connection } of shown) this.#toAll(outFrame(encodeUpdate(update)), connection)
  }

  #toAll(frame: OutFrame, except: Connection | null): void {
    for (const connection of this.#joined) if (connection !== except) connection.send(frame)
  }

  #join(connection: Connection, stateVector: Uint8Array): void {
    if (connection.ended) return
    const { schema } = connection
    if (schema !== null && schema < SCHEMA_VERSION && schema < schemaNeededBy(this.#doc))
      return connection.end('oldClient')
    const step2 = this.#replies.step2(stateVector)
    if (step2 === null) return connection.refuse('malformed')
    const again = this.#joined.has(connection)
    // Our question first: a client that is in step knows then that it owes us an answer, and cannot think itself
    // "saved" before it has sent what it wrote offline.
    if (!again) connection.send(this.#replies.step1())
    connection.sendWhole(step2)
    if (again) return // a client that asks again from time to time (y-websocket's resyncInterval)
    const everyone = this.presence.everyone()
    if (everyone !== null) connection.send(everyone)
    this.#joined.add(connection)
    this.#o.events.presenceChanged(this.name)
    if (this.#summed) return
    // A crash may have left what is told of this document behind its words: tell it once, when the joins are over.
    this.#summed = true
    this.#touched()
  }

  /** Someone has just used a kind of node that a declared older client here does not know. */
  #endOldClients(): void {
    const old = [...this.#joined].filter(({ schema }) => schema !== null && schema < SCHEMA_VERSION)
    if (old.length === 0) return
    const needed = schemaNeededBy(this.#doc)
    for (const connection of old) if ((connection.schema ?? 0) < needed) connection.end('oldClient')
  }

  /** Back to what the store has; whoever is here has seen nothing else. */
  #reload(): void {
    this.#reloading = this.#loadAgain().finally(() => {
      this.#reloading = null
      if (this.#queue.length > 0) this.#o.turn.due(this)
      else if (this.#joined.size === 0) this.#o.onIdle()
    })
  }

  async #loadAgain(): Promise<void> {
    try {
      const stored = await hydrate(this.#o.log, this.name)
      this.#doc.destroy()
      this.#doc = stored.doc
      this.#tail = new RoomTail(this.#o.log, this.name, stored, this.#o.onError)
      this.#replies = new JoinReplies(stored.doc, stored.encoded)
      this.made.clear()
    } catch (error) {
      this.#o.onError(error)
      this.#broken = { why: error }
      for (const queued of this.#queue.splice(0)) turnAway(queued, error)
      for (const connection of this.#joined) connection.end('restarting')
      this.#o.onBroken()
    }
  }

  /** What the log holds is an upper bound of the document's size; only near the limit is it measured. */
  #fits(bytes: number): boolean {
    const limit = this.#o.limits.documentBytes
    return this.#tail.bytes + bytes <= limit || this.#replies.whole().byteLength + bytes <= limit
  }

  #touched(): void {
    const now = this.#o.now()
    this.#changedAt ??= now
    if (this.#quietTimer !== null) clearTimeout(this.#quietTimer)
    const wait = Math.max(0, Math.min(QUIET_MS, this.#changedAt + BUSY_MS - now))
    // Through the queue, so that the document is between turns when it is read.
    const read = (): void => this.enqueue({ do: 'read', read: () => this.#quiet(), failed: this.#o.onError })
    this.#quietTimer = setTimeout(read, wait).unref()
  }

  #quiet(): void {
    if (this.#quietTimer !== null) clearTimeout(this.#quietTimer)
    this.#quietTimer = null
    if (this.#changedAt === null) return
    this.#changedAt = null
    this.#o.events.quiet({ room: this.name, doc: this.#doc })
  }
}
