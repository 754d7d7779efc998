/** Who writes in a workspace, and work that must find nobody else writing there. */
export interface Stillness {
  /** Runs the work of one who writes; while the workspace is held still, it waits. */
  during<T>(workspace: string, work: () => Promise<T>): Promise<T>
  /** Lets those who write finish, keeps whoever comes meanwhile waiting, and runs alone. */
  alone<T>(workspace: string, work: () => Promise<T>): Promise<T>
}

/** What was read before text was removed must not be written after: an acceptance would put the words back. */
export function createStillness(): Stillness {
  const held = new Map<string, Promise<void>>()
  const busy = new Map<string, Set<Promise<void>>>()
  const free = async (workspace: string): Promise<void> => {
    for (let one = held.get(workspace); one !== undefined; one = held.get(workspace)) await one
  }
  return {
    async during(workspace, work) {
      await free(workspace)
      const mine = work()
      const over = settled(mine)
      const all = busy.get(workspace) ?? new Set()
      busy.set(workspace, all.add(over))
      try {
        return await mine
      } finally {
        all.delete(over)
        if (all.size === 0) busy.delete(workspace)
      }
    },
    async alone(workspace, work) {
      await free(workspace)
      const begin = async () => {
        const writing = busy.get(workspace)
        // Never within this turn: `held` must be set before anything is done.
        await (writing === undefined ? Promise.resolve() : Promise.all(writing))
        return work()
      }
      const mine = begin()
      held.set(workspace, settled(mine))
      try {
        return await mine
      } finally {
        held.delete(workspace)
      }
    },
  }
}

const settled = (work: Promise<unknown>): Promise<void> =>
  work.then(
    () => undefined,
    () => undefined,
  )
