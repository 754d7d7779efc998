import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { localStore } from './browser-storage.ts'
import { currentMember } from './identity.ts'
import type { RoomSnapshot } from './room-snapshot.ts'
import { Room } from './room.ts'
import type { SavedState } from './saved.ts'
import { roomsLeftBehind } from './tail.ts'

/** A room as a page holds it: what to draw, and what can be done. `room` goes to `useSaved`. */
export interface RoomHandle extends RoomSnapshot {
  room: Room
  throwAway: () => Promise<void>
  retry: () => void
  understood: () => void
}

const open = new Map<string, { room: Room; users: number }>()
/** Leaving a page and coming straight back (also React's double mount) keeps the room open, ms. */
const LINGER_MS = 3_000

/** Opens a room for as long as the component is there; a change of `saved` alone does not draw again. */
export function useRoom(name: string): RoomHandle {
  const member = currentMember() ?? ''
  const room = useMemo(() => roomOf(name, member), [name, member])
  useEffect(() => take(room), [room])
  const snapshot = useSyncExternalStore(room.subscribe, room.get)
  return useMemo(
    () => ({ ...snapshot, room, throwAway: room.throwAway, retry: room.retry, understood: room.understood }),
    [snapshot, room],
  )
}

/** What became of this person's edits, live. */
export const useSaved = (room: Room): SavedState => useSyncExternalStore(room.onSaved, room.saved)

/** Delivers what earlier tabs of this person left in other rooms; each room closes itself once saved. */
export function deliverLeftBehind(member: string): void {
  for (const name of roomsLeftBehind(localStore(), member)) roomOf(name, member)
}

/** Rooms that hold what was removed from their documents open by themselves, let go of it, and close. */
export function letGoOf(member: string, rooms: readonly string[]): void {
  for (const name of rooms) roomOf(name, member)
}

const keyOf = (name: string, member: string): string => `${member}|${name}`

function roomOf(name: string, member: string): Room {
  const key = keyOf(name, member)
  const found = open.get(key)
  if (found !== undefined) return found.room
  const entry = { room: new Room(name, member), users: 0 }
  open.set(key, entry)
  // A render that React threw away takes nothing: do not leave its room open.
  setTimeout(() => closeWhenSaved(entry), LINGER_MS)
  return entry.room
}

function take(room: Room): () => void {
  const entry = open.get(keyOf(room.name, room.member)) ?? { room, users: 0 }
  open.set(keyOf(room.name, room.member), entry)
  entry.users++
  if (entry.users === 1) room.here(true)
  return () => {
    entry.users--
    // Gone for the others at once, even while the last edits are still on their way.
    if (entry.users === 0) room.here(false)
    setTimeout(() => closeWhenSaved(entry), LINGER_MS)
  }
}

function closeWhenSaved(entry: { room: Room; users: number }): void {
  const { room } = entry
  if (entry.users > 0 || open.get(keyOf(room.name, room.member)) !== entry) return
  if (room.waiting() > 0 && !room.ended()) {
    const stop = room.onSaved(() => {
      stop()
      closeWhenSaved(entry)
    })
    return
  }
  open.delete(keyOf(room.name, room.member))
  room.close()
}
