import { encodeAwarenessFrame, type AwarenessEntry } from '../../shared/protocol/codec.ts'
import type { Limits } from '../../shared/protocol/limits.ts'
import type { Author } from '../../shared/people/person.ts'
import { ClientState, PresenceState, type Here } from '../../shared/presence/state.ts'
import type { Connection } from './connection.ts'
import { outFrame, type OutFrame } from './wire.ts'

/** A state that another server relayed and did not renew is dropped after this long, ms (y-protocols' own time). */
const REMOTE_MS = 30_000
/** A client id that was someone's is not given to anyone else for this long, ms: late echoes of it go round. */
const TOMB_MS = 60_000

interface Known {
  clock: number
  /** JSON of what everyone sees; null: gone. */
  state: string | null
  shown: PresenceState | null
  /** The socket it belongs to; null for a client of another server. */
  owner: Connection | null
  seenAt: number
}

export interface PresenceOptions {
  limits: Limits
  now: () => number
  /** Sends a frame to everyone in the room. */
  relay: (frame: OutFrame) => void
  /** What the other servers should hear. */
  publish: (entries: AwarenessEntry[]) => void
  /** Who is here, or where they are, may have changed. */
  changed: () => void
}

/**
 * Who is in a room, and where: y-websocket's awareness, with three differences. A client id belongs to one
 * socket; `user` is stamped by the server; only the latest state of each client is sent on, at intervals.
 */
export class Presence {
  #known = new Map<number, Known>()
  #tombs = new Map<number, { member: string; until: number }>()
  #due = new Set<number>()
  #timer: NodeJS.Timeout | null = null
  #sentAt = -Infinity
  #options: PresenceOptions

  constructor(options: PresenceOptions) {
    this.#options = options
  }

  /** A client's awareness frame. Stock clients echo what they hear of others: that is passed over in silence. */
  receive(connection: Connection, entries: readonly AwarenessEntry[]): void {
    for (const entry of entries) {
      if (connection.client === null && !this.#bind(connection, entry)) continue
      if (connection.client !== entry.client) continue
      const known = this.#known.get(entry.client)
      if (known !== undefined && (entry.clock < known.clock || entry.state.length > this.#limit)) continue
      if (known !== undefined && entry.clock === known.clock && entry.state !== 'null') continue
      const shown = stamp(entry.state, connection.author)
      if (shown === 'invalid') continue
      this.#set(entry.client, {
        clock: entry.clock,
        state: shown === null ? null : JSON.stringify(shown),
        shown,
        owner: connection,
        seenAt: this.#options.now(),
      })
    }
  }

  /** The socket has ended: so has its presence. */
  left(connection: Connection): void {
    const client = connection.client
    const known = client === null ? undefined : this.#known.get(client)
    if (client === null || known?.owner !== connection) return
    this.#set(client, { ...known, state: null, shown: null })
    const now = this.#options.now()
    for (const [old, tomb] of this.#tombs) if (tomb.until < now) this.#tombs.delete(old)
    this.#tombs.set(client, { member: connection.person.id, until: now + TOMB_MS })
  }

  /** What another server relays of its own clients. */
  receiveRemote(entries: readonly AwarenessEntry[]): void {
    for (const { client, clock, state } of entries) {
      const known = this.#known.get(client)
      if (known !== undefined && (known.owner !== null || clock < known.clock)) continue
      const shown = state === 'null' ? null : PresenceState.safeParse(JSON.parse(state)).data
      if (shown === undefined) continue
      this.#set(client, {
        clock,
        state: shown === null ? null : state,
        shown,
        owner: null,
        seenAt: this.#options.now(),
      })
    }
  }

  /** Drops what other servers no longer renew. */
  sweep(): void {
    const old = this.#options.now() - REMOTE_MS
    for (const [client, known] of this.#known)
      if (known.owner === null && known.seenAt < old)
        this.#set(client, { ...known, state: null, shown: null })
  }

  /** Everyone's state, for someone who has just come; null when there is none. */
  everyone(): OutFrame | null {
    const entries = this.#entries(this.#known.keys(), () => true)
    return entries.length === 0 ? null : outFrame(encodeAwarenessFrame(entries))
  }

  /** The states of this server's own clients, for another server that has just opened the room. */
  own(): AwarenessEntry[] {
    return this.#entries(this.#known.keys(), (known) => known.owner !== null)
  }

  /** Everyone here, once each, whatever the number of their tabs. */
  here(joined: Iterable<Connection>): Here[] {
    const people = new Map<string, Here>()
    const add = (user: Author, section: string | null, doing: Here['doing']): void => {
      const before = people.get(user.id)
      if (before === undefined) people.set(user.id, { ...user, section, doing })
      else if (doing === 'typing' && before.doing !== 'typing')
        people.set(user.id, { ...user, section: section ?? before.section, doing })
      else before.section ??= section
    }
    for (const { shown } of this.#known.values())
      if (shown !== null) add(shown.user, shown.section ?? null, shown.doing ?? 'reading')
    for (const { author } of joined) add(author, null, 'reading')
    return [...people.values()]
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  get #limit(): number {
    return this.#options.limits.awarenessBytes
  }

  /** The first client id that speaks on a socket is its own, unless it is or was just now someone else's. */
  #bind(connection: Connection, { client, clock, state }: AwarenessEntry): boolean {
    if (state === 'null' || state.length > this.#limit) return false
    const known = this.#known.get(client)
    const owner = known?.owner ?? null
    // A person whose link broke comes back before the old socket is known to be dead.
    if (known?.state != null && owner?.person.id !== connection.person.id) return false
    const tomb = this.#tombs.get(client)
    if (tomb !== undefined && tomb.until >= this.#options.now() && tomb.member !== connection.person.id)
      return false
    connection.client = client
    if (known !== undefined) this.#known.set(client, { ...known, owner: connection, clock: -1 })
    // Others may remember this client as gone at this very clock, and would not look at it again. Told that it
    // is gone, a y-protocols client answers with a higher clock, which everyone accepts.
    connection.send(outFrame(encodeAwarenessFrame([{ client, clock, state: 'null' }])))
    return true
  }

  #set(client: number, known: Known): void {
    const before = this.#known.get(client)?.shown ?? null
    if (known.state === null && known.owner === null && before === null) this.#known.delete(client)
    else this.#known.set(client, known)
    this.#due.add(client)
    if (
      before?.section !== known.shown?.section ||
      before?.doing !== known.shown?.doing ||
      (before === null) !== (known.shown === null)
    )
      this.#options.changed()
    if (this.#timer !== null) return
    const wait = Math.max(0, this.#sentAt + this.#options.limits.awarenessMs - this.#options.now())
    this.#timer = setTimeout(() => this.#flush(), wait)
  }

  #flush(): void {
    this.#timer = null
    this.#sentAt = this.#options.now()
    const due = [...this.#due]
    this.#due.clear()
    const entries = due.flatMap((client): AwarenessEntry[] => {
      const known = this.#known.get(client)
      return known === undefined ? [] : [{ client, clock: known.clock, state: known.state ?? 'null' }]
    })
    const own = this.#entries(due, (known) => known.owner !== null, true)
    for (const client of due) if (this.#known.get(client)?.state === null) this.#forget(client)
    if (entries.length > 0) this.#options.relay(outFrame(encodeAwarenessFrame(entries)))
    if (own.length > 0) this.#options.publish(own)
  }

  /** A client that is gone is remembered only while its socket is open (it may come back on it). */
  #forget(client: number): void {
    const owner = this.#known.get(client)?.owner
    if (owner === null || owner === undefined || owner.ended) this.#known.delete(client)
  }

  #entries(clients: Iterable<number>, wanted: (known: Known) => boolean, gone = false): AwarenessEntry[] {
    const entries: AwarenessEntry[] = []
    for (const client of clients) {
      const known = this.#known.get(client)
      if (known === undefined || !wanted(known) || (known.state === null && !gone)) continue
      entries.push({ client, clock: known.clock, state: known.state ?? 'null' })
    }
    return entries
  }
}

/** What others see of a client's state: its known fields, and who the server says it is. */
function stamp(json: string, user: Author): PresenceState | null | 'invalid' {
  try {
    const value: unknown = JSON.parse(json)
    if (value === null) return null
    const state = ClientState.safeParse(value)
    return state.success ? { ...state.data, user } : 'invalid'
  } catch {
    return 'invalid'
  }
}
