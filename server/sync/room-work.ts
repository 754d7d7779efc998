import * as Y from 'yjs'
import type { Author } from '../../shared/people/person.ts'
import { sectionOfRoot } from '../../shared/narrative/sections.ts'
import type { Limits } from '../../shared/protocol/limits.ts'
import type { Entry } from '../storage/update-log.ts'
import { holdShape, holdWaiting, Spoilt, waitingIn } from './bounds.ts'
import type { Connection, Refusal } from './connection.ts'
import { objectionTo } from './gate.ts'
import type { Edit, Join, Read, Relay, Write } from './queued.ts'
import { touchedBy, type DecodedEdit } from './structs.ts'

export interface WorkContext {
  room: string
  limits: Limits
  at: number
  /** Is there room in the document for so many bytes more? */
  fits: (bytes: number) => boolean
  /** Yjs clients of earlier epochs. */
  retired: ReadonlySet<number>
  onError: (error: unknown) => void
}

/** What a room's turn did to its document in memory, until it is committed and shown, or taken back. */
export class RoomWork {
  readonly entries: Entry[] = []
  /** What everyone is to be sent, but for the connection it came from. */
  readonly shown: { update: Uint8Array; connection: Connection | null }[] = []
  readonly stored: { author: Author; sections: string[] }[] = []
  readonly relayed: number[] = []
  readonly joins: Join[] = []
  readonly reads: Read[] = []
  readonly at: number
  #doc: Y.Doc
  #context: WorkContext
  #accepted: { connection: Connection; count: number }[] = []
  #refused: { connection: Connection; why: Refusal }[] = []
  #writes: Write[] = []
  /** Of the edits this turn has taken. */
  #bytes = 0

  constructor(doc: Y.Doc, context: WorkContext) {
    this.#doc = doc
    this.#context = context
    this.at = context.at
  }

  /** Applies what one connection sent, up to the first edit that may not be; false when the document is spoiled. */
  applyEdits(connection: Connection, edits: readonly Edit[]): boolean {
    const taken: Uint8Array[] = []
    const { limits } = this.#context
    let objection: Refusal | null = null
    const apply = (transaction: Y.Transaction): void => {
      for (const { update, decoded } of edits) {
        // Asked of the document as the edits before this one leave it: many small ones are one large one.
        objection = this.#objectionTo(connection, update, decoded)
        if (objection !== null) break
        const waiting = waitingIn(this.#doc)
        Y.applyUpdate(this.#doc, update)
        holdWaiting(this.#doc, waiting, limits)
        taken.push(update)
        this.#bytes += update.byteLength
      }
      if (taken.length > 0) holdShape(this.#doc, transaction, limits)
    }
    let why: Refusal = 'malformed'
    const failed = (error: unknown): void => {
      if (error instanceof Spoilt) why = error.why
      else this.#context.onError(error)
    }
    if (!this.#transact(apply, taken, connection.author, connection, failed)) {
      this.#refused.push({ connection, why })
      return false
    }
    if (objection !== null) this.#refused.push({ connection, why: objection })
    if (taken.length > 0) this.#accepted.push({ connection, count: taken.length })
    return true
  }

  #objectionTo(connection: Connection, update: Uint8Array, decoded: DecodedEdit): Refusal | null {
    try {
      const { limits, retired } = this.#context
      const objection = objectionTo(this.#doc, connection, decoded, limits, retired)
      if (objection !== null) return objection
      return connection.write && !this.#context.fits(this.#bytes + update.byteLength) ? 'too large' : null
    } catch (error) {
      this.#context.onError(error) // it decodes, and yet makes no sense
      return 'malformed'
    }
  }

  applyWrite(write: Write): boolean {
    const done = this.#transact(() => write.write(this.#doc), [], write.author, null, write.failed)
    if (done) this.#writes.push(write)
    return done
  }

  applyRelay({ seq, update }: Relay): boolean {
    if (!this.#transact(() => Y.applyUpdate(this.#doc, update), [], null, null)) return false
    this.relayed.push(seq)
    return true
  }

  /** Counts what is accepted; after this, what becomes of it is only a matter of the flush. */
  committed(): void {
    for (const each of this.#accepted) {
      each.connection.accepted += each.count
      each.count = each.connection.accepted
    }
  }

  flushed(): void {
    for (const { connection, count } of this.#accepted) connection.flushed(count)
    for (const write of this.#writes) write.flushed()
  }

  /** Tells those whose edits were not taken. */
  refuse(): void {
    for (const { connection, why } of this.#refused) connection.refuse(why)
  }

  /** Nothing was stored: tells every author. */
  failed(error: unknown): void {
    this.refuse()
    for (const { connection } of this.#accepted) connection.refuse('not stored')
    for (const write of this.#writes) write.failed(error)
  }

  #transact(
    change: (transaction: Y.Transaction) => void,
    raw: readonly Uint8Array[],
    author: Author | null,
    connection: Connection | null,
    failed: (error: unknown) => void = this.#context.onError,
  ): boolean {
    let update: Uint8Array | null = null
    let sections: string[] = []
    const onUpdate = (bytes: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction): void => {
      update = bytes
      sections = sectionsTouched(transaction)
    }
    this.#doc.on('update', onUpdate)
    try {
      this.#doc.transact(change)
    } catch (error) {
      failed(error)
      return false
    } finally {
      this.#doc.off('update', onUpdate)
    }
    if (author !== null) {
      // An update that others must come before fires no event: then the log gets what was sent, as it was sent.
      const waiting = this.#doc.store.pendingStructs !== null || this.#doc.store.pendingDs !== null
      for (const bytes of waiting && raw.length > 0 ? raw : update === null ? [] : [update])
        this.entries.push({ room: this.#context.room, author: author.id, at: this.at, update: bytes })
    }
    if (update === null) return true
    this.shown.push({ update, connection })
    if (author !== null) this.stored.push({ author, sections })
    return true
  }
}

/** The ids of the sections whose words, title, order or lead a transaction changed. */
function sectionsTouched(transaction: Y.Transaction): string[] {
  const { roots, keys } = touchedBy(transaction, 'sections')
  return [...new Set([...roots.flatMap((root) => sectionOfRoot(root) ?? []), ...keys])]
}
