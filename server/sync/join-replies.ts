import * as Y from 'yjs'
import { encodeStep1, encodeStep2 } from '../../shared/protocol/codec.ts'
import { encodeHeld, hasWaiting } from './encoding.ts'
import { outFrame, type OutFrame } from './wire.ts'

/** Answers for this many different state vectors are kept: after a restart, everyone comes with the same one. */
const KEPT = 8

/** What joiners are answered, encoded once and shared until the document changes. */
export class JoinReplies {
  #doc: Y.Doc
  #whole: Uint8Array | null
  #step1: OutFrame | null = null
  #step2 = new Map<string, OutFrame>()

  constructor(doc: Y.Doc, whole: Uint8Array | null) {
    this.#doc = doc
    this.#whole = whole
  }

  /** The document has changed. */
  changed(): void {
    this.#whole = null
    this.#step1 = null
    if (this.#step2.size > 0) this.#step2.clear()
  }

  /** The full encoding. */
  whole(): Uint8Array {
    this.#whole ??= encodeHeld(this.#doc)
    return this.#whole
  }

  /** The full encoding to be stored in the log's place; null while something waits, and is nowhere but there. */
  snapshot(): Uint8Array | null {
    return hasWaiting(this.#doc) ? null : this.whole()
  }

  /** What a client with this state vector lacks; null when it is no state vector. */
  step2(stateVector: Uint8Array): OutFrame | null {
    const key = Buffer.from(stateVector).toString('base64')
    let frame = this.#step2.get(key)
    if (frame === undefined) {
      const lacks = this.#lacks(stateVector)
      if (lacks === null) return null
      frame = outFrame(encodeStep2(lacks))
      if (this.#step2.size >= KEPT) this.#step2.clear()
      this.#step2.set(key, frame)
    }
    return frame
  }

  /** Asks a joiner for what we lack. */
  step1(): OutFrame {
    this.#step1 ??= outFrame(encodeStep1(Y.encodeStateVector(this.#doc)))
    return this.#step1
  }

  #lacks(stateVector: Uint8Array): Uint8Array | null {
    try {
      const isEmpty = Y.decodeStateVector(stateVector).size === 0
      return isEmpty ? this.whole() : encodeHeld(this.#doc, stateVector)
    } catch {
      return null
    }
  }
}
