import { setTimeout as wait } from 'node:timers/promises'
import { CONTENDERS, type Running } from '../contenders.ts'
import { createTypist } from '../keystrokes.ts'
import { crowd, leave } from '../person.ts'
import { count, ms, ratioCell } from '../report.ts'
import { interleave, type Part, scoresOf, withServers } from '../rounds.ts'
import { median, percentile, ratios } from '../statistics.ts'

interface Flow {
  perSecond: number
  p95: number
  /** Share of one core the load generator itself used: near 1 it is the limit, not the server. */
  load: number
}

const PEOPLE = 50
const TYPISTS = 40
const UNANSWERED = 8
const WARM_MS = 300
const MEASURED_MS = 2_000
let run = 0

/** How many edits a second get from 40 typists to the last of 50 people, each typist with a few under way. */
export async function saturation(rounds: number): Promise<Part> {
  const scores = await withServers(CONTENDERS, async (servers) => {
    await interleave(1, servers, (server) => flow(server))
    return interleave(rounds, servers, (server) => flow(server))
  })
  const perSecond = (name: Running['name']): number[] => scoresOf(scores, name).map((flow) => flow.perSecond)
  const rows = CONTENDERS.map(({ name }) => {
    const of = scoresOf(scores, name)
    return [
      name,
      count(median(perSecond(name))),
      ms(median(of.map(({ p95 }) => p95))),
      `${Math.round(median(of.map(({ load }) => load)) * 100)} %`,
      name === 'throughline' ? '' : ratioCell(ratios(perSecond('throughline'), perSecond(name))),
    ]
  })
  const ratio = ratios(perSecond('throughline'), perSecond('hocuspocus'))
  return {
    title: 'Saturation: one room, 40 of 50 people typing as fast as it goes',
    how: `A fixed window: every typist has ${UNANSWERED} edits under way and types the next when the last of the 50 to join, who does not type, has seen one. ${MEASURED_MS / 1000} s after ${WARM_MS} ms of warming up, ${rounds} rounds. "Load" is the share of a core the load generator used: near 100 % it was the limit.`,
    header: ['server', 'edits a second', 'p95, ms', 'load', 'ours ÷ theirs (lowest to highest round)'],
    rows,
    targets: [
      {
        what: 'Saturation, edits a second ÷ hocuspocus',
        asked: '≥ 1.0',
        measured: ratioCell(ratio),
        met: ratio.median >= 1,
      },
    ],
  }
}

async function flow(server: Running): Promise<Flow> {
  const first = ++run * 100 + 1_000_000
  const room = `bench/narrative/${(run % 5) + 1}`
  const people = await crowd(server, room, PEOPLE, (seat) => ({ listens: seat === PEOPLE - 1 }))
  const typists = people.slice(0, TYPISTS).map((person, seat) => ({
    person,
    typist: createTypist(first + seat),
    sentAt: [] as number[],
  }))
  let typing = true
  let delivered = 0
  let times: number[] = []
  const type = ({ person, typist, sentAt }: (typeof typists)[number]): void => {
    const { update, clock } = typist.key()
    sentAt[clock] = performance.now()
    person.type(update)
  }
  const observer = people.at(-1)
  if (observer === undefined) throw new Error('nobody came')
  observer.onEdit = (client, from, to, at) => {
    const writer = typists[client - first]
    if (writer === undefined) return
    for (let clock = from + 1; clock <= to; clock++) {
      const since = writer.sentAt[clock]
      if (since === undefined) continue // the paragraph itself, which came with the first key
      delivered++
      times.push(at - since)
      if (typing) type(writer)
    }
  }
  for (const writer of typists) for (let n = 0; n < UNANSWERED; n++) type(writer)
  await wait(WARM_MS)
  delivered = 0
  times = []
  const from = performance.now()
  const used = process.cpuUsage()
  await wait(MEASURED_MS)
  const ran = performance.now() - from
  const { user, system } = process.cpuUsage(used)
  const result = {
    perSecond: (delivered / ran) * 1000,
    p95: percentile(times, 0.95),
    load: (user + system) / 1000 / ran,
  }
  typing = false
  await wait(100)
  await leave(people)
  if (delivered === 0) throw new Error(`${server.name} delivered nothing`)
  return result
}
