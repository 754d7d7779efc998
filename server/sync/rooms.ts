import * as Y from 'yjs'
import { LIMITS } from '../../shared/protocol/limits.ts'
import type { Author } from '../../shared/people/person.ts'
import { limitsOf } from './bounds.ts'
import { Connection } from './connection.ts'
import { hydrate } from './hydrate.ts'
import { madeOf, ownCopy, readBetween, type See } from './reading.ts'
import { decodeRoomMessage, encodeRoomMessage } from './room-bus.ts'
import { createReplacing, putAway } from './replacing.ts'
import type { RoomEvents } from './room-options.ts'
import { Room } from './room.ts'
import type { Rooms, RoomsOptions } from './rooms-options.ts'
import { spansOf } from './spans.ts'
import { Turn } from './turn.ts'

export type { Rooms, RoomsOptions } from './rooms-options.ts'

interface Open {
  room: Promise<Room>
  /** The same, once it is there. */
  ready: Room | null
  /** Sockets and server edits that need it. */
  holders: number
  connections: Set<Connection>
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
  const replacing = createReplacing()
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
    await replacing.over(name)
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
        limits: limitsOf(name, limits),
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
        else if (message.type === 'new epoch') void putOut(name).catch(onError)
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
        connections: new Set(),
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
    await replacing.over(name)
    const open = opened.get(name)
    if (open === undefined) return see((await hydrate(log, name)).doc, null)
    open.holders += 1
    try {
      const room = await open.room
      // Out of reach by now: another room has taken its place.
      return await (opened.get(name) === open ? readBetween(room, see) : between(name, see))
    } finally {
      release(name, open)
    }
  }

  /** Ends everyone's socket in a document, commits what had arrived, and puts it away. */
  async function putOut(name: string): Promise<void> {
    const open = opened.get(name)
    if (open === undefined) return
    forget(name, open) // whoever comes from now on opens it anew
    for (const connection of open.connections) connection.end('newEpoch')
    const room = await open.room.catch(() => null)
    if (room !== null) await putAway(room, turn)
  }

  /** In the room of this name, opened if it must be; once more where another has taken its place meanwhile. */
  async function inside<T>(name: string, act: (room: Room) => Promise<T>): Promise<T> {
    const open = hold(name)
    try {
      const room = await open.room
      return await (opened.get(name) === open ? act(room) : inside(name, act))
    } finally {
      release(name, open)
    }
  }

  async function edit(name: string, author: Author, write: (doc: Y.Doc) => void): Promise<void> {
    if (closing) throw new Error('The server is stopping.')
    await inside(
      name,
      (room) =>
        new Promise<void>((resolve, reject) =>
          room.enqueue({ do: 'write', author, write, flushed: resolve, failed: reject }),
        ),
    )
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
      open.connections.add(connection)
      const ended = (): void => {
        connections.delete(connection)
        open.connections.delete(connection)
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
    edit,
    read: (name) => between(name, ownCopy),
    look: (name, see) => between(name, see),
    known: (name, see) => (closing ? between(name, see) : inside(name, (room) => madeOf(room, see))),
    async authorship(name) {
      const { spans, entries } = await log.history(name)
      return spansOf(entries, spans)
    },
    async epoch(name) {
      await replacing.over(name)
      const { epoch, retired } = opened.get(name)?.ready ?? (await log.load(name))
      return { epoch, retired: new Set(retired) }
    },
    replace: (name, work) =>
      replacing.run(name, async () => {
        await putOut(name)
        try {
          return await work()
        } finally {
          bus.publish(`room:${name}`, encodeRoomMessage({ type: 'new epoch' }))
        }
      }),
    rightsIn: (name) => {
      // Also those who have not joined yet, or for whom it is being opened: they were let in with the old rights.
      for (const connection of opened.get(name)?.connections ?? []) connection.revoke('rightsChanged')
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
