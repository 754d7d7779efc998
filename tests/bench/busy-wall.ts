import * as decoding from 'lib0/decoding'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { readAwareness, type AwarenessEntry } from '../../shared/protocol/codec.ts'
import { FRAME } from '../../shared/protocol/frames.ts'
import type { Running } from './contenders.ts'
import { carryAbout, write } from './at-work.ts'
import { presenceFrame } from './dialect.ts'
import { workspaceName } from './ours.ts'
import { join, leave, type Person } from './person.ts'
import { sum } from './statistics.ts'
import { type Note, notesOf } from './wall.ts'
import { openWire, type Wire } from './wire.ts'

/** In the first screen of a wall each column has so many of the notes that hands and writers have. */
const COLUMNS = 6
/** What every page reads its workspace anew after. */
const READ_ANEW = /"what":"(home|presence)"/

export interface Guest {
  person: Person
  awareness: Awareness
  /** A page listens here for what changed elsewhere. */
  live: Wire
  /** When each state was sent, by its clock, ms. */
  sent: Map<number, number>
  tell(change: object): void
}

/** Everyone at a wall, until they leave. */
export interface BusyWall {
  /** Begins to count. */
  count(): void
  /** Since then: from each move of a hand to everyone else, ms; and bytes that each person got. */
  counted(): { moves: number[]; bytes: number }
  leave(): Promise<void>
}

/** So many people come to a wall: a third carry notes about, a sixth write, the others look on. */
export async function fillWall(
  server: Running,
  board: string,
  notes: number,
  people: number,
): Promise<BusyWall> {
  const room = `${workspaceName(0)}/board/${board}`
  const doc = new Y.Doc()
  const reader = await join(server, room, { onUpdate: (update) => Y.applyUpdate(doc, update) })
  await reader.wire.close()
  let moves: number[] = []
  const guests: Guest[] = []
  const hands = new Map<number, Guest>()
  for (let seat = 0; seat < people; seat++) {
    const awareness = new Awareness(new Y.Doc())
    const hear = (payload: Buffer, at: number): void => {
      for (const { client, clock } of statesIn(payload)) {
        const since = client === awareness.clientID ? undefined : hands.get(client)?.sent.get(clock)
        if (since !== undefined) moves.push(at - since)
      }
    }
    guests.push(await come(server, room, { seat, awareness, hear }))
  }
  const own = notesInView(notes)
  const movers = guests.slice(0, Math.round(people / 3))
  const writers = guests.slice(movers.length, movers.length + Math.round(people / 6))
  for (const guest of movers) hands.set(guest.awareness.clientID, guest)
  const timers = [
    ...movers.map((guest, n) => carryAbout(doc, guest, own[n]!, n)),
    ...writers.map((guest, n) => write(doc, guest, own[movers.length + n]!)),
  ]
  let bytes = 0
  let gone = 0
  for (const { person } of guests) void person.wire.closed.then(() => (gone += 1))
  const received = (): number => sum(guests.map(({ person }) => person.wire.bytes))
  return {
    count() {
      moves = []
      bytes = received()
    },
    counted() {
      if (gone > 0) throw new Error(`the server put ${gone} of ${people} people out`)
      return { moves, bytes: (received() - bytes) / people }
    },
    async leave() {
      for (const timer of timers) clearInterval(timer)
      for (const { awareness } of guests) awareness.destroy()
      await leave(guests.map(({ person }) => person))
      await Promise.all(guests.map(({ live }) => live.close()))
    },
  }
}

/** A page reads its workspace anew, as after each word that it has changed. */
async function readHome({ origin, searchParams }: URL): Promise<void> {
  const headers = { authorization: `Bearer ${searchParams.get('token')}` }
  await (await fetch(`${origin}/api/w/${workspaceName(0)}/home`, { headers })).arrayBuffer()
}

async function come(
  server: Running,
  room: string,
  {
    seat,
    awareness,
    hear,
  }: { seat: number; awareness: Awareness; hear: (bytes: Buffer, at: number) => void },
): Promise<Guest> {
  const person = await join(server, room, { seat, wantsSaved: true, onFrame: hear })
  const url = server.url(room, seat)
  url.pathname = `/live/${workspaceName(0)}`
  const live = await openWire(url, (text) => {
    if (READ_ANEW.test(text.toString())) void readHome(url).catch(() => undefined) // the server has stopped
  })
  const sent = new Map<number, number>()
  // Also when nothing is told: a page says every 15 s that it is still there.
  awareness.on('update', () => {
    sent.set(awareness.meta.get(awareness.clientID)?.clock ?? 0, performance.now())
    person.wire.send(presenceFrame(awareness))
  })
  awareness.setLocalState({ board: { pointer: [700, 500], view: [0, 0, 1280, 900] } })
  return {
    person,
    awareness,
    live,
    sent,
    tell: (change) =>
      awareness.setLocalStateField('board', { ...awareness.getLocalState()?.['board'], ...change }),
  }
}

/** The notes in the first screen, below the row in which the page drags its own. */
function notesInView(notes: number): Note[] {
  const all = notesOf(notes)
  const rows = [...new Set(all.map(({ y }) => y))].slice(1)
  return rows.flatMap((row) => all.filter(({ y }) => y === row).slice(0, COLUMNS))
}

let last: { bytes: Buffer; states: AwarenessEntry[] } = { bytes: Buffer.alloc(0), states: [] }

/** Whom a frame of presence tells of. A crowd gets the same bytes one after another: read once. */
function statesIn(payload: Buffer): AwarenessEntry[] {
  if (payload.equals(last.bytes)) return last.states
  const decoder = decoding.createDecoder(payload)
  if (decoding.readVarUint(decoder) !== FRAME.awareness) return []
  last = { bytes: Buffer.from(payload), states: readAwareness(decoding.readVarUint8Array(decoder)) }
  return last.states
}
