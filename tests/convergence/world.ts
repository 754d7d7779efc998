import * as Y from 'yjs'
import {
  addSection,
  bringBackSection,
  fragmentOf,
  moveSection,
  removedSections,
  removeSection,
  renameSection,
  sections,
  TEMPLATE,
} from '../../shared/narrative/sections.ts'
import { PEOPLE } from '../support/people.ts'
import type { Peer } from '../support/peer.ts'
import { firstLine, runSeeded, SeededWorld, wordsIn, type Writer } from './seeded.ts'

const ROOM = 'demo/narrative/4'
const WRITERS = [PEOPLE.lead, PEOPLE.health, PEOPLE.parent, PEOPLE.data]

/** Several writers of a narrative. Invariants are looked at after every step, not only at the end. */
class World extends SeededWorld<Writer> {
  /** What the store holds, kept beside it commit by commit. */
  #shadow = new Y.Doc()
  #written = new Set<string>()
  #deleted = new Set<string>()

  constructor(seed: number) {
    super(seed, { room: ROOM, people: WRITERS, writer: (writer) => writer })
    this.log.onCommit = (entries) => {
      for (const { update } of entries) Y.applyUpdate(this.#shadow, update)
    }
  }

  async run(steps: number): Promise<void> {
    await this.rooms.edit(ROOM, PEOPLE.lead, (doc) => {
      let after: string | null = null
      for (const { id, title } of TEMPLATE) {
        addSection(doc, { id, title, after })
        after = id
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText()])
        fragmentOf(doc, id).insert(0, [paragraph])
      }
    })
    for (const writer of this.writers) this.connect(writer)
    await this.drain()
    for (let i = 0; i < steps; i++) {
      await this.#step()
      this.#check()
    }
    await this.#end()
  }

  async #step(): Promise<void> {
    const dice = this.random()
    const writer = this.pick(this.writers)
    if (writer === undefined) return
    if (dice < 0.22) this.#type(writer.peer)
    else if (dice < 0.28) this.#erase(writer.peer)
    else if (dice < 0.34) this.#arrange(writer.peer)
    else if (dice < 0.58) this.note('up', writer, writer.link?.deliverUp())
    else if (dice < 0.82) this.note('down', writer, writer.link?.deliverDown())
    else if (dice < 0.9) await this.rooms.settled()
    else if (dice < 0.93) {
      this.note('break', writer)
      this.break(writer)
    } else if (dice < 0.98) this.#reconnect(writer)
    else if (dice < 0.99) {
      this.note('full disk', writer)
      this.log.failNext(1)
    } else this.killServer()
  }

  #reconnect(writer: Writer): void {
    if (writer.link !== null && !writer.link.cut) return
    this.note('connect', writer)
    this.connect(writer)
  }

  /** Where a word may go: the text of a section, between two words. */
  #text(peer: Peer): Y.XmlText | null {
    const section = this.pick([...sections(peer.doc), ...removedSections(peer.doc)])
    return section === undefined ? null : firstLine(fragmentOf(peer.doc, section.id))
  }

  #type(peer: Peer): void {
    const text = this.#text(peer)
    if (text === null) return
    const word = `w${this.#written.size}.`
    const words = wordsIn(text)
    const before = words.slice(0, Math.floor(this.random() * (words.length + 1))).join('')
    this.trace.push(`type ${word} at ${before.length}`)
    this.#written.add(word)
    text.insert(before.length, word)
  }

  #erase(peer: Peer): void {
    const text = this.#text(peer)
    const words = text === null ? [] : wordsIn(text)
    if (text === null || words.length === 0) return
    const index = Math.floor(this.random() * words.length)
    const word = words[index] ?? ''
    this.trace.push(`erase ${word}`)
    this.#deleted.add(word)
    text.delete(words.slice(0, index).join('').length, word.length)
  }

  #arrange(peer: Peer): void {
    const all = sections(peer.doc)
    const section = this.pick(all)
    const after = this.pick([null, ...all.map(({ id }) => id)]) ?? null
    const dice = this.random()
    if (section === undefined) return
    this.trace.push(`arrange ${section.id} ${dice.toFixed(2)}`)
    if (dice < 0.6) {
      if (after !== section.id) moveSection(peer.doc, section.id, after)
    } else if (dice < 0.75) renameSection(peer.doc, section.id, `Title ${dice}`)
    else if (dice < 0.9) removeSection(peer.doc, section.id)
    else {
      const gone = this.pick(removedSections(peer.doc))
      if (gone !== undefined) bringBackSection(peer.doc, gone.id)
    }
  }

  /** Seen means kept, saved means stored. */
  #check(): void {
    for (const [index, { peer, link }] of this.writers.entries()) {
      const own = peer.doc.clientID
      for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(peer.doc))) {
        const stored = Y.getState(this.#shadow.store, client)
        if (client !== own && clock > stored)
          throw new Error(`Writer ${index} has seen ${client}@${clock}, the store has ${stored}`)
        if (client === own && link !== null && peer.allSaved && clock > stored)
          throw new Error(`Writer ${index} was told "saved" at ${clock}, the store has ${stored}`)
      }
    }
  }

  async #end(): Promise<void> {
    const stored = await this.comeToRest(snapshotOf, () => this.#check())
    const found = snapshotOf(stored).flatMap(({ words }) => words)
    const lost = [...this.#written].filter((word) => !this.#deleted.has(word) && !found.includes(word))
    const doubled = found.filter((word, index) => found.indexOf(word) !== index || this.#deleted.has(word))
    if (lost.length > 0 || doubled.length > 0)
      throw new Error(`Lost ${lost.join(' ')}; doubled or undead ${doubled.join(' ')}`)
    await this.close()
  }
}

function snapshotOf(doc: Y.Doc): { id: string; title: string; words: string[] }[] {
  return [...sections(doc), ...removedSections(doc)].map(({ id, title }) => {
    const text = firstLine(fragmentOf(doc, id))
    return { id, title, words: text === null ? [] : wordsIn(text) }
  })
}

/** Runs a seed; on failure says which, and the last steps. */
export const runSeed = (seed: number, steps: number): Promise<void> => runSeeded(new World(seed), seed, steps)
