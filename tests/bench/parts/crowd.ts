import type { Browser } from '@playwright/test'
import { type BusyWall, fillWall } from '../busy-wall.ts'
import { CONTENDERS, type Running } from '../contenders.ts'
import { loadOf } from '../load.ts'
import { seedOurs } from '../ours.ts'
import { drag, DRAG_MS, type Drag, enter, launch, openWall } from '../page.ts'
import { count, ms } from '../report.ts'
import { type Part, withServers } from '../rounds.ts'
import { median, percentile } from '../statistics.ts'
import { makeWalls } from '../walls.ts'

const SIZES = [500, 2_000] as const
const PEOPLE = [10, 30, 60] as const

interface Case {
  notes: number
  people: number
}

interface Measured {
  drag: Drag
  moves: number[]
  /** To each person, bytes a second. */
  bytes: number
  /** Of the server: share of a core, and how late its event loop came, ms. */
  cpu: number
  late50: number
  late99: number
}

const CASES: readonly Case[] = SIZES.flatMap((notes) => PEOPLE.map((people) => ({ notes, people })))

/** Sixty people at work on one wall: what a page, the server and the lines between them have to do (issue 6). */
export async function crowd(rounds: number): Promise<Part> {
  const ours = CONTENDERS.filter(({ name }) => name === 'throughline').map((contender) => ({
    ...contender,
    // Everyone is a member of their own.
    prepare: (dir: string) => seedOurs(dir, 1, Math.max(...PEOPLE)),
  }))
  const measured = new Map<Case, Measured[]>(CASES.map((one) => [one, []]))
  await withServers(ours, async ([server]) => {
    if (server === undefined) throw new Error('the crowd part needs our server')
    const walls = await makeWalls(server, SIZES)
    const chrome = await launch()
    try {
      let reader = 0
      for (let round = 0; round < rounds; round++)
        for (const one of CASES) {
          const wall = walls.get(one.notes)
          if (wall === undefined) throw new Error(`no wall of ${one.notes}`)
          const busy = await fillWall(server, wall, one.notes, one.people)
          try {
            measured
              .get(one)
              ?.push(await sit(chrome, server, busy, { wall, note: round % 4, reader: reader++ }))
          } finally {
            await busy.leave()
          }
        }
    } finally {
      await chrome.close()
    }
  })
  return told(measured, rounds)
}

async function sit(
  chrome: Browser,
  server: Running,
  busy: BusyWall,
  { wall, note, reader }: { wall: string; note: number; reader: number },
): Promise<Measured> {
  const page = await enter(chrome, server, reader)
  try {
    const at = await openWall(page, server, { wall, all: false, note })
    const before = await loadOf(server)
    const since = performance.now()
    busy.count()
    const dragged = await drag(page, at)
    const seconds = (performance.now() - since) / 1_000
    const { moves, bytes } = busy.counted()
    const after = await loadOf(server)
    const { late50, late99 } = after
    return {
      drag: dragged,
      moves,
      bytes: bytes / seconds,
      cpu: (after.cpu - before.cpu) / seconds,
      late50,
      late99,
    }
  } finally {
    await page.context().close()
  }
}

function told(measured: ReadonlyMap<Case, readonly Measured[]>, rounds: number): Part {
  return {
    title: 'The board: sixty people on one wall',
    how: `Each of them a member with sockets of their own; a third move their pointers and carry notes about (told on by the client's own teller, every 50 ms at most), a sixth write five letters a second, the others look on; all of it in the first screen. One more is a real Chromium, drawing in software on the same machine, that drags one note at one to one for ${DRAG_MS / 1_000} s, ${rounds} times. A move is measured from the hand that sends it to the bytes at every other person; what the server gathers for up to 50 ms is part of it. Medians of the rounds.`,
    header: [
      'notes',
      'people',
      'page, p50 of a frame, ms',
      'p95',
      'main thread a frame, ms',
      'a move to the others, p50, ms',
      'p95',
      'kB a second to each',
      'server, share of a core',
      'its event loop late by, p50, ms',
      'p99',
    ],
    rows: [...measured].map(([{ notes, people }, all]) => {
      const of = (value: (one: Measured) => number): number => median(all.map(value))
      return [
        count(notes),
        String(people),
        ms(of(({ drag }) => percentile(drag.frames, 0.5))),
        ms(of(({ drag }) => percentile(drag.frames, 0.95))),
        ms(of(({ drag }) => drag.work)),
        ms(of(({ moves }) => percentile(moves, 0.5))),
        ms(of(({ moves }) => percentile(moves, 0.95))),
        count(of(({ bytes }) => bytes / 1_000)),
        `${(of(({ cpu }) => cpu) * 100).toFixed(0)} %`,
        ms(of(({ late50 }) => late50)),
        ms(of(({ late99 }) => late99)),
      ]
    }),
    targets: [], // the issue says "smooth", and no bound
  }
}
