import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Author } from '../../shared/people/person.ts'
import type { Here } from '../../shared/presence/state.ts'
import { documentOf, parseRoom } from '../../shared/rooms.ts'
import type { Versions } from '../records/rooms-port.ts'

/** Nobody has edited for so long: a quiet moment, ms. */
const QUIET_MS = 2 * 60_000
/** While people go on without a pause, a version is kept at least so often, ms. */
const BUSY_MS = 10 * 60_000

/** Keeps versions by itself: when people gather and leave, in quiet moments, and while they go on and on. */
export interface Keeper {
  stored(event: { room: string }): void
  presenceChanged(room: string): void
  left(event: { room: string; person: Author }): void
  /** How many rooms it remembers something of. */
  watches(): number
  /** Resolves when what was begun is kept. */
  settled(): Promise<void>
  close(): Promise<void>
}

export interface KeeperOptions {
  versions: Pick<Versions, 'take' | 'thin'>
  here: (room: string) => Here[]
  onError: (error: unknown) => void
  quietMs?: number
  busyMs?: number
}

interface Watched {
  occupied: boolean
  /** Since the last version this process took. */
  changed: boolean
  quiet: NodeJS.Timeout | null
  busy: NodeJS.Timeout | null
}

export function createKeeper(options: KeeperOptions): Keeper {
  const { versions, here, onError, quietMs = QUIET_MS, busyMs = BUSY_MS } = options
  const rooms = new Map<string, Watched>()
  let taking: Promise<void> = Promise.resolve()

  function watch(room: string): Watched {
    const watched = rooms.get(room) ?? { occupied: false, changed: false, quiet: null, busy: null }
    rooms.set(room, watched)
    return watched
  }
  function rest(watched: Watched): void {
    for (const timer of [watched.quiet, watched.busy]) if (timer !== null) clearTimeout(timer)
    watched.quiet = null
    watched.busy = null
  }
  /** Nobody is there, and nothing waits to be kept: it need not be remembered. */
  function leaveAlone(room: string, watched: Watched): void {
    const still = rooms.get(room) === watched
    if (still && !watched.occupied && !watched.changed && watched.quiet === null) rooms.delete(room)
  }
  /** One at a time: a long narrative is laid out by one hand. */
  function take(room: string, why: 'quiet' | 'gathered' | 'left', by: Author | null): void {
    const place = parseRoom(room)
    if (place === null) return
    const watched = watch(room)
    watched.changed = false
    rest(watched)
    const document: DocumentId = documentOf(place)
    const before = taking
    taking = (async () => {
      await before
      try {
        await versions.take(place.workspace, document, { why, by })
        await versions.thin(place.workspace, document)
      } catch (error) {
        watched.changed = true // the next moment tries again
        onError(error)
      }
      leaveAlone(room, watched)
    })()
  }

  return {
    stored({ room }) {
      const watched = watch(room)
      watched.changed = true
      const keep = (): void => take(room, 'quiet', null)
      if (watched.quiet !== null) clearTimeout(watched.quiet)
      watched.quiet = setTimeout(keep, quietMs).unref()
      watched.busy ??= setTimeout(keep, busyMs).unref()
    },
    presenceChanged(room) {
      const people = here(room)
      const watched = watch(room)
      const first = people[0]
      const gathers = !watched.occupied && first !== undefined
      watched.occupied = first !== undefined
      if (gathers) take(room, 'gathered', authorOf(first))
      else leaveAlone(room, watched)
    },
    left({ room, person }) {
      if (rooms.get(room)?.changed === true) take(room, 'left', person)
    },
    watches: () => rooms.size,
    settled: () => taking,
    async close() {
      for (const watched of rooms.values()) rest(watched)
      await taking
    },
  }
}

const authorOf = ({ id, name, partner, role }: Here): Author => ({ id, name, partner, role })
