import { chromium, type Browser, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as path } from 'node:path'
import { quietly } from '../annotations.ts'
import { CONTENDERS, type Running } from '../contenders.ts'
import { serveExcalidraw } from '../excalidraw.ts'
import { inviteWriter } from '../ours.ts'
import { ms } from '../report.ts'
import { type Part, withServers } from '../rounds.ts'
import { percentile, ratios, type Spread } from '../statistics.ts'
import { PEOPLE, POINTER_MS } from '../wall.ts'
import { type Crowd, gatherAt, makeWalls } from '../walls.ts'

/** How long one note is dragged, and how often the pointer moves, ms. */
const DRAG_MS = 4_000
const MOVE_MS = 16
const SIZES = [500, 2_000] as const
const VIEWS = ['one to one', 'all visible'] as const
type View = (typeof VIEWS)[number]

interface Drag {
  /** Between frames, ms. */
  frames: number[]
  /** Main thread, ms of each frame. */
  work: number
}

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
      const chrome = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu'],
      })
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
  const page = await openPage(chrome)
  const { origin } = server.url(`bench/board/${id}`, 0)
  await page.goto(`${origin}/join#${await quietly(() => inviteWriter(server.dir, reader))}`)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL(/\/w\//)
  const crowd: Crowd = await gatherAt(server, id)
  try {
    await page.goto(`${origin}/w/bench/boards/${id}`)
    await page.locator('.react-flow__node').first().waitFor()
    await page.locator('.react-flow__pane').click({ position: { x: 8, y: 8 } })
    await page.keyboard.press(one.view === 'all visible' ? '1' : '0')
    if (one.view === 'one to one') await goToStart(page)
    // Each round another one: where the last was dragged to is chance.
    const note = page.locator(`.react-flow__node[data-id="note-${one.round % 4}"]`)
    await note.waitFor()
    const box = await note.boundingBox()
    if (box === null) throw new Error('the note is not in view')
    return await drag(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 })
  } finally {
    await crowd.leave()
    await page.context().close()
  }
}

/** Scrolls to the beginning of the wall, where theirs begins and the pointers are. */
async function goToStart(page: Page): Promise<void> {
  const viewport = page.locator('.react-flow__viewport')
  const offset = () =>
    viewport.evaluate((element) => {
      const { e, f } = new DOMMatrix(getComputedStyle(element).transform)
      return { x: e, y: f }
    })
  await page.mouse.move(600, 500)
  for (let tries = 0; tries < 20; tries++) {
    const { x, y } = await offset()
    if (Math.abs(x) < 40 && Math.abs(y) < 40) return
    await page.mouse.wheel(x, y)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
  throw new Error('the beginning of the wall was not reached')
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

async function openPage(chrome: Browser): Promise<Page> {
  const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })
  return context.newPage()
}

/** Drags what is there round and round, and says how long the frames and the work for each were. */
async function drag(page: Page, from: { x: number; y: number }): Promise<Drag> {
  const probe = await page.context().newCDPSession(page)
  await probe.send('Performance.enable')
  const busy = async (): Promise<number> => {
    const { metrics } = await probe.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
  }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 12, from.y + 12)
  await page.evaluate(noteFrames)
  const before = await busy()
  const since = performance.now()
  const moves: Promise<void>[] = []
  while (performance.now() - since < DRAG_MS) {
    const turn = (performance.now() - since) / 400
    // Not awaited: a slow page is to be moved on as fast as a quick one.
    moves.push(page.mouse.move(from.x + 200 + 180 * Math.sin(turn), from.y + 160 + 140 * Math.cos(turn)))
    await new Promise((resolve) => setTimeout(resolve, MOVE_MS))
  }
  await Promise.all(moves)
  const after = await busy()
  const frames = await page.evaluate(
    () => JSON.parse(document.documentElement.dataset.frames ?? '[]') as number[],
  )
  await page.mouse.up()
  if (frames.length < 5) throw new Error(`${frames.length} frames were drawn`)
  return { frames, work: ((after - before) * 1_000) / frames.length }
}

/** Runs in the page: the time from each frame to the next, ms. */
function noteFrames(): void {
  const frames: number[] = []
  let last: number | null = null
  const steps = {
    next(now: number) {
      if (last !== null) frames.push(now - last)
      last = now
      if (frames.length % 20 === 0) document.documentElement.dataset.frames = JSON.stringify(frames)
      requestAnimationFrame(steps.next)
    },
  }
  requestAnimationFrame(steps.next)
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
