import type { Browser } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as path } from 'node:path'
import { CONTENDERS, type Running } from '../contenders.ts'
import { serveExcalidraw } from '../excalidraw.ts'
import { drag, DRAG_MS, type Drag, enter, launch, openPage, openWall } from '../page.ts'
import { ms } from '../report.ts'
import { type Part, withServers } from '../rounds.ts'
import { percentile, ratios, type Spread } from '../statistics.ts'
import { PEOPLE, POINTER_MS } from '../wall.ts'
import { type Crowd, gatherAt, makeWalls } from '../walls.ts'

const SIZES = [500, 2_000] as const
const VIEWS = ['one to one', 'all visible'] as const
type View = (typeof VIEWS)[number]

interface Case {
  notes: (typeof SIZES)[number]
  view: View
}

const CASES: readonly Case[] = SIZES.flatMap((notes) => VIEWS.map((view) => ({ notes, view })))

/** What somebody feels who drags one note on a full wall while twenty pointers move, beside Excalidraw (issue 6). */
export async function board(rounds: number): Promise<Part> {
  const ours = CONTENDERS.filter(({ name }) => name === 'throughline')
  const scratch = mkdtempSync(path(tmpdir(), 'throughline-excalidraw-'))
  const theirs = await serveExcalidraw(scratch)
  try {
    const measured = await withServers(ours, async ([server]) => {
      if (server === undefined) throw new Error('the board part needs our server')
      const walls = await makeWalls(server, SIZES)
      const chrome = await launch()
      try {
        return await inTurn(rounds, chrome, { server, walls, theirs: theirs.origin })
      } finally {
        await chrome.close()
      }
    })
    return told(measured, rounds)
  } finally {
    theirs.close()
    rmSync(scratch, { recursive: true, force: true })
  }
}

type Measured = Map<Case, { ours: Drag[]; theirs: Drag[] }>

interface Ground {
  server: Running
  /** The ids of the boards, by how many notes are on them. */
  walls: ReadonlyMap<number, string>
  theirs: string
}

async function inTurn(rounds: number, chrome: Browser, ground: Ground): Promise<Measured> {
  const measured: Measured = new Map(CASES.map((one) => [one, { ours: [], theirs: [] }]))
  let reader = 0
  for (let round = 0; round < rounds; round++)
    for (const one of CASES) {
      const sides = [
        async () => measured.get(one)?.ours.push(await dragOurs(chrome, ground, { ...one, round }, reader++)),
        async () => measured.get(one)?.theirs.push(await dragTheirs(chrome, ground, one)),
      ]
      // Each first in turn: what slows the machine for a while slows both.
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) await side()
    }
  return measured
}

async function dragOurs(
  chrome: Browser,
  { server, walls }: Ground,
  one: Case & { round: number },
  reader: number,
): Promise<Drag> {
  const id = walls.get(one.notes)
  if (id === undefined) throw new Error(`no wall of ${one.notes}`)
  const page = await enter(chrome, server, reader)
  const crowd: Crowd = await gatherAt(server, id)
  try {
    // Each round another one: where the last was dragged to is chance.
    const all = one.view === 'all visible'
    return await drag(page, await openWall(page, server, { wall: id, all, note: one.round % 4 }))
  } finally {
    await crowd.leave()
    await page.context().close()
  }
}

async function dragTheirs(chrome: Browser, { theirs }: Ground, one: Case): Promise<Drag> {
  const page = await openPage(chrome)
  await page.goto(`${theirs}/?notes=${one.notes}&view=${one.view === 'all visible' ? 'all' : 'one'}`)
  await page.waitForFunction(() => document.documentElement.dataset.ready !== undefined)
  const at = await page.evaluate(() => {
    const { where } = window as unknown as { where: () => { zoom: number; x: number; y: number } }
    const { zoom, x, y } = where()
    // A filled rectangle is taken at its inside; its words would be taken alone.
    return { x: (80 + 120 + x) * zoom, y: (80 + 90 + y) * zoom }
  })
  const measured = await drag(page, at)
  await page.context().close()
  return measured
}

const at = (drags: readonly Drag[], share: number): number[] =>
  drags.map(({ frames }) => percentile(frames, share))

function told(measured: Measured, rounds: number): Part {
  const all = [...measured].map(([one, { ours, theirs }]) => ({
    one,
    cells: [0.5, 0.95].flatMap((share) => [at(ours, share), at(theirs, share)]),
    p95: ratios(at(ours, 0.95), at(theirs, 0.95)),
    work: ratios(
      ours.map(({ work }) => work),
      theirs.map(({ work }) => work),
    ),
  }))
  return {
    title: 'The board: dragging one note on a full wall',
    how: `${SIZES.join(' and ')} notes with the same words, ${PEOPLE} other pointers that move every ${POINTER_MS} ms (ours come over ${PEOPLE} sockets through the server, Excalidraw's from a timer in its page), one note dragged for ${DRAG_MS / 1_000} s, ${rounds} times each in turn, in the same Chromium, drawing in software. Excalidraw 0.18.1. One frame is 16.7 ms.`,
    header: [
      'notes',
      'view',
      'p50 ours, ms',
      'theirs',
      'p95 ours, ms',
      'theirs',
      'p95 to theirs',
      'work a frame to theirs',
    ],
    rows: all.map(({ one, cells, p95, work }) => [
      String(one.notes),
      one.view,
      ...cells.map((values) => ms(percentile(values, 0.5))),
      said(p95),
      said(work),
    ]),
    targets: [], // the issue asks for the ratios, not for a bound
  }
}

const said = ({ median, low, high }: Spread): string =>
  `${median.toFixed(2)} × (${low.toFixed(2)} to ${high.toFixed(2)})`
