import type { Room } from './room.ts'
import type { Turn } from './turn.ts'

/** Documents whose place in the store is being taken by another: whoever comes meanwhile waits. */
export interface Replacing {
  /** Resolves when the replacement under way is over. */
  over(name: string): Promise<void>
  /** Runs one replacement of a document at a time. */
  run<T>(name: string, work: () => Promise<T>): Promise<T>
}

export function createReplacing(): Replacing {
  const under = new Map<string, Promise<unknown>>()
  // Whoever runs it hears of its failure. Once, and not in a loop: the next one waits for a room that is being opened.
  const over = async (name: string): Promise<void> => void (await under.get(name)?.catch(() => undefined))
  return {
    over,
    async run(name, work) {
      while (under.has(name)) await over(name)
      const done = work()
      under.set(name, done)
      try {
        return await done
      } finally {
        under.delete(name)
      }
    },
  }
}

/** Takes what has arrived in a room that nobody can reach any more, then puts it away; what still comes is turned away. */
export async function putAway(room: Room, turn: Turn): Promise<void> {
  do {
    // Who held it when it was taken out of reach is told on this turn, and has queued what they had.
    await new Promise((resolve) => setImmediate(resolve))
    await turn.settled()
    await room.reloaded()
  } while (!room.idle)
  room.retire(new Error('Text is being removed from this document. Try again in a moment.'))
  await room.unload()
}
