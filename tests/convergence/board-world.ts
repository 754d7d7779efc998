import { ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { createUndo, type SharedUndo } from '../../client/sync/undo.ts'
import { addItems, type Change, changeItems, keysAbove, show } from '../../shared/board/edit.ts'
import { FAR, type Item, itemsOf, LARGEST, readItem, readItems, wordsOf } from '../../shared/board/items.ts'
import { inReadingOrder } from '../../shared/board/order.ts'
import { PEOPLE } from '../support/people.ts'
import { firstLine, runSeeded, SeededWorld, wordsIn, type Writer } from './seeded.ts'

const ROOM = 'demo/board/wall-0001'
/** The last of them is hostile: what it writes makes no sense, and the others must not mind. */
const WRITERS = [PEOPLE.lead, PEOPLE.health, PEOPLE.parent, PEOPLE.data, PEOPLE.themeTwo]

interface AtWall extends Writer {
  undo: SharedUndo
}

/** People at a wall; a step of each is what a page does. */
class BoardWorld extends SeededWorld<AtWall> {
  #made = 0
  #written = new Set<string>()
  /** Words that somebody erased, or whose typing or erasing somebody took back: they may stand or not. */
  #loose = new Set<string>()

  constructor(seed: number) {
    super(seed, {
      room: ROOM,
      people: WRITERS,
      writer: (writer) => ({ ...writer, undo: createUndo(writer.peer.doc) }),
    })
  }

  async run(steps: number): Promise<void> {
    for (const writer of this.writers) this.connect(writer)
    for (let i = 0; i < steps; i++) {
      await this.#step()
      for (const { peer } of this.writers) checkRead(peer.doc)
    }
    await this.#end()
  }

  async #step(): Promise<void> {
    const dice = this.random()
    const writer = this.pick(this.writers)
    if (writer === undefined) return
    const acts = this.writers.indexOf(writer) === WRITERS.length - 1 ? this.#spoil : this.#act
    if (dice < 0.4) {
      // Each step of a person is one thought, whatever the clock says.
      writer.undo.newStep()
      acts.call(this, writer)
    } else if (dice < 0.62) this.note('up', writer, writer.link?.deliverUp())
    else if (dice < 0.84) this.note('down', writer, writer.link?.deliverDown())
    else if (dice < 0.91) await this.rooms.settled()
    else if (dice < 0.935) {
      this.note('break', writer)
      this.break(writer)
    } else if (dice < 0.98) {
      if (writer.link === null || writer.link.cut) this.connect(writer)
    } else if (dice < 0.99) this.log.failNext(1)
    else this.killServer()
  }

  #number(least: number, most: number): number {
    return Math.floor(least + this.random() * (most - least))
  }

  #act(writer: AtWall): void {
    const { doc } = writer.peer
    const items = readItems(doc)
    const item = this.pick(items)
    const dice = this.random()
    if (dice < 0.2 || item === undefined) this.#add(writer, items)
    else if (dice < 0.45) this.#change(writer, items, item)
    else if (dice < 0.65) this.#type(writer)
    else if (dice < 0.7) this.#erase(writer)
    else if (dice < 0.8) {
      this.note('take off', writer, item.id)
      show(doc, [item.id], false)
    } else if (dice < 0.87) {
      const gone = this.pick([...itemsOf(doc).keys()])
      if (gone !== undefined) show(doc, [gone], true)
    } else this.#undo(writer, this.random() < 0.7)
  }

  #add(writer: AtWall, items: readonly Item[]): void {
    const id = `i${this.#made++}`
    const word = this.#newWord()
    const frame = this.pick(items.filter(({ kind }) => kind === 'frame'))
    const [z = 'a0'] = keysAbove(items, 1)
    this.note('add', writer, `${id} ${word}`)
    addItems(writer.peer.doc, [
      {
        id,
        kind: this.pick(['note', 'note', 'frame', 'text', 'shape'] as const) ?? 'note',
        x: this.#number(-500, 500),
        y: this.#number(-500, 500),
        z,
        parent: frame?.id ?? null,
        author: this.personOf(writer).id,
        words: word,
      },
    ])
  }

  #change(writer: AtWall, items: readonly Item[], item: Item): void {
    const other = this.pick(items)
    const change = this.pick<Change>([
      { pos: { x: this.#number(-900, 900), y: this.#number(-900, 900) } },
      { size: { w: this.#number(20, 400), h: this.#number(20, 400) } },
      // Two people can put two frames into each other at once.
      { parent: other?.id ?? null, pos: { x: 1, y: 1 } },
      { z: keysAbove(items, 1)[0] ?? 'a0' },
      { locked: !item.locked, partner: 'parents' },
      { group: other?.id ?? null },
    ])
    if (change === undefined) return
    this.note('change', writer, `${item.id} ${JSON.stringify(change)}`)
    changeItems(writer.peer.doc, new Map([[item.id, change]]))
  }

  #newWord(): string {
    const word = `w${this.#written.size}.`
    this.#written.add(word)
    return word
  }

  /** The line of any thing, also of one that somebody took off the board at this moment. */
  #text({ peer: { doc } }: AtWall): Y.XmlText | null {
    const id = this.pick([...itemsOf(doc).keys()])
    return id === undefined ? null : lineOf(doc, id)
  }

  #type(writer: AtWall): void {
    const text = this.#text(writer)
    if (text === null) return
    const word = this.#newWord()
    const before = wordsIn(text).slice(0, this.#number(0, 9))
    this.note('type', writer, word)
    writer.peer.doc.transact(() => text.insert(before.join('').length, word), ySyncPluginKey)
  }

  #erase(writer: AtWall): void {
    const text = this.#text(writer)
    const words = text === null ? [] : wordsIn(text)
    const index = this.#number(0, words.length)
    const word = words[index]
    if (text === null || word === undefined) return
    this.note('erase', writer, word)
    this.#loose.add(word)
    writer.peer.doc.transact(
      () => text.delete(words.slice(0, index).join('').length, word.length),
      ySyncPluginKey,
    )
  }

  #undo({ peer: { doc }, undo }: AtWall, back: boolean): void {
    const before = allWords(doc)
    if (back) undo.undo()
    else undo.redo()
    const after = allWords(doc)
    this.trace.push(back ? 'undo' : 'redo')
    for (const word of [...before, ...after])
      if (!before.includes(word) || !after.includes(word)) this.#loose.add(word)
  }

  /** What no page of ours writes, and a hand-made client can. */
  #spoil({ peer: { doc } }: AtWall): void {
    const map = itemsOf(doc)
    const [one, other] = [this.pick([...map.keys()]), this.pick([...map.keys()])]
    const entry = one === undefined ? undefined : map.get(one)
    const junk = this.pick<unknown>([
      NaN,
      -Infinity,
      1e300,
      null,
      'text',
      [1, 2],
      { x: NaN, y: '3' },
      { item: one },
      true,
      new Uint8Array([1]),
    ])
    const key = this.pick([
      'kind',
      'pos',
      'size',
      'order',
      'parent',
      'from',
      'to',
      'points',
      'group',
      'locked',
      'partner',
      'href',
    ])
    const dice = this.random()
    this.trace.push(`spoil ${one} ${key} ${String(junk)} ${dice.toFixed(2)}`)
    doc.transact(() => {
      if (dice < 0.15) map.set(`x${this.#made++}`, junk)
      else if (dice < 0.25) map.set(`x${this.#made++}`, new Y.Array())
      else if (dice < 0.3 && one !== undefined && this.#isMine(one)) map.delete(one)
      else if (dice < 0.6 && entry instanceof Y.Map && other !== undefined)
        entry.set('parent', this.random() < 0.5 ? one : other)
      else if (entry instanceof Y.Map && key !== undefined) entry.set(key, junk)
    })
  }

  /** An entry that is deleted outright stays deleted for everyone: the words of others are no target of this test. */
  #isMine(id: string): boolean {
    return id.startsWith('x')
  }

  async #end(): Promise<void> {
    const stored = await this.comeToRest(stateOf)
    for (const { undo } of this.writers) undo.end()
    const found = new Set(allWords(stored))
    const lost = [...this.#written].filter((word) => !this.#loose.has(word) && !found.has(word))
    if (lost.length > 0) throw new Error(`Lost ${lost.join(' ')}`)
    await this.close()
  }
}

const lineOf = (doc: Y.Doc, id: string): Y.XmlText | null => firstLine(wordsOf(doc, id))

/** Every word on the board or taken off it. */
const allWords = (doc: Y.Doc): string[] =>
  [...itemsOf(doc).keys()].flatMap((id) => {
    const text = lineOf(doc, id)
    return text === null ? [] : wordsIn(text)
  })

const stateOf = (doc: Y.Doc) => ({
  items: readItems(doc),
  order: inReadingOrder(readItems(doc)).map(({ id }) => id),
  all: [...itemsOf(doc)].map(([id, raw]) => ({ id, item: readItem(id, raw) })).toSorted(byId),
  words: [...itemsOf(doc).keys()].toSorted().map((id) => wordsOf(doc, id).toString()),
})

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)

/** Whatever anyone wrote, a page can draw it: finite, no frame in itself, everything read once. */
function checkRead(doc: Y.Doc): void {
  const items = readItems(doc)
  const all = new Map(items.map((item) => [item.id, item]))
  for (const { id, x, y, w, h, parent } of items) {
    if (![x, y].every((n) => Number.isFinite(n) && Math.abs(n) <= FAR)) throw new Error(`${id} is nowhere`)
    if (![w, h].every((n) => Number.isFinite(n) && n >= 0 && n <= LARGEST))
      throw new Error(`${id} has no size`)
    const above = new Set([id])
    for (let at = parent; at !== null; at = all.get(at)?.parent ?? null) {
      if (above.has(at)) throw new Error(`${id} stands in itself`)
      if (all.get(at)?.kind !== 'frame') throw new Error(`${id} stands in what is no frame`)
      above.add(at)
    }
  }
  if (inReadingOrder(items).length !== items.length) throw new Error('Not everything is read once')
}

/** Runs a seed; on failure says which, and the last steps. */
export const runBoardSeed = (seed: number, steps: number): Promise<void> =>
  runSeeded(new BoardWorld(seed), seed, steps)
