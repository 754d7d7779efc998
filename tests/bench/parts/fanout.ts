import { setTimeout as wait } from 'node:timers/promises'
import { CONTENDERS, type Name, type Running } from '../contenders.ts'
import { createTypist } from '../keystrokes.ts'
import { crowd, leave } from '../person.ts'
import { ratioCell, ms } from '../report.ts'
import { interleave, type Part, type Scores, scoresOf, type Target, withServers } from '../rounds.ts'
import { median, percentile, ratios } from '../statistics.ts'

interface Latency {
  p50: number
  p95: number
  p99: number
}

/** People in the room, how many of them type, and how often each hits a key. */
const SCENES = [
  { people: 10, typists: 1, everyMs: 25 },
  { people: 50, typists: 1, everyMs: 25 },
  { people: 100, typists: 1, everyMs: 25 },
  { people: 100, typists: 5, everyMs: 50 },
]
const TYPING_MS = 1_500
let run = 0

/** From the key to every other person in the room: the time each of them got the edit's bytes. */
export async function fanout(rounds: number): Promise<Part> {
  const scenes: { people: number; typists: number; scores: Scores<Latency> }[] = []
  await withServers(CONTENDERS, async (servers) => {
    await interleave(1, servers, (server) => scene(server, { people: 10, typists: 5, everyMs: 5 })) // warm up
    for (const { people, typists, everyMs } of SCENES)
      scenes.push({
        people,
        typists,
        scores: await interleave(rounds, servers, (server) => scene(server, { people, typists, everyMs })),
      })
  })
  const rows = scenes.flatMap(({ people, typists, scores }) =>
    CONTENDERS.map(({ name }) => {
      const of = scoresOf(scores, name)
      const p50 = of.map((latency) => latency.p50)
      return [
        `${people} people, ${typists} typing`,
        name,
        ms(median(p50)),
        ms(median(of.map((latency) => latency.p95))),
        ms(median(of.map((latency) => latency.p99))),
        name === 'throughline' ? '' : ratioCell(ratios(p50of(scores, 'throughline'), p50)),
      ]
    }),
  )
  const hundred = scenes.find(({ people, typists }) => people === 100 && typists === 1)
  return {
    title: 'Fan-out: from a key to every other person',
    how: `Each typist hits a key every 25 ms (50 ms where five type) for ${TYPING_MS / 1000} s; every arrival at every other socket counts. ${rounds} rounds; p50, p95 and p99 in ms, medians of the rounds.`,
    header: ['scene', 'server', 'p50', 'p95', 'p99', 'ours ÷ theirs, p50 (lowest to highest round)'],
    rows,
    targets: hundred === undefined ? [] : targets(hundred.scores),
  }
}

const p50of = (scores: Scores<Latency>, name: Name): number[] => scoresOf(scores, name).map(({ p50 }) => p50)

function targets(scores: Scores<Latency>): Target[] {
  const against = (name: Name, limit: number, asked: string): Target => {
    const ratio = ratios(p50of(scores, 'throughline'), p50of(scores, name))
    return {
      what: `Fan-out p50 at 100 people ÷ ${name}`,
      asked,
      measured: ratioCell(ratio),
      met: limit === 1 ? ratio.median < 1 : ratio.median <= limit,
    }
  }
  return [
    against('raw relay', 1.2, '≤ 1.2'),
    against('y-websocket', 1, '< 1'),
    against('hocuspocus', 1, '< 1'),
  ]
}

async function scene(
  server: Running,
  { people, typists, everyMs }: { people: number; typists: number; everyMs: number },
): Promise<Latency> {
  const room = `bench/narrative/${(run++ % 5) + 1}`
  const inRoom = await crowd(server, room, people)
  const sent = new Map<number, number[]>()
  const times: number[] = []
  // Client ids say which run an edit is of: what the room held before is not counted.
  const writers = inRoom
    .slice(0, typists)
    .map((person, seat) => ({ person, typist: createTypist(run * 100 + seat) }))
  for (const [seat, person] of inRoom.entries())
    person.onEdit = (client, from, to, at) => {
      if (client === run * 100 + seat) return // an echo to its author is no news
      const clocks = sent.get(client)
      if (clocks === undefined) return
      for (let clock = from + 1; clock <= to; clock++) {
        const since = clocks[clock]
        if (since !== undefined) times.push(at - since)
      }
    }
  const until = performance.now() + TYPING_MS
  await Promise.all(
    writers.map(async ({ person, typist }, seat) => {
      await wait((everyMs / typists) * seat)
      const clocks: number[] = []
      sent.set(typist.client, clocks)
      while (performance.now() < until) {
        const { update, clock } = typist.key()
        clocks[clock] = performance.now()
        person.type(update)
        await wait(everyMs)
      }
    }),
  )
  await wait(100) // the last ones are on their way
  const expected =
    [...sent.values()].reduce((keys, clocks) => keys + Object.keys(clocks).length, 0) * (people - 1)
  if (times.length !== expected)
    throw new Error(`${server.name}: ${times.length} of ${expected} edits arrived with ${people} people`)
  await leave(inRoom)
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) }
}
