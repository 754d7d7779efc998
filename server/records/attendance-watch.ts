import type { Author } from '../../shared/people/person.ts'
import type { Here } from '../../shared/presence/state.ts'
import { parseRoom } from '../../shared/rooms.ts'
import { authorOf } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import { noteArrival, noteLeaving } from './meeting-attendance.ts'
import { findMeeting, minutesOf } from './meeting-rows.ts'

/** Fills the attendance of meetings from who is in their minutes. */
export interface AttendanceWatch {
  presenceChanged(room: string): void
  left(event: { room: string; person: Author; at: number }): void
  /** The meeting has started: whoever is in its minutes already is there. */
  started(room: string): void
  /** Resolves when all that was seen is written. */
  settled(): Promise<void>
}

/** One at a time: who came is written before that they left. */
export function createAttendanceWatch({
  here,
  ledger,
  broken,
}: {
  here: (room: string) => Here[]
  ledger: Ledger
  broken: (error: unknown) => void
}): AttendanceWatch {
  /** Who is written as there, by room: people who type and pause are no news. */
  const known = new Map<string, Set<string>>()
  let writing: Promise<void> = Promise.resolve()

  function write(room: string, act: (of: { workspace: string; meeting: string }) => Promise<void>): void {
    const place = parseRoom(room)
    if (place?.kind !== 'minutes') return
    const { workspace, meeting } = place
    writing = writing
      .then(async () => {
        const row = await findMeeting(ledger.db, workspace, meeting)
        if (row?.state !== 'under way') return known.delete(room)
        await act({ workspace, meeting })
        ledger.tell(workspace, { type: 'changed', what: 'meeting', document: minutesOf(meeting) })
        return true
      })
      .then(
        () => undefined,
        (error: unknown) => {
          known.delete(room) // whoever stirs next is written again
          broken(error)
        },
      )
  }

  function presenceChanged(room: string): void {
    if (parseRoom(room)?.kind !== 'minutes') return
    const there = known.get(room) ?? new Set<string>()
    const fresh = here(room).filter(({ id }) => !there.has(id))
    if (fresh.length === 0) return
    for (const { id } of fresh) there.add(id)
    known.set(room, there)
    const at = ledger.now()
    write(room, (of) =>
      ledger.db.transaction().execute(async (db) => {
        for (const person of fresh) await noteArrival(db, { ...of, person: authorOf(person), at })
      }),
    )
  }

  return {
    presenceChanged,
    started(room) {
      known.delete(room)
      presenceChanged(room)
    },
    left({ room, person, at }) {
      const there = known.get(room)
      if (there?.delete(person.id) !== true) return
      if (there.size === 0) known.delete(room)
      write(room, (of) => noteLeaving(ledger.db, { ...of, member: person.id, at }))
    },
    settled: () => writing,
  }
}
