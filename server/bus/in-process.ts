import type { Bus } from './bus.ts'

type Hear = (message: Uint8Array) => void

/**
 * Several servers of one process, as in tests; with one member it is the bus of a server alone.
 * Messages arrive on a later turn of the event loop, as they would from a network.
 */
export function createInProcessBus(): { join(): Bus } {
  const members = new Set<Map<string, Set<Hear>>>()
  return {
    join() {
      const mine = new Map<string, Set<Hear>>()
      members.add(mine)
      return {
        publish(channel, message) {
          if (members.size === 1) return
          const copy = message.slice()
          setImmediate(() => {
            for (const member of members)
              if (member !== mine) for (const hear of member.get(channel) ?? []) hear(copy)
          })
        },
        async subscribe(channel, hear) {
          const hearers = mine.get(channel) ?? new Set()
          mine.set(channel, hearers.add(hear))
          return () => {
            hearers.delete(hear)
            if (hearers.size === 0 && mine.get(channel) === hearers) mine.delete(channel)
          }
        },
        async close() {
          mine.clear()
          members.delete(mine)
        },
      }
    },
  }
}
