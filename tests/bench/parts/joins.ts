import { cpSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import type { Contender, Name, Running } from '../contenders.ts'
import { start } from '../contenders.ts'
import { expectText, feed, quiet } from '../feed.ts'
import { type History, readHistory } from '../keystrokes.ts'
import { appendHistory, type Seed } from '../ours.ts'
import { join } from '../person.ts'
import { count, ms, ratioCell } from '../report.ts'
import { interleave, type Part, type Scores, scoresOf, STORING, withScratch } from '../rounds.ts'
import { median, ratios, spread } from '../statistics.ts'

interface Times {
  cold: number
  warm: number
  /** Fifty at once on a server that holds the room: when the last of them has the text. */
  crowd: number
}

const ROOM = 'bench/narrative/1'
const CROWD = 50

/** A store that holds the history, copied for each round so that every cold start is the first one. */
interface Shelf {
  name: Name
  contender: Contender
  seed: Seed
  dir: string
  /** The very first join after all was typed in, ms: some tidy their store only now. */
  first: number
}

/** From connecting to holding a long document whole. */
export async function joins(rounds: number): Promise<Part> {
  const history = readHistory()
  return withScratch(async (scratch) => {
    const shelves: Shelf[] = []
    for (const contender of STORING) shelves.push(await shelve(contender, scratch, history))
    const scores = await interleave(rounds, shelves, (shelf, round) =>
      visit(shelf, joinPath(scratch, `copy-${shelf.name}-${round}`), history),
    )
    const ours = shelves.find(({ name }) => name === 'throughline')
    const raw = ours === undefined ? null : await rawLog(ours, scratch, history, rounds)
    return present(shelves, scores, raw, history, rounds)
  })
}

async function shelve(contender: Contender, scratch: string, history: History): Promise<Shelf> {
  const dir = joinPath(scratch, `shelf-${contender.name}`)
  const seed = await contender.prepare(dir)
  const fed = await start(contender, dir, seed)
  const from = performance.now()
  await feed(fed, ROOM, history)
  console.error(
    `${contender.name} has taken the history: ${((performance.now() - from) / 1000).toFixed(0)} s`,
  )
  await fed.stop()
  const again = await start(contender, dir, seed)
  const first = await timedJoin(again, 0, history)
  await expectText(again, ROOM, history)
  await quiet(dir)
  await again.stop()
  return { name: contender.name, contender, seed, dir, first }
}

/** The worst case for ours: every key still a row of the log, as if nothing had ever been compacted. */
async function rawLog(ours: Shelf, scratch: string, history: History, rounds: number): Promise<number[]> {
  const dir = joinPath(scratch, 'shelf-raw-log')
  const seed = await ours.contender.prepare(dir)
  await appendHistory(dir, ROOM, history.updates)
  const scores = await interleave(Math.min(rounds, 3), [{ ...ours, dir, seed }], (shelf, round) =>
    visit(shelf, joinPath(scratch, `copy-raw-${round}`), history),
  )
  return scoresOf(scores, 'throughline').map(({ cold }) => cold)
}

async function visit(shelf: Shelf, copy: string, history: History): Promise<Times> {
  cpSync(shelf.dir, copy, { recursive: true })
  const server = await start(shelf.contender, copy, shelf.seed)
  try {
    const cold = await timedJoin(server, 0, history)
    const warm = await timedJoin(server, 1, history)
    const from = performance.now()
    await Promise.all(Array.from({ length: CROWD }, (_, seat) => timedJoin(server, seat, history)))
    const crowd = performance.now() - from
    await expectText(server, ROOM, history)
    return { cold, warm, crowd }
  } finally {
    await server.stop()
  }
}

/** ms until about all bytes of the document have come; that they are the right ones is checked afterwards. */
async function timedJoin(server: Running, seat: number, history: History): Promise<number> {
  const from = performance.now()
  let whole: (() => void) | undefined
  const done = new Promise<void>((resolve) => {
    whole = resolve
  })
  let bytes = 0
  // Stays until the server stops, so that the room stays open.
  await join(server, ROOM, {
    seat,
    onUpdate: (update) => {
      bytes += update.length
      if (bytes > history.fullBytes * 0.9) whole?.()
    },
  })
  await done
  return performance.now() - from
}

function present(
  shelves: readonly Shelf[],
  scores: Scores<Times>,
  raw: number[] | null,
  history: History,
  rounds: number,
): Part {
  const of = (name: Name, what: keyof Times): number[] => scoresOf(scores, name).map((times) => times[what])
  const better = STORING.filter(({ name }) => name !== 'throughline').toSorted(
    (a, b) => median(of(a.name, 'crowd')) - median(of(b.name, 'crowd')),
  )[0]?.name
  const rows = shelves.map(({ name, first }) => [
    name,
    ms(first),
    ...(['cold', 'warm', 'crowd'] as const).map((what) => {
      const ratio =
        name === 'throughline' ? '' : `; ${ratioCell(ratios(of('throughline', what), of(name, what)))}`
      return `${ms(median(of(name, what)))}${ratio}`
    }),
  ])
  if (raw !== null) {
    const { median, low, high } = spread(raw)
    rows.push(['throughline, nothing compacted', '', `${ms(median)} (${ms(low)} to ${ms(high)})`, '', ''])
  }
  const cold = ratios(of('throughline', 'cold'), of('hocuspocus', 'cold'))
  const crowd = ratios(of('throughline', 'crowd'), of(better ?? 'hocuspocus', 'crowd'))
  return {
    title: 'Joining a long history',
    how: `${history.name}: ${count(history.updates.length)} updates, each sent to the server on its own and kept by the server's own means; ${count(history.fullBytes)} bytes when whole. First of all: one join on the store as it was left. Cold: the first join after a start, from then on; warm: the next; then ${CROWD} at once, until the last has it all. ms, then ours ÷ theirs. ${rounds} rounds, each on a fresh copy of the store. "Nothing compacted": every edit put in our log as a row and left so, which a running server never does.`,
    header: ['server', 'first of all', 'cold', 'warm', `${CROWD} at once`],
    rows,
    targets: [
      { what: 'Cold join ÷ hocuspocus', asked: '≤ 1.0', measured: ratioCell(cold), met: cold.median <= 1 },
      {
        what: `${CROWD} joins at once ÷ the better peer (${better})`,
        asked: '≤ 0.7',
        measured: ratioCell(crowd),
        met: crowd.median <= 0.7,
      },
    ],
  }
}
