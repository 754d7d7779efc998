import type * as Y from 'yjs'
import { newDocument } from '../../shared/narrative/roots.ts'
import { CLOSE, type CloseReason } from '../../shared/protocol/close-codes.ts'
import type { Notice } from '../../shared/protocol/frames.ts'
import { askWhetherKnown } from './reach.ts'
import { connect, type Connection, type ConnectionEvents } from './connection.ts'
import { fromCopy } from './offline-copy.ts'
import { OnDevice } from './on-device.ts'
import { forgetRecords } from './forget-device.ts'
import { lookAt } from './look.ts'
import { ownWords } from './own-words.ts'
import { GivenBack } from './given-back.ts'
import { type Facts, heard, savedState, type SavedEvent, type SavedState, UNKNOWN } from './saved.ts'
import { blank, type RoomSnapshot } from './room-snapshot.ts'

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
  #device: OnDevice
  #given: GivenBack
  #keeping = false
  #here = false
  #closed = false
  #timers = new Set<ReturnType<typeof setTimeout>>()
  #listeners = new Set<() => void>()
  #savedListeners = new Set<() => void>()

  constructor(name: string, member: string) {
    this.name = name
    this.member = member
    const doc = newDocument()
    this.#device = new OnDevice(member, name, doc)
    this.#snapshot = blank(doc)
    this.#given = new GivenBack(
      member,
      name,
      (refusals) => this.#draw({ refusals }),
      (event) => this.#hear(event),
    )
    void this.#open(doc)
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
    this.#hear({ type: 'settled' })
    await this.#given.throwAway()
  }

  /** The reader knows that text was removed. */
  understood = (): void => this.#draw({ removed: false })

  /** Own edits that the server has not confirmed, from the first moment: not only once the copy has been read. */
  waiting = (): number => this.#facts.pending + (this.#facts.loaded ? 0 : this.#device.left)

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
    this.#device.close()
    this.#snapshot.doc.destroy()
  }

  async #open(doc: Y.Doc): Promise<void> {
    const [words] = await Promise.all([this.#device.open(doc, () => this.#closed), this.#given.read()])
    if (this.#closed) return
    this.#hear({ type: 'loaded', pending: this.#device.left, kept: this.#device.keeps })
    this.#draw({ loaded: true })
    await this.#given.give({ id: `left-${doc.clientID}`, say: CLOSE.newEpoch.say, edits: 0, words })
    this.#join(doc)
  }

  #join(doc: Y.Doc): void {
    const connection = this.#connect(doc)
    this.#connection = connection
    if (this.#here) connection.provider.awareness.setLocalState({})
    // After the provider's own listener, so that "carried" speaks of the socket that took it.
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === connection.provider || origin === 'tail' || fromCopy(origin)) return
      this.#hear({ type: 'edited', carried: connection.open() })
      if (!this.#device.wrote(doc, update, this.#facts.pending))
        this.#hear({ type: 'loaded', pending: 0, kept: false })
    })
    this.#draw({ provider: connection.provider })
    this.#awaitLink()
  }

  #awaitLink(): void {
    this.#after(MOMENT_MS, () => this.#hear({ type: 'still down' }))
    this.#after(UNREACHABLE_MS, () => void this.#seeWhetherReachable())
  }

  #connect(doc: Y.Doc): Connection {
    const events: ConnectionEvents = {
      connecting: () => this.#hear({ type: 'connecting' }),
      connected: () => {
        this.#hear({ type: 'connected' })
        this.#draw({ unreachable: false, blocked: false })
      },
      disconnected: () => {
        this.#hear({ type: 'disconnected' })
        this.#awaitLink()
      },
      synced: () => {
        this.#hear({ type: 'synced' })
        this.#draw({ synced: true })
      },
      sent: () => this.#hear({ type: 'sent' }),
      acked: (count) => this.#hear({ type: 'acked', count }),
      notice: (notice) => this.#notice(notice),
      closed: (reason) => this.#ended(reason),
    }
    return connect(this.name, this.member, doc, events, this.#device.epoch)
  }

  // A socket that is refused at the door fails without a reason: ask by the other way who we are.
  async #seeWhetherReachable(): Promise<void> {
    if (this.#facts.link === 'open' || this.#facts.end !== null) return
    const answer = await askWhetherKnown(this.member)
    if (this.#closed || this.#reached() || this.#facts.end !== null) return
    if (answer === 'signed out') {
      this.#connection?.provider.disconnect()
      this.#hear({ type: 'ended', next: 'sign in', say: CLOSE.signedOut.say })
    } else this.#draw({ unreachable: true, blocked: answer === 'known' })
  }

  #reached = (): boolean => this.#facts.link === 'open'

  #said: string | null = null

  #notice(notice: Notice): void {
    if (notice.type === 'rights') {
      this.#device.told(notice.epoch)
      return this.#draw({ write: notice.write })
    }
    if (notice.why === 'old epoch') return
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
      case 'begin anew':
        return void this.#beginAnew()
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
    const fresh = newDocument()
    const { look, answer } = lookAt(this.name, this.member, fresh)
    this.#look = look
    const outcome = await answer
    look.destroy()
    this.#look = null
    this.#keeping = false
    if (this.#closed) return
    if (outcome === 'newEpoch') return this.#beginAnew()
    if (outcome !== 'synced') {
      const { next } = CLOSE[outcome]
      return this.#hear({
        type: 'ended',
        next: next === 'reload' || next === 'sign in' ? next : 'stop',
        say: CLOSE[outcome].say,
      })
    }
    const id = `${mine.clientID}-${Date.now()}`
    await this.#keepWords(mine, fresh, say, id)
    old?.destroy()
    const { epoch } = this.#device
    await this.#device.change(fresh)
    if (epoch !== null) this.#device.told(epoch)
    void this.#keepWords(mine, fresh, say, id) // with what was typed while the copy was being changed
    this.#goOnWith(fresh)
    mine.destroy()
  }

  /**
   * Text was removed from the document for good: everything this device has of it goes, undo included. Only own
   * words that the server never had are kept, beside it, for their author to copy or throw away.
   */
  async #beginAnew(): Promise<void> {
    if (this.#keeping) return
    this.#keeping = true
    const mine = this.#snapshot.doc
    this.#connection?.destroy()
    const id = `${mine.clientID}-${Date.now()}`
    const unsaved = this.#device.unsavedIn(mine)
    const giveBack = (): Promise<void> =>
      this.#given.give({ id, say: CLOSE.newEpoch.say, edits: 0, words: unsaved() })
    await giveBack()
    const fresh = newDocument()
    await this.#device.change(fresh)
    await forgetRecords(this.member)
    this.#keeping = false
    if (this.#closed) return
    void giveBack() // with what was typed meanwhile
    this.#draw({ removed: true, synced: false })
    this.#goOnWith(fresh)
    mine.destroy()
  }

  #goOnWith(fresh: Y.Doc): void {
    this.#hear({ type: 'started afresh' })
    this.#draw({ doc: fresh, provider: null, generation: this.#snapshot.generation + 1 })
    this.#join(fresh)
  }

  /** Keeps the words that only `mine` has; called again, it replaces what it kept. Shown at once, stored in time. */
  #keepWords = (mine: Y.Doc, server: Y.Doc, say: string, id: string): Promise<void> =>
    this.#given.give({ id, say, edits: this.#facts.pending, words: ownWords(mine, server) })

  #hear(event: SavedEvent): void {
    const before = this.#facts
    this.#facts = heard(before, event)
    if (before.pending > 0 && this.#facts.pending === 0 && event.type !== 'started afresh')
      this.#device.saved(this.#snapshot.doc)
    const state = savedState(this.#facts)
    if (this.#facts.pending === 0 && this.#snapshot.trouble !== null) this.#draw({ trouble: null })
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return
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
