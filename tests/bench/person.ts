import * as Y from 'yjs'
import { encodeHello } from '../../shared/protocol/frames.ts'
import type { Running } from './contenders.ts'
import { askFrame, hear, tokenFrame, updateFrame } from './dialect.ts'
import { openWire, type Wire } from './wire.ts'

/** One person's socket in a room. */
export interface Person {
  wire: Wire
  /** Hears an edit: `client` typed what lies between the clocks; `at` is when its bytes came in, ms. */
  onEdit: (client: number, from: number, to: number, at: number) => void
  /** How many of this person's frames the server called saved. */
  saved: number
  type(update: Uint8Array): void
}

export interface JoinOptions {
  /** false: count frames and read none, as most of a crowd does in the saturation part. */
  listens?: boolean
  /** Ask for the server's own "saved" counts. */
  wantsSaved?: boolean
  /** Which of the people this is: some servers know them apart. */
  seat?: number
  /** Hears edits from the first answer on. */
  onEdit?: Person['onEdit']
  /** Hears the bytes of every update instead. */
  onUpdate?: (update: Uint8Array) => void
  /** Hears whole frames instead, once joined; `at` is when their bytes came in, ms. */
  onFrame?: (payload: Buffer, at: number) => void
}

/** Joins a room and resolves once the server has answered the first sync (the relay never does). */
export async function join(server: Running, room: string, options: JoinOptions = {}): Promise<Person> {
  const { listens = true, wantsSaved = false, seat = 0 } = options
  const { dialect } = server
  let synced: (() => void) | undefined
  const ready = new Promise<void>((resolve) => {
    synced = resolve
  })
  let joined = false
  const ears: Pick<Person, 'onEdit' | 'saved'> = {
    onEdit: options.onEdit ?? (() => {}),
    saved: 0,
  }
  const wire = await openWire(server.url(room, seat), (payload, at) => {
    if (joined && !listens) return
    if (joined && options.onFrame !== undefined) return options.onFrame(payload, at)
    const heard = hear(dialect, payload)
    if (heard === null) return
    if (heard.type === 'saved') {
      ears.saved = heard.count
      return
    }
    if (!joined) {
      joined = true
      synced?.()
    }
    if (options.onUpdate !== undefined) options.onUpdate(heard.update)
    else for (const { client, from, to } of editsIn(heard.update)) ears.onEdit(client, from, to, at)
  })
  const person: Person = Object.assign(ears, {
    wire,
    type: (update: Uint8Array) => wire.send(updateFrame(dialect, room, update)),
  })
  if (!server.answers) return person
  if (dialect === 'hocuspocus') wire.send(tokenFrame(room))
  if (wantsSaved) wire.send(encodeHello())
  wire.send(askFrame(dialect, room))
  await Promise.race([ready, refused(wire, server.name)])
  return person
}

async function refused(wire: Wire, name: string): Promise<never> {
  throw new Error(`${name} closed the socket with ${await wire.closed}`)
}

interface Edit {
  client: number
  from: number
  to: number
}

let last: { update: Uint8Array; edits: Edit[] } = { update: new Uint8Array(), edits: [] }

/** The clocks an update brings, by client. A crowd gets the same bytes one after another: read once. */
function editsIn(update: Uint8Array): Edit[] {
  if (Buffer.compare(update, last.update) === 0) return last.edits
  const { from, to } = Y.parseUpdateMeta(update)
  const edits = Array.from(to, ([client, end]) => ({ client, from: from.get(client) ?? 0, to: end }))
  last = { update: update.slice(), edits }
  return edits
}

/** A crowd in one room, in the order they came in. */
export async function crowd(
  server: Running,
  room: string,
  size: number,
  options: (seat: number) => JoinOptions = () => ({}),
): Promise<Person[]> {
  const people: Person[] = []
  // Ten at a time: the order of joining is the order of being sent to, near enough.
  for (let seat = 0; seat < size; seat += 10) {
    const seats = Array.from({ length: Math.min(10, size - seat) }, (_, index) => seat + index)
    people.push(...(await Promise.all(seats.map((seat) => join(server, room, { seat, ...options(seat) })))))
  }
  return people
}

export async function leave(people: readonly Person[]): Promise<void> {
  await Promise.all(people.map((person) => person.wire.close()))
}
