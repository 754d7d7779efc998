import * as Y from 'yjs'
import { LIMITS, type Limits } from '../../shared/protocol/limits.ts'
import type { Author } from '../../shared/people/person.ts'
import type { Here } from '../../shared/presence/state.ts'
import type { Bus } from '../bus/bus.ts'
import type { Span, UpdateLog } from '../storage/update-log.ts'
import { Connection, type ConnectionOptions } from './connection.ts'
import { hydrate } from './hydrate.ts'
import { ownCopy, readBetween, type See } from './reading.ts'
import { decodeRoomMessage, encodeRoomMessage } from './room-bus.ts'
import { Room, type RoomEvents } from './room.ts'
import { spansOf } from './spans.ts'
import { Turn, type TurnStats } from './turn.ts'

export interface RoomsOptions {
  log: UpdateLog
  bus: Bus
  /** A failure that is nobody's edit: for the server's log. */
  onError: (error: unknown) => void
  onStored?: RoomEvents['stored']
  onQuiet?: RoomEvents['quiet']
  onPresence?: RoomEvents['presenceChanged']
  onLeft?: RoomEvents['left']
  limits?: Limits
  /** How long an empty room stays open, ms. */
  graceMs?: number
  /** Milliseconds since 1970. */
  now?: () => number
}

export interface Rooms {
  /** Joins a socket to a room, which opens if it must. Hand the connection what the socket brings. */
  attach(name: string, options: Omit<ConnectionOptions, 'limits' | 'now'>): Connection
  /** An edit by the server on someone's behalf, by the same way as any; resolves when it is on the disk. */
  edit(name: string, author: Author, write: (doc: Y.Doc) => void): Promise<void>
  /** A copy of a document as it is committed: the caller's own. */
  read(name: string): Promise<Y.Doc>
  /** Looks at a document as it is committed, without a copy: `see` changes nothing and keeps nothing of it. */
  look<T>(name: string, see: (doc: Y.Doc) => T): Promise<T>
  /** Who wrote which run of each Yjs client's clock in a document, from the log alone (never from client ids). */
  authorship(name: string): Promise<Span[]>
  /** Everyone in this room is decided anew: what may be done in it has changed. */
  rightsIn(name: string): void
  /** Who is in a room now, once each. */
  here(name: string): Here[]
  /** This member's rights have changed: their sockets close and are decided anew. */
  rightsChanged(member: string): void
  /** This member is gone: their sockets close, and nothing they had queued is taken. */
  removed(member: string): void
  stats(): RoomsStats
  /** Commits what is queued, closes every socket, flushes, puts every room away. */
  close(): Promise<void>
  /** Resolves when nothing is queued, being committed or being flushed. */
  settled(): Promise<void>
}

interface RoomsStats extends TurnStats {
  rooms: number
  connections: number
}

interface Open {
  room: Promise<Room>
  /** The same, once it is there. */
  ready: Room | null
  /** Sockets and server edits that need it. */
  holders: number
  grace: NodeJS.Timeout | null
  leave: () => void
}

const GRACE_MS = 30_000
const SWEEP_MS = 15_000

/** The open rooms of this server: opened once, shared, put away when everyone has left and all is stored. */
export function createRooms(options: RoomsOptions): Rooms {
  const { log, bus, onError, limits = LIMITS, graceMs = GRACE_MS, now = Date.now } = options
  const opened = new Map<string, Open>()
  const connections = new Set<Connection>()
  const unloading = new Set<Promise<void>>()
  const turn = new Turn(log, onError)
  let closing = false

  const events: RoomEvents = {
    stored: (event) => guarded(() => options.onStored?.(event)),
    quiet: (event) => guarded(() => options.onQuiet?.(event)),
    presenceChanged: (room) => guarded(() => options.onPresence?.(room)),
    left: (event) => guarded(() => options.onLeft?.(event)),
  }
  /** A listener that fails must not take an edit's way with it. */
  function guarded(tell: () => void): void {
    try {
      tell()
    } catch (error) {
      onError(error)
    }
  }

  async function load(name: string, open: Open): Promise<Room> {
    // Listen first, load second: what another server commits in between arrives twice rather than never.
    const early: Uint8Array[] = []
    let hear = (message: Uint8Array): void => void early.push(message)
    open.leave = await bus.subscribe(`room:${name}`, (message) => hear(message))
    const publish = (message: Parameters<typeof encodeRoomMessage>[0]): void =>
      bus.publish(`room:${name}`, encodeRoomMessage(message))
    const room = new Room(
      {
        name,
        log,
        turn,
        limits,
        now,
        events,
        publishUpdate: (seq, update) => publish({ type: 'update', seq, update }),
        publishPresence: (states) => publish({ type: 'presence', states }),
        onError,
        onBroken: () => forget(name, open),
        onIdle: () => considerUnload(name, open),
      },
      await hydrate(log, name),
    )
    hear = (bytes) =>
      guarded(() => {
        const message = decodeRoomMessage(bytes)
        if (message.type === 'update') room.enqueue({ do: 'relay', ...message })
        else if (message.type === 'presence') room.presence.receiveRemote(message.states)
        else {
          const states = room.presence.own()
          if (states.length > 0) publish({ type: 'presence', states })
        }
      })
    open.ready = room
    for (const message of early) hear(message)
    publish({ type: 'ask presence' })
    return room
  }

  /** Opens a room, or joins those for whom it is being opened; `release` when it is no longer needed. */
  function hold(name: string): Open {
    let open = opened.get(name)
    if (open === undefined) {
      const fresh: Open = {
        room: Promise.resolve(null as never),
        ready: null,
        holders: 0,
        grace: null,
        leave: () => undefined,
      }
      fresh.room = load(name, fresh)
      fresh.room.catch(() => forget(name, fresh))
      opened.set(name, fresh)
      open = fresh
    }
    open.holders += 1
    if (open.grace !== null) clearTimeout(open.grace)
    open.grace = null
    return open
  }

  function release(name: string, open: Open): void {
    open.holders -= 1
    considerUnload(name, open)
  }

  function considerUnload(name: string, open: Open): void {
    if (open.holders > 0 || open.grace !== null || closing || opened.get(name) !== open) return
    open.grace = setTimeout(() => {
      open.grace = null
      if (open.holders > 0 || open.ready === null) return
      if (open.ready.idle) unload(name, open, open.ready)
      // Otherwise its turn is under way, and it says so when it is idle.
    }, graceMs).unref()
  }

  function unload(name: string, open: Open, room: Room): void {
    forget(name, open)
    const done = room
      .unload()
      .catch(onError)
      .finally(() => unloading.delete(done))
    unloading.add(done)
  }

  /** Reads a document between turns; one that is not open comes fresh from the store, and is the reader's own. */
  async function between<T>(name: string, see: See<T>): Promise<T> {
    const open = opened.get(name)
    if (open === undefined) return see((await hydrate(log, name)).doc, null)
    open.holders += 1
    try {
      return await readBetween(await open.room, see)
    } finally {
      release(name, open)
    }
  }

  function forget(name: string, open: Open): void {
    if (opened.get(name) === open) opened.delete(name)
    if (open.grace !== null) clearTimeout(open.grace)
    open.leave()
  }

  const sweep = setInterval(() => {
    for (const { ready } of opened.values()) ready?.presence.sweep()
  }, SWEEP_MS).unref()

  /** Resolves when nothing is queued in any room, and all is flushed. */
  async function settled(): Promise<void> {
    do {
      await turn.settled()
      for (const { ready } of opened.values()) await ready?.reloaded()
      await new Promise((resolve) => setImmediate(resolve)) // timers and sockets go on meanwhile
    } while ([...opened.values()].some(({ ready }) => ready !== null && !ready.idle))
  }

  function endAll(member: string, end: (connection: Connection) => void): void {
    for (const connection of connections) if (connection.person.id === member) end(connection)
  }

  return {
    attach(name, connectionOptions) {
      const connection = new Connection({ ...connectionOptions, limits, now })
      if (closing) {
        connection.end('restarting')
        return connection
      }
      connections.add(connection)
      const open = hold(name)
      const ended = (): void => {
        connections.delete(connection)
        release(name, open)
      }
      open.room.then(
        (room) =>
          connection.open({
            // What comes while the server stops is not heard, so that stopping ends; its author offers it again.
            frame: (from, frame) => (closing ? undefined : room.frame(from, frame)),
            ended: (from) => {
              room.ended(from)
              ended()
            },
          }),
        (error: unknown) => {
          onError(error)
          connection.end('restarting')
          ended()
        },
      )
      return connection
    },
    async edit(name, author, write) {
      if (closing) throw new Error('The server is stopping.')
      const open = hold(name)
      try {
        const room = await open.room
        await new Promise<void>((resolve, reject) =>
          room.enqueue({ do: 'write', author, write, flushed: resolve, failed: reject }),
        )
      } finally {
        release(name, open)
      }
    },
    read: (name) => between(name, ownCopy),
    look: (name, see) => between(name, see),
    async authorship(name) {
      const { spans, entries } = await log.history(name)
      return spansOf(entries, spans)
    },
    rightsIn: (name) => {
      for (const connection of opened.get(name)?.ready?.joined ?? []) connection.revoke('rightsChanged')
    },
    here: (name) => {
      const room = opened.get(name)?.ready
      return room === null || room === undefined ? [] : room.presence.here(room.joined)
    },
    rightsChanged: (member) => endAll(member, (connection) => connection.revoke('rightsChanged')),
    removed: (member) => endAll(member, (connection) => connection.revoke('signedOut')),
    stats: () => ({ ...turn.stats, rooms: opened.size, connections: connections.size }),
    settled,
    async close() {
      closing = true
      clearInterval(sweep)
      await settled() // what has arrived is taken, and its authors told, before the sockets close
      for (const connection of connections) connection.end('restarting')
      await settled()
      for (const [name, open] of opened) {
        const room = await open.room.catch(() => null)
        if (room === null) continue
        unload(name, open, room)
      }
      await Promise.all(unloading)
    },
  }
}
