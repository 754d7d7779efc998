import * as Y from 'yjs'
import { localStore } from './browser-storage.ts'
import { type EpochNotes, readNotes, takeUpLeftBehind } from './epoch-notes.ts'
import { copyPrefix, openOfflineCopy, type OfflineCopy } from './offline-copy.ts'
import { rememberEpoch } from './old-epochs.ts'
import type { SectionWords } from './own-words.ts'
import { createTail, leftBehind, type LeftBehind, type Tail } from './tail.ts'

/** What this device keeps of one room of one person: the copy, the last edits of each tab, and the epoch of it all. */
export class OnDevice {
  #member: string
  #room: string
  #tail: Tail
  #left: LeftBehind
  #copy: OfflineCopy | null = null
  #notes: EpochNotes | null = null

  constructor(member: string, room: string, doc: Y.Doc) {
    this.#member = member
    this.#room = room
    this.#tail = this.#tailOf(doc)
    this.#left = leftBehind(localStore(), this.#owner)
  }

  /** Own edits of earlier tabs that the server has not confirmed. */
  get left(): number {
    return this.#left.edits
  }

  /** The epoch of what is kept; null when nothing is, and nothing was said. */
  get epoch(): number | null {
    return this.#notes?.epoch ?? null
  }

  /** This browser keeps a copy. */
  get keeps(): boolean {
    return this.#copy !== null
  }

  /** Reads what is kept into the document; answers with last words of an earlier epoch, which have no place in it. */
  async open(doc: Y.Doc, closed: () => boolean): Promise<SectionWords[]> {
    this.#copy = await openOfflineCopy(copyPrefix(this.#member) + this.#room, doc)
    if (closed()) {
      void this.#copy?.close()
      return []
    }
    const { notes, old } = await takeUpLeftBehind(doc, this.#left, this.#copy)
    this.#notes = notes
    return old
  }

  /** Lets go of everything, and keeps another document from now on. */
  async change(fresh: Y.Doc): Promise<void> {
    this.#left.drop()
    this.#tail.drop()
    await this.#copy?.clear()
    this.#copy = await openOfflineCopy(copyPrefix(this.#member) + this.#room, fresh)
    this.#notes = await readNotes(this.#copy, fresh, [])
    this.#tail = this.#tailOf(fresh)
  }

  /** The server says which epoch the document is in. */
  told(epoch: number): void {
    this.#notes?.told(epoch)
    rememberEpoch(this.#member, this.#room, epoch)
  }

  /** Keeps an own edit; false when this browser keeps nothing. */
  wrote(doc: Y.Doc, update: Uint8Array, pending: number): boolean {
    this.#notes?.wrote(doc)
    return this.#tail.add(update, pending, Date.now(), this.epoch) || this.#copy !== null
  }

  /** The server has everything. */
  saved(doc: Y.Doc): void {
    this.#notes?.saved(doc)
    this.#tail.drop()
    this.#left.drop()
  }

  /** Own words of a document that the server never had; what is noted from now on does not change the answer. */
  unsavedIn(doc: Y.Doc): () => SectionWords[] {
    const notes = this.#notes
    return () => notes?.unsaved(doc) ?? []
  }

  close(): void {
    void this.#copy?.close()
  }

  get #owner(): string {
    return `${this.#member}:${this.#room}`
  }

  #tailOf = (doc: Y.Doc): Tail => createTail(localStore(), this.#owner, String(doc.clientID))
}
