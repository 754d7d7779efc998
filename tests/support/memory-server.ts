import * as Y from 'yjs'
import { createInProcessBus } from '../../server/bus/in-process.ts'
import { createMemoryLog } from '../../server/storage/memory-log.ts'
import type { Visitor } from '../../server/sync/doorkeeper.ts'
import { createRooms, type Rooms, type RoomsOptions } from '../../server/sync/rooms.ts'
import { LIMITS, type Limits } from '../../shared/protocol/limits.ts'
import { faultyLog, type FaultyLog } from './faulty-log.ts'
import { drain, MemoryLink } from './memory-network.ts'
import { Peer } from './peer.ts'

export const ROOM = 'demo/narrative/4'

export interface MemoryServer {
  rooms: Rooms
  log: FaultyLog
  errors: unknown[]
  links: MemoryLink[]
  /** A peer of this person, its link up but nothing delivered. */
  join(
    person: Visitor,
    options?: { peer?: Peer; write?: boolean; hello?: boolean; room?: string },
  ): MemoryLink
  /** Delivers everything until nothing moves. */
  drain(): Promise<void>
  /** What the store holds of a room. */
  stored(room?: string): Promise<Y.Doc>
}

/** Rooms over a log that can be made to fail, and links in memory: no sockets, no clock of its own. */
export function memoryServer(
  options: Partial<Omit<RoomsOptions, 'limits' | 'log'>> & { limits?: Partial<Limits>; log?: FaultyLog } = {},
): MemoryServer {
  const errors: unknown[] = []
  const log = options.log ?? faultyLog(createMemoryLog())
  const rooms = createRooms({
    bus: createInProcessBus().join(),
    onError: (error) => void errors.push(error),
    ...options,
    log,
    limits: { ...LIMITS, ...options.limits },
  })
  const links: MemoryLink[] = []
  return {
    rooms,
    log,
    errors,
    links,
    join(person, { peer = new Peer(), room = ROOM, ...rest } = {}) {
      const link = new MemoryLink(rooms, room, person, peer, rest)
      links.push(link)
      return link
    },
    drain: () => drain(rooms, links),
    async stored(room = ROOM) {
      const doc = new Y.Doc()
      const { snapshot, updates } = await log.load(room)
      for (const update of snapshot === null ? updates : [snapshot, ...updates]) Y.applyUpdate(doc, update)
      return doc
    },
  }
}
