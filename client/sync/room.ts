import * as Y from 'yjs'
import { routes } from '../../shared/api/routes.ts'
import { CLOSE, type CloseReason } from '../../shared/protocol/close-codes.ts'
import type { Notice } from '../../shared/protocol/frames.ts'
import { localStore } from './browser-storage.ts'
import { call } from './api.ts'
import { connect, type Connection } from './connection.ts'
import { copyPrefix, fromCopy, openOfflineCopy, type OfflineCopy } from './offline-copy.ts'
import { lookAt } from './look.ts'
import { ownWords } from './own-words.ts'
import { createRefusals, refusalOf, type Refusal } from './refusals.ts'
import { type Facts, heard, savedState, type SavedEvent, type SavedState, UNKNOWN } from './saved.ts'
import { blank, type RoomSnapshot } from './room-snapshot.ts'
import { createTail, leftBehind, type LeftBehind, type Tail } from './tail.ts'

/** The link is only worth a word after this time without it, ms. */
const MOMENT_MS = 2_000
const UNREACHABLE_MS = 5_000

/** One room of one person in this tab: document, link, offline copy, and what became of their edits. */
export class Room {
  readonly name: string
  readonly member: string
  #facts: Facts = UNKNOWN
  #state: SavedState = savedState(UNKNOWN)
  #snapshot: RoomSnapshot
  #connection: Connection | null = null
  /** The second link of `#startAfresh`, while its answer is awaited. */
  #look: Connection | null = null
  #copy: OfflineCopy | null = null
  #tail: Tail
  #left: LeftBehind
  #refusals = createRefusals()
  #keeping = false
  #here = false
  #closed = false
  #timers = new Set<ReturnType<typeof setTimeout>>()
  #listeners = new Set<() => void>()
  #savedListeners = new Set<() => void>()

  constructor(name: string, member: string) {
    this.name = name
    this.member = member
    const doc = new Y.Doc()
    this.#tail = createTail(localStore(), this.#owner, String(doc.clientID))
    this.#left = leftBehind(localStore(), this.#owner)
    this.#snapshot = blank(doc)
    void this.#open(doc)
  }

  get #owner(): string {
    return `${this.member}:${this.name}`
  }

  get = (): RoomSnapshot => this.#snapshot
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  saved = (): SavedState => this.#state
  onSaved = (listener: () => void): (() => void) => {
    this.#savedListeners.add(listener)
    return () => this.#savedListeners.delete(listener)
  }

  /** The author has read why, and has their words or does not want them. */
  throwAway = async (): Promise<void> => {
    const settled = this.#snapshot.refusals
    this.#draw({ refusals: [] })
    this.#hear({ type: 'settled' })
    await Promise.all(settled.map((refusal) => this.#refusals.throwAway(refusal)))
  }

  /** Own edits that the server has not confirmed, from the first moment: not only once the copy has been read. */
  waiting = (): number => this.#facts.pending + (this.#facts.loaded ? 0 : this.#left.edits)

  /** A page shows this room, or none does any more: only then do the others see this person in it. */
  here(now: boolean): void {
    this.#here = now
    const awareness = this.#snapshot.provider?.awareness
    if (!now) awareness?.setLocalState(null)
    else if (awareness?.getLocalState() === null) awareness.setLocalState({})
  }

  /** The link ended for good; what waits is on this device. */
  ended = (): boolean => this.#facts.end !== null

  /** Tries the link again now. */
  retry = (): void => this.#snapshot.provider?.connect()

  /** Ends the link and closes the copy; what is not saved stays on this device. */
  close(): void {
    this.#closed = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.#connection?.destroy()
    this.#look?.destroy()
    void this.#copy?.close()
    this.#snapshot.doc.destroy()
  }

  async #open(doc: Y.Doc): Promise<void> {
    const [copy, refusals] = await Promise.all([
      openOfflineCopy(this.#copyName, doc),
      this.#refusals.of(this.member, this.name).catch(() => []),
    ])
    this.#copy = copy
    if (this.#closed) return void copy?.close()
    for (const update of this.#left.updates) Y.applyUpdate(doc, update, 'tail')
    const last = refusals.at(-1)
    if (last !== undefined) this.#hear({ type: 'refused', edits: sum(refusals), say: last.say })
    this.#hear({ type: 'loaded', pending: this.#left.edits, kept: copy !== null })
    this.#draw({ loaded: true, refusals })
    this.#join(doc)
  }

  get #copyName(): string {
    return copyPrefix(this.member) + this.name
  }

  #join(doc: Y.Doc): void {
    const connection = this.#connect(doc)
    this.#connection = connection
    if (this.#here) connection.provider.awareness.setLocalState({})
    // After the provider's own listener, so that "carried" speaks of the socket that took it.
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === connection.provider || origin === 'tail' || fromCopy(origin)) return
      this.#hear({ type: 'edited', carried: connection.open() })
      const kept = this.#tail.add(update, this.#facts.pending, Date.now())
      if (!kept && this.#copy === null) this.#hear({ type: 'loaded', pending: 0, kept: false })
    })
    this.#draw({ provider: connection.provider })
    this.#after(MOMENT_MS, () => this.#hear({ type: 'still down' }))
    this.#after(UNREACHABLE_MS, () => void this.#seeWhetherReachable())
  }

  #connect(doc: Y.Doc): Connection {
    return connect(this.name, this.member, doc, {
      connecting: () => this.#hear({ type: 'connecting' }),
      connected: () => {
        this.#hear({ type: 'connected' })
        this.#draw({ unreachable: false, blocked: false })
      },
      disconnected: () => {
        this.#hear({ type: 'disconnected' })
        this.#after(MOMENT_MS, () => this.#hear({ type: 'still down' }))
        this.#after(UNREACHABLE_MS, () => void this.#seeWhetherReachable())
      },
      synced: () => {
        this.#hear({ type: 'synced' })
        this.#draw({ synced: true })
      },
      sent: () => this.#hear({ type: 'sent' }),
      acked: (count) => this.#hear({ type: 'acked', count }),
      notice: (notice) => this.#notice(notice),
      closed: (reason) => this.#ended(reason),
    })
  }

  // A socket that is refused at the door fails without a reason: ask by the other way who we are.
  async #seeWhetherReachable(): Promise<void> {
    if (this.#facts.link === 'open' || this.#facts.end !== null) return
    const people = await call(routes.signedIn, {}).then(
      (reply) => reply.people,
      () => null,
    )
    if (this.#closed || this.#reached() || this.#facts.end !== null) return
    if (people !== null && !people.some(({ person }) => person.id === this.member)) {
      this.#connection?.provider.disconnect()
      this.#hear({ type: 'ended', next: 'sign in', say: CLOSE.signedOut.say })
    } else this.#draw({ unreachable: true, blocked: people !== null })
  }

  #reached(): boolean {
    return this.#facts.link === 'open'
  }

  #said: string | null = null

  #notice(notice: Notice): void {
    if (notice.type === 'rights') return this.#draw({ write: notice.write })
    if (notice.why === 'not stored') return this.#draw({ trouble: notice.say })
    this.#said = notice.say
  }

  #ended(reason: CloseReason): void {
    const { next } = CLOSE[reason]
    const say = this.#said ?? CLOSE[reason].say
    this.#said = null
    switch (next) {
      case 'reconnect':
        return
      case 'reload':
      case 'sign in':
        return this.#hear({ type: 'ended', next, say })
      case 'keep words':
        return void this.#startAfresh(say)
      case 'stop':
        // Words the server cannot read would be offered again at every load: keep them apart, like a refusal.
        return reason === 'malformed' && this.#facts.pending > 0
          ? void this.#startAfresh(say)
          : this.#hear({ type: 'ended', next: 'stop', say })
    }
  }

  /**
   * The server does not take what this device has. Load its words into a new document beside ours, keep what
   * only ours has, and only then let go of our copy: at no moment are the author's words nowhere.
   */
  async #startAfresh(say: string): Promise<void> {
    if (this.#keeping) return this.#hear({ type: 'ended', next: 'stop', say })
    this.#keeping = true
    const mine = this.#snapshot.doc
    const old = this.#connection
    old?.provider.disconnect()
    const fresh = new Y.Doc()
    const { look, answer } = lookAt(this.name, this.member, fresh)
    this.#look = look
    const outcome = await answer
    look.destroy()
    this.#look = null
    this.#keeping = false
    if (this.#closed) return
    if (outcome !== 'synced') {
      const { next } = CLOSE[outcome]
      return this.#hear({
        type: 'ended',
        next: next === 'reload' || next === 'sign in' ? next : 'stop',
        say: CLOSE[outcome].say,
      })
    }
    const refusal = { id: `${mine.clientID}-${Date.now()}`, at: Date.now() }
    await this.#keepWords(mine, fresh, say, refusal)
    old?.destroy()
    this.#left.drop()
    this.#tail.drop()
    await this.#copy?.clear()
    this.#copy = await openOfflineCopy(this.#copyName, fresh)
    this.#tail = createTail(localStore(), this.#owner, String(fresh.clientID))
    void this.#keepWords(mine, fresh, say, refusal) // with what was typed while the copy was being changed
    this.#hear({ type: 'started afresh' })
    this.#draw({ doc: fresh, provider: null, generation: this.#snapshot.generation + 1 })
    this.#join(fresh)
    mine.destroy()
  }

  /** Keeps the words that only `mine` has; called again, it replaces what it kept. Shown at once, stored in time. */
  #keepWords(mine: Y.Doc, server: Y.Doc, say: string, { id, at }: { id: string; at: number }): Promise<void> {
    const place = { id, member: this.member, room: this.name, at, say }
    const refusal = refusalOf(place, this.#facts.pending, ownWords(mine, server))
    if (refusal === null) return Promise.resolve()
    const others = this.#snapshot.refusals.filter((one) => one.id !== id)
    this.#draw({ refusals: [...others, refusal] })
    this.#hear({ type: 'refused', edits: sum(others) + refusal.edits, say })
    return this.#refusals.keep(refusal).catch(() => {}) // still shown in this window
  }

  #hear(event: SavedEvent): void {
    const before = this.#facts
    this.#facts = heard(before, event)
    if (before.pending > 0 && this.#facts.pending === 0 && event.type !== 'started afresh') {
      this.#tail.drop()
      this.#left.drop()
    }
    const state = savedState(this.#facts)
    if (this.#facts.pending === 0 && this.#snapshot.trouble !== null) this.#draw({ trouble: null })
    if (same(state, this.#state)) return
    this.#state = state
    for (const tell of this.#savedListeners) tell()
  }

  #draw(change: Partial<RoomSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    for (const tell of this.#listeners) tell()
  }

  #after(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      act()
    }, ms)
    this.#timers.add(timer)
  }
}

const sum = (refusals: readonly Refusal[]): number => refusals.reduce((edits, one) => edits + one.edits, 0)
const same = (a: SavedState, b: SavedState): boolean => JSON.stringify(a) === JSON.stringify(b)
