import { createRefusals, type Refusal, refusalOf } from './refusals.ts'
import type { SectionWords } from './own-words.ts'
import type { SavedEvent } from './saved.ts'

/** Words of one room that the server did not take, shown to their author until they throw them away. */
export class GivenBack {
  #member: string
  #room: string
  #shown: readonly Refusal[] = []
  #refusals = createRefusals()
  #show: (refusals: readonly Refusal[]) => void
  #hear: (event: SavedEvent) => void

  constructor(
    member: string,
    room: string,
    show: (refusals: readonly Refusal[]) => void,
    hear: (event: SavedEvent) => void,
  ) {
    this.#member = member
    this.#room = room
    this.#show = show
    this.#hear = hear
  }

  /** What was given back in earlier tabs and is not settled. */
  async read(): Promise<void> {
    const kept = await this.#refusals.of(this.#member, this.#room).catch(() => [])
    const last = kept.at(-1)
    if (last !== undefined) this.#set([...kept, ...this.#shown], last.say)
  }

  /** Gives words back; again with the same id, it replaces what was given. Shown at once, stored in time. */
  give({
    id,
    say,
    edits,
    words,
  }: {
    id: string
    say: string
    edits: number
    words: SectionWords[]
  }): Promise<void> {
    const place = { id, member: this.#member, room: this.#room, at: Date.now(), say }
    const refusal = refusalOf(place, edits, words)
    if (refusal === null) return Promise.resolve()
    this.#set([...this.#shown.filter((one) => one.id !== id), refusal], say)
    return this.#refusals.keep(refusal).catch(() => {}) // still shown in this window
  }

  async throwAway(): Promise<void> {
    const settled = this.#shown
    this.#shown = []
    this.#show([])
    await Promise.all(settled.map((refusal) => this.#refusals.throwAway(refusal)))
  }

  #set(refusals: readonly Refusal[], say: string): void {
    this.#shown = refusals
    this.#show(refusals)
    this.#hear({ type: 'refused', edits: refusals.reduce((edits, one) => edits + one.edits, 0), say })
  }
}
