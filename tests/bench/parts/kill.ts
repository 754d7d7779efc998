import { join as joinPath } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Contender, type Running, start } from '../contenders.ts'
import { createTypist } from '../keystrokes.ts'
import type { Seed } from '../ours.ts'
import { crowd, join, type Person } from '../person.ts'
import { count } from '../report.ts'
import { interleave, type Part, scoresOf, STORING, withScratch } from '../rounds.ts'
import { sum } from '../statistics.ts'

interface Loss {
  /** Edits that at least one other person had received, and those of them that are gone after the restart. */
  seen: number
  seenLost: number
  /** Edits whose author was told "saved", and those of them that are gone. */
  saved: number
  savedLost: number
}

const PEOPLE = 10
const TYPISTS = 5
const KEY_MS = 10

/** kill -9 while five people type, then a restart: what is gone of what others had seen. */
export async function kill(rounds: number): Promise<Part> {
  const scores = await withScratch(async (scratch) => {
    const places = await Promise.all(
      STORING.map(async (contender) => {
        const dir = joinPath(scratch, contender.name)
        return { name: contender.name, contender, dir, seed: await contender.prepare(dir) }
      }),
    )
    return interleave(rounds, places, ({ contender, dir, seed }, round) => loss(contender, dir, seed, round))
  })
  const total = (name: Running['name'], what: keyof Loss): number =>
    sum(scoresOf(scores, name).map((loss) => loss[what]))
  const rows = STORING.map(({ name }) => [
    name,
    count(total(name, 'seen')),
    count(total(name, 'seenLost')),
    name === 'throughline' ? count(total(name, 'saved')) : 'not said',
    name === 'throughline' ? count(total(name, 'savedLost')) : 'not said',
  ])
  const lost = total('throughline', 'seenLost') + total('throughline', 'savedLost')
  return {
    title: 'Edits lost by kill -9',
    how: `${PEOPLE} people, ${TYPISTS} of them typing (a key every ${KEY_MS} ms); the server is killed after 0.8 to 1.6 s and started again on the same directory. ${rounds} kills. The raw relay stores nothing and loses all. This says nothing of a loss of power.`,
    header: ['server', 'edits others saw', 'of them lost', 'edits called saved', 'of them lost'],
    rows,
    targets: [
      {
        what: 'Edits lost after kill -9 (seen by others, or called saved)',
        asked: '0',
        measured: String(lost),
        met: lost === 0 && total('throughline', 'seen') > 0 && total('throughline', 'saved') > 0,
      },
    ],
  }
}

async function loss(contender: Contender, dir: string, seed: Seed, round: number): Promise<Loss> {
  const room = `bench/narrative/${(round % 5) + 1}`
  const first = 2_000_000 + round * 100
  const server = await start(contender, dir, seed)
  const people = await crowd(server, room, PEOPLE, () => ({ wantsSaved: contender.name === 'throughline' }))
  const seen = highestClocks(people, first)
  const typing = people.slice(0, TYPISTS).map((person, seat) => typeUntilGone(person, first + seat))
  await wait(800 + ((round * 397) % 800))
  await server.kill()
  const written = await Promise.all(typing)
  await Promise.all(people.map(({ wire }) => wire.closed)) // what was on its way has arrived

  const again = await start(contender, dir, seed)
  const kept = new Map<number, number>()
  const reader = await join(again, room, {
    onEdit: (client, _from, to) => kept.set(client, Math.max(kept.get(client) ?? 0, to)),
  })
  await wait(1_000) // y-websocket answers before it has loaded, and sends the rest afterwards
  await reader.wire.close()
  await again.stop()

  const result: Loss = { seen: 0, seenLost: 0, saved: 0, savedLost: 0 }
  for (const { client, clocks, saved } of written) {
    const upTo = kept.get(client) ?? 0
    const seenClocks = clocks.filter((clock) => clock <= (seen.get(client) ?? 0))
    const savedClocks = clocks.slice(0, saved())
    result.seen += seenClocks.length
    result.seenLost += seenClocks.filter((clock) => clock > upTo).length
    result.saved += savedClocks.length
    result.savedLost += savedClocks.filter((clock) => clock > upTo).length
  }
  return result
}

/** The highest clock of each typist that anyone else has received. */
function highestClocks(people: readonly Person[], first: number): Map<number, number> {
  const seen = new Map<number, number>()
  for (const [seat, person] of people.entries())
    person.onEdit = (client, _from, to) => {
      if (client !== first + seat) seen.set(client, Math.max(seen.get(client) ?? 0, to))
    }
  return seen
}

async function typeUntilGone(
  person: Person,
  client: number,
): Promise<{ client: number; clocks: number[]; saved: () => number }> {
  const typist = createTypist(client)
  const clocks: number[] = []
  const link = { gone: false }
  void person.wire.closed.then(() => (link.gone = true))
  while (!link.gone) {
    const { update, clock } = typist.key()
    clocks.push(clock)
    person.type(update)
    await wait(KEY_MS)
  }
  return { client, clocks, saved: () => person.saved }
}
