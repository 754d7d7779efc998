import * as Y from 'yjs'
import { createInProcessBus } from '../../server/bus/in-process.ts'
import { createMemoryLog } from '../../server/storage/memory-log.ts'
import { createRooms, type Rooms } from '../../server/sync/rooms.ts'
import { seeded } from '../../shared/lib/random.ts'
import { faultyLog } from '../support/faulty-log.ts'
import { drain, MemoryLink } from '../support/memory-network.ts'
import { PEOPLE } from '../support/people.ts'
import { Peer } from '../support/peer.ts'

type TestPerson = (typeof PEOPLE)[keyof typeof PEOPLE]

export interface Writer {
  peer: Peer
  link: MemoryLink | null
}

/**
 * Several people, a server and its store, driven by one seeded generator: whoever has the seed has the run. What the
 * people do is for those who extend it.
 */
export abstract class SeededWorld<W extends Writer> {
  readonly trace: string[] = []
  protected readonly random: () => number
  protected readonly log = faultyLog(createMemoryLog())
  protected readonly writers: W[]
  protected rooms: Rooms
  readonly #room: string
  readonly #people: readonly TestPerson[]
  readonly #errors: unknown[] = []
  #life = { over: false }

  constructor(
    seed: number,
    { room, people, writer }: { room: string; people: readonly TestPerson[]; writer: (of: Writer) => W },
  ) {
    this.random = seeded(seed)
    this.#room = room
    this.#people = people
    this.rooms = this.#start()
    this.writers = people.map((_, index) => {
      const doc = new Y.Doc()
      doc.clientID = 1_000 + index // the seed is the run: no chance of Yjs's own in it
      return writer({ peer: new Peer(doc), link: null })
    })
  }

  /** Runs so many steps, then lets all come to rest; throws what went wrong. */
  abstract run(steps: number): Promise<void>

  #start(): Rooms {
    const life = { over: false }
    this.#life = life
    const never = new Promise<never>(() => undefined)
    return createRooms({
      // After a kill, whatever the old process would still have done does not happen.
      log: { ...this.log, append: (entries) => (life.over ? never : this.log.append(entries)) },
      bus: createInProcessBus().join(),
      onError: (error) => {
        if ((error as { code?: string }).code !== 'full') this.#errors.push(error)
      },
    })
  }

  protected personOf(writer: W): TestPerson {
    return this.#people[this.writers.indexOf(writer)] ?? PEOPLE.lead
  }

  protected connect(writer: W): void {
    writer.link = new MemoryLink(this.rooms, this.#room, this.personOf(writer), writer.peer)
  }

  protected break(writer: W): void {
    writer.link?.break()
    writer.link = null
  }

  /** kill -9: what is in memory is gone; only the store remains. */
  protected killServer(): void {
    this.trace.push('kill')
    this.#life.over = true
    for (const writer of this.writers) this.break(writer)
    this.rooms = this.#start()
  }

  protected note(what: string, writer: W, detail: unknown = ''): void {
    this.trace.push(`${what} ${this.writers.indexOf(writer)} ${String(detail)}`)
  }

  protected pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.random() * from.length)]
  }

  /** Everything that is on its way arrives, on links that are whole again. */
  protected async drain(): Promise<void> {
    await drain(
      this.rooms,
      this.writers.flatMap(({ link }) => link ?? []),
    )
  }

  /** Everyone is connected, the disk is whole and nothing is on its way: all hold what the store holds, and know it. */
  protected async comeToRest(
    stateOf: (doc: Y.Doc) => unknown,
    check: () => void = () => undefined,
  ): Promise<Y.Doc> {
    this.log.failNext(0)
    for (let round = 0; round < 10; round++) {
      for (const writer of this.writers) if (writer.link === null || writer.link.cut) this.connect(writer)
      await this.drain()
      check()
    }
    const stored = await this.rooms.read(this.#room)
    const expected = JSON.stringify(stateOf(stored))
    for (const [index, { peer }] of this.writers.entries()) {
      if (JSON.stringify(stateOf(peer.doc)) !== expected)
        throw new Error(`Writer ${index} has another document`)
      if (!peer.allSaved) throw new Error(`Writer ${index} waits for "saved": ${peer.saved} of ${peer.sent}`)
    }
    return stored
  }

  protected async close(): Promise<void> {
    await this.rooms.close()
    if (this.#errors.length > 0) throw this.#errors[0]
  }
}

/** Runs a world of a seed; on failure says which, and the last steps. */
export async function runSeeded(world: SeededWorld<Writer>, seed: number, steps: number): Promise<void> {
  try {
    await world.run(steps)
  } catch (error) {
    throw new Error(`Seed ${seed}, ${steps} steps: ${String(error)}\n${world.trace.slice(-40).join('\n')}`, {
      cause: error,
    })
  }
}

/** The words that were typed into a text, each with its full stop, in their order. */
export const wordsIn = (text: Y.XmlText): string[] => (text.toString().match(/w\d+\./g) ?? []) as string[]

/** The text of the first paragraph; null where there is none. */
export function firstLine(fragment: Y.XmlFragment): Y.XmlText | null {
  const paragraph = fragment.get(0)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  return text instanceof Y.XmlText ? text : null
}
