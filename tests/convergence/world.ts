import * as Y from 'yjs'
import { createInProcessBus } from '../../server/bus/in-process.ts'
import { createMemoryLog } from '../../server/storage/memory-log.ts'
import { createRooms, type Rooms } from '../../server/sync/rooms.ts'
import { seeded } from '../../shared/lib/random.ts'
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
import { faultyLog } from '../support/faulty-log.ts'
import { drain, MemoryLink } from '../support/memory-network.ts'
import { PEOPLE } from '../support/people.ts'
import { Peer } from '../support/peer.ts'

const ROOM = 'demo/narrative/4'
const WRITERS = [PEOPLE.lead, PEOPLE.health, PEOPLE.parent, PEOPLE.data]

interface Writer {
  peer: Peer
  link: MemoryLink | null
}

/**
 * Several writers, a server and its store, driven by one seeded generator: whoever has the seed has the run.
 * Invariants are looked at after every step, not only at the end.
 */
class World {
  readonly trace: string[] = []
  #random: () => number
  #log = faultyLog(createMemoryLog())
  #life = { over: false }
  #rooms: Rooms
  #writers: Writer[]
  /** What the store holds, kept beside it commit by commit. */
  #shadow = new Y.Doc()
  #written = new Set<string>()
  #deleted = new Set<string>()
  #errors: unknown[] = []

  constructor(seed: number) {
    this.#random = seeded(seed)
    this.#log.onCommit = (entries) => {
      for (const { update } of entries) Y.applyUpdate(this.#shadow, update)
    }
    this.#rooms = this.#start()
    this.#writers = WRITERS.map((_, index) => {
      const doc = new Y.Doc()
      doc.clientID = 1_000 + index // the seed is the run: no chance of Yjs's own in it
      return { peer: new Peer(doc), link: null }
    })
  }

  async run(steps: number): Promise<void> {
    await this.#rooms.edit(ROOM, PEOPLE.lead, (doc) => {
      let after: string | null = null
      for (const { id, title } of TEMPLATE) {
        addSection(doc, { id, title, after })
        after = id
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText()])
        fragmentOf(doc, id).insert(0, [paragraph])
      }
    })
    for (const writer of this.#writers) this.#connect(writer)
    await drain(this.#rooms, this.#links())
    for (let i = 0; i < steps; i++) {
      await this.#step()
      this.#check()
    }
    await this.#end()
  }

  #start(): Rooms {
    const life = { over: false }
    this.#life = life
    const never = new Promise<never>(() => undefined)
    return createRooms({
      // After a kill, whatever the old process would still have done does not happen.
      log: { ...this.#log, append: (entries) => (life.over ? never : this.#log.append(entries)) },
      bus: createInProcessBus().join(),
      onError: (error) => {
        if ((error as { code?: string }).code !== 'full') this.#errors.push(error)
      },
    })
  }

  #links(): MemoryLink[] {
    return this.#writers.flatMap(({ link }) => link ?? [])
  }

  #connect(writer: Writer): void {
    const person = WRITERS[this.#writers.indexOf(writer)] ?? PEOPLE.lead
    writer.link = new MemoryLink(this.#rooms, ROOM, person, writer.peer)
  }

  async #step(): Promise<void> {
    const dice = this.#random()
    const writer = this.#pick(this.#writers)
    if (writer === undefined) return
    if (dice < 0.22) this.#type(writer.peer)
    else if (dice < 0.28) this.#erase(writer.peer)
    else if (dice < 0.34) this.#arrange(writer.peer)
    else if (dice < 0.58) this.#note('up', writer, writer.link?.deliverUp())
    else if (dice < 0.82) this.#note('down', writer, writer.link?.deliverDown())
    else if (dice < 0.9) await this.#rooms.settled()
    else if (dice < 0.93) {
      this.#note('break', writer)
      writer.link?.break()
      writer.link = null
    } else if (dice < 0.98) this.#reconnect(writer)
    else if (dice < 0.99) {
      this.#note('full disk', writer)
      this.#log.failNext(1)
    } else this.#killServer()
  }

  #note(what: string, writer: Writer, detail: unknown = ''): void {
    this.trace.push(`${what} ${this.#writers.indexOf(writer)} ${String(detail)}`)
  }

  #pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.#random() * from.length)]
  }

  #reconnect(writer: Writer): void {
    if (writer.link !== null && !writer.link.cut) return
    this.#note('connect', writer)
    this.#connect(writer)
  }

  /** Where a word may go: the text of a section, between two words. */
  #text(peer: Peer): Y.XmlText | null {
    const section = this.#pick([...sections(peer.doc), ...removedSections(peer.doc)])
    const paragraph = section === undefined ? undefined : fragmentOf(peer.doc, section.id).get(0)
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    return text instanceof Y.XmlText ? text : null
  }

  #type(peer: Peer): void {
    const text = this.#text(peer)
    if (text === null) return
    const word = `w${this.#written.size}.`
    const words = wordsOf(text)
    const before = words.slice(0, Math.floor(this.#random() * (words.length + 1))).join('')
    this.trace.push(`type ${word} at ${before.length}`)
    this.#written.add(word)
    text.insert(before.length, word)
  }

  #erase(peer: Peer): void {
    const text = this.#text(peer)
    const words = text === null ? [] : wordsOf(text)
    if (text === null || words.length === 0) return
    const index = Math.floor(this.#random() * words.length)
    const word = words[index] ?? ''
    this.trace.push(`erase ${word}`)
    this.#deleted.add(word)
    text.delete(words.slice(0, index).join('').length, word.length)
  }

  #arrange(peer: Peer): void {
    const all = sections(peer.doc)
    const section = this.#pick(all)
    const after = this.#pick([null, ...all.map(({ id }) => id)]) ?? null
    const dice = this.#random()
    if (section === undefined) return
    this.trace.push(`arrange ${section.id} ${dice.toFixed(2)}`)
    if (dice < 0.6) {
      if (after !== section.id) moveSection(peer.doc, section.id, after)
    } else if (dice < 0.75) renameSection(peer.doc, section.id, `Title ${dice}`)
    else if (dice < 0.9) removeSection(peer.doc, section.id)
    else {
      const gone = this.#pick(removedSections(peer.doc))
      if (gone !== undefined) bringBackSection(peer.doc, gone.id)
    }
  }

  /** kill -9: what is in memory is gone; only the store remains. */
  #killServer(): void {
    this.trace.push('kill')
    this.#life.over = true
    for (const writer of this.#writers) {
      writer.link?.break()
      writer.link = null
    }
    this.#rooms = this.#start()
  }

  /** Seen means kept, saved means stored. */
  #check(): void {
    for (const [index, { peer, link }] of this.#writers.entries()) {
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
    this.#log.failNext(0)
    for (let round = 0; round < 10; round++) {
      for (const writer of this.#writers) if (writer.link === null || writer.link.cut) this.#connect(writer)
      await drain(this.#rooms, this.#links())
      this.#check()
    }
    const stored = await this.#rooms.read(ROOM)
    const expected = JSON.stringify(snapshotOf(stored))
    for (const [index, { peer }] of this.#writers.entries()) {
      if (JSON.stringify(snapshotOf(peer.doc)) !== expected)
        throw new Error(`Writer ${index} has other words`)
      if (!peer.allSaved) throw new Error(`Writer ${index} waits for "saved": ${peer.saved} of ${peer.sent}`)
    }
    const found = snapshotOf(stored).flatMap(({ words }) => words)
    const lost = [...this.#written].filter((word) => !this.#deleted.has(word) && !found.includes(word))
    const doubled = found.filter((word, index) => found.indexOf(word) !== index || this.#deleted.has(word))
    if (lost.length > 0 || doubled.length > 0)
      throw new Error(`Lost ${lost.join(' ')}; doubled or undead ${doubled.join(' ')}`)
    await this.#rooms.close()
    if (this.#errors.length > 0) throw this.#errors[0]
  }
}

const wordsOf = (text: Y.XmlText): string[] => (text.toString().match(/w\d+\./g) ?? []) as string[]

function snapshotOf(doc: Y.Doc): { id: string; title: string; words: string[] }[] {
  return [...sections(doc), ...removedSections(doc)].map(({ id, title }) => {
    const paragraph = fragmentOf(doc, id).get(0)
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    return { id, title, words: text instanceof Y.XmlText ? wordsOf(text) : [] }
  })
}

/** Runs a seed; on failure says which, and the last steps. */
export async function runSeed(seed: number, steps: number): Promise<void> {
  const world = new World(seed)
  try {
    await world.run(steps)
  } catch (error) {
    throw new Error(`Seed ${seed}, ${steps} steps: ${String(error)}\n${world.trace.slice(-40).join('\n')}`, {
      cause: error,
    })
  }
}
