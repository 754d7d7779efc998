import { chromium, type Browser, type Page } from '@playwright/test'
import { quietly } from './annotations.ts'
import type { Running } from './contenders.ts'
import { inviteWriter } from './ours.ts'

/** How long one note is dragged, and how often the pointer moves, ms. */
export const DRAG_MS = 4_000
const MOVE_MS = 16

export interface Drag {
  /** Between frames, ms. */
  frames: number[]
  /** Main thread, ms of each frame. */
  work: number
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })

/** A page in a browser profile of its own, in which a new member has joined. */
export async function enter(chrome: Browser, server: Running, reader: number): Promise<Page> {
  const page = await openPage(chrome)
  const code = await quietly(() => inviteWriter(server.dir, reader))
  await page.goto(`${server.url('', 0).origin}/join#${code}`)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL(/\/w\//)
  return page
}

/** Opens a wall and says where in the window its nth note is; `all`: zoomed out until all of it is in view. */
export async function openWall(
  page: Page,
  server: Running,
  { wall, all, note: n }: { wall: string; all: boolean; note: number },
): Promise<{ x: number; y: number }> {
  await page.goto(`${server.url('', 0).origin}/w/bench/boards/${wall}`)
  await page.locator('.react-flow__node').first().waitFor()
  await page.locator('.react-flow__pane').click({ position: { x: 8, y: 8 } })
  await page.keyboard.press(all ? '1' : '0')
  if (!all) await goToStart(page)
  const note = page.locator(`.react-flow__node[data-id="note-${n}"]`)
  await note.waitFor()
  const box = await note.boundingBox()
  if (box === null) throw new Error('the note is not in view')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
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

export async function openPage(chrome: Browser): Promise<Page> {
  const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })
  return context.newPage()
}

/** Drags what is there round and round, and says how long the frames and the work for each were. */
export async function drag(page: Page, from: { x: number; y: number }): Promise<Drag> {
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
  // Back to its place: what is dragged on from time to time would leave the first screen.
  await page.mouse.move(from.x, from.y)
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
