const busy = new Map<string, Promise<unknown>>()

/**
 * What the server itself does to a document, and the freezing of it, each wait for the one before: rights asked in a
 * turn still hold when the turn edits. One turn is never begun inside another of the same room.
 */
export async function inTurn<T>(room: string, act: () => Promise<T>): Promise<T> {
  const before = busy.get(room) ?? Promise.resolve()
  const mine = before.then(act, act)
  const over = mine.then(
    () => undefined, // the next one is told nothing of this one's failure
    () => undefined,
  )
  busy.set(room, over)
  try {
    return await mine
  } finally {
    if (busy.get(room) === over) busy.delete(room)
  }
}

/** Is somebody's turn under way in this room? */
export const isInTurn = (room: string): boolean => busy.has(room)
