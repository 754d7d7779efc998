import type { Author } from '../../shared/people/person.ts'
import type { Here } from '../../shared/presence/state.ts'
import { parseRoom } from '../../shared/rooms.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Projections } from './projections.ts'

/** Home pages hear of comings and goings at most this often, ms: eight people who type and pause are no storm. */
const TELL_MS = 500

export interface Arrivals {
  presenceChanged(room: string): void
  left(event: { room: string; person: Author; at: number }): void
}

/** Turns "who is in a room changed" into arrivals for the records, and into news for the home page. */
export function createArrivals({
  here,
  projections,
  ledger,
}: {
  here: (room: string) => Here[]
  projections: Projections
  ledger: Ledger
}): Arrivals {
  /** Workspaces told just now, and whether there is more to tell. */
  const recent = new Map<string, boolean>()
  const tell = (workspace: string): void => {
    if (recent.has(workspace)) return void recent.set(workspace, true)
    ledger.tell(workspace, { type: 'changed', what: 'presence' })
    recent.set(workspace, false)
    setTimeout(() => {
      const more = recent.get(workspace)
      recent.delete(workspace)
      if (more === true) tell(workspace)
    }, TELL_MS).unref()
  }
  const told = (room: string): void => {
    const place = parseRoom(room)
    if (place !== null) tell(place.workspace)
  }
  return {
    presenceChanged(room) {
      for (const { id } of here(room)) projections.arrived({ room, member: id, at: ledger.now() })
      told(room)
    },
    left({ room, person, at }) {
      projections.left({ room, member: person.id, at })
      told(room)
    },
  }
}
