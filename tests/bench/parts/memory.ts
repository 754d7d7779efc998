import { setTimeout as wait } from 'node:timers/promises'
import type { Running } from '../contenders.ts'
import { createTypist } from '../keystrokes.ts'
import { workspaceName } from '../ours.ts'
import { join } from '../person.ts'
import { count } from '../report.ts'
import { type Part, STORING, withServers } from '../rounds.ts'

const ROOMS = 1_000
const WARM_ROOMS = 500
const AT_ONCE = 10
const KEYS = 40
/** Ours keeps a room for 30 s after its last reader, in case they come back. */
const SETTLE_MS = 36_000

/** What a thousand opened and closed rooms leave behind in memory. */
export async function memory(): Promise<Part> {
  const rows = await withServers(
    STORING,
    async (servers) => {
      for (const server of servers) await visit(server, 0, WARM_ROOMS)
      await wait(SETTLE_MS)
      const before = await Promise.all(servers.map((server) => server.memory()))
      for (const server of servers) await visit(server, WARM_ROOMS, WARM_ROOMS + ROOMS)
      await wait(SETTLE_MS)
      const after = await Promise.all(servers.map((server) => server.memory()))
      return servers.map(({ name }, index) => {
        const [was, is] = [before[index], after[index]]
        if (was === undefined || is === undefined) throw new Error('no memory')
        return [
          name,
          (was.heapUsed / 1e6).toFixed(1),
          (is.heapUsed / 1e6).toFixed(1),
          ((is.heapUsed - was.heapUsed) / 1e3 / ROOMS).toFixed(2),
          `${count(was.rss / 1e6)} → ${count(is.rss / 1e6)}`,
        ]
      })
    },
    (WARM_ROOMS + ROOMS) / 5,
  )
  return {
    title: 'Memory left by closed rooms',
    how: `${count(ROOMS)} rooms opened, written to (${KEYS} keys) and left, ${AT_ONCE} at once, after ${WARM_ROOMS} to warm up; ${SETTLE_MS / 1000} s later, after a garbage collection.`,
    header: ['server', 'heap before, MB', 'heap after, MB', 'kB a closed room', 'resident memory, MB'],
    rows,
    targets: [],
  }
}

async function visit(server: Running, from: number, to: number): Promise<void> {
  let next = from
  const visitor = async (seat: number): Promise<void> => {
    while (next < to) {
      const at = next++
      const room = `${workspaceName(Math.floor(at / 5))}/narrative/${(at % 5) + 1}`
      const person = await join(server, room, { seat })
      const typist = createTypist(3_000_000 + at)
      for (let key = 0; key < KEYS; key++) person.type(typist.key().update)
      await person.wire.close()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, (_, seat) => visitor(seat)))
}
