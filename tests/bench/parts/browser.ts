import { chromium, type Page } from '@playwright/test'
import { CONTENDERS } from '../contenders.ts'
import { annotateOurs, quietly } from '../annotations.ts'
import { inviteWriter } from '../ours.ts'
import { join } from '../person.ts'
import { count, ms } from '../report.ts'
import { type Part, withServers } from '../rounds.ts'
import { percentile, ratios, spread, type Spread } from '../statistics.ts'
import { createWriter, longNarrative, type Writer } from '../writers.ts'

/** Two narratives of the same words, of which one has notes in its margin: a writer sits in them in turn. */
const BARE = '1'
const NOTED = '2'
const roomOf = (theme: string): string => `bench/narrative/${theme}`
const WORDS = 30_000
const OTHERS = 7
/** One of the others hits a key this often: ten remote edits a second. */
const REMOTE_MS = 100
const KEYS = 120
const KEY_MS = 70
/** What stands in the margin of one of them (issue 4), and how much dearer a key may be for it. */
const NOTES = { comments: 300, suggestions: 200 }
const RATIO_MAX = 1.2

interface Sitting {
  firstText: number
  keys: number[]
}

/** What a writer feels in a long narrative with seven others typing beside them, in a real Chromium. */
export async function browser(rounds: number): Promise<Part> {
  const bytes = longNarrative(WORDS)
  const ours = CONTENDERS.filter(({ name }) => name === 'throughline')
  const [sittings, annotated] = await withServers(ours, async ([server]) => {
    if (server === undefined) throw new Error('the browser part needs our server')
    const seeders = await Promise.all([BARE, NOTED].map((theme) => join(server, roomOf(theme))))
    for (const seeder of seeders) seeder.type(bytes)
    await annotateOurs(server.dir, NOTED, bytes, NOTES)
    const chrome = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu'],
    })
    const others = new Map<string, Writer[]>()
    let turn = 0
    let typing: NodeJS.Timeout | undefined
    try {
      for (const theme of [BARE, NOTED]) {
        const writers: Writer[] = []
        for (let seat = 0; seat < OTHERS; seat++)
          writers.push(await createWriter(server, roomOf(theme), seat))
        others.set(theme, writers)
      }
      let reader = 0
      const sitting = async (theme: string): Promise<Sitting> => {
        clearInterval(typing)
        typing = setInterval(() => others.get(theme)?.[turn++ % OTHERS]?.key(), REMOTE_MS)
        const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })
        const page = await context.newPage()
        const { origin } = server.url(roomOf(theme), 0)
        await page.goto(`${origin}/join#${await quietly(() => inviteWriter(server.dir, reader++))}`)
        await page.getByRole('button', { name: 'Join' }).click()
        await page.waitForURL(/\/w\//)
        const sat = await sit(page, `${origin}/w/bench/themes/${theme}`, theme === NOTED)
        await context.close()
        return sat
      }
      const bare: Sitting[] = []
      const full: Sitting[] = []
      for (let round = 0; round < rounds; round++) {
        // In turn, and each first in turn: what slows the machine for a while slows both.
        if (round % 2 === 0) bare.push(await sitting(BARE))
        full.push(await sitting(NOTED))
        if (round % 2 === 1) bare.push(await sitting(BARE))
      }
      return [bare, full] as const
    } finally {
      clearInterval(typing)
      await Promise.all([...others.values()].flat().map((other) => other.leave()))
      await Promise.all(seeders.map((seeder) => seeder.wire.close()))
      await chrome.close()
    }
  })
  const keys = sittings.flatMap((sitting) => sitting.keys)
  const keysAnnotated = annotated.flatMap((sitting) => sitting.keys)
  const ratio = ratios(share(annotated, 0.5), share(sittings, 0.5))
  const late = ratios(share(annotated, 0.95), share(sittings, 0.95))
  const first = spread(sittings.map(({ firstText }) => firstText))
  return {
    title: 'In the browser: a long narrative with eight people in it',
    how: `${count(WORDS)} words in ${count(bytes.length)} bytes; seven others with carets in the same section, ten remote edits a second; the eighth is a real Chromium, typing ${KEYS} keys, ${KEY_MS} ms apart, in the middle of a paragraph, ${rounds} times, each in a new browser profile. From the key's own time stamp to the end of the frame that shows it, and from opening the address to the first words on the page. One frame is 16.7 ms.`,
    header: ['what', 'p50, ms', 'p95, ms', 'slowest, ms'],
    rows: [
      ['key to paint', ms(percentile(keys, 0.5)), ms(percentile(keys, 0.95)), ms(Math.max(...keys))],
      [
        `key to paint with ${NOTES.comments} comments and ${NOTES.suggestions} suggestions`,
        ms(percentile(keysAnnotated, 0.5)),
        ms(percentile(keysAnnotated, 0.95)),
        ms(Math.max(...keysAnnotated)),
      ],
      ['with them, to none, round by round', said(ratio), said(late), ''],
      ['first words', ms(first.median), '', ms(first.high)],
    ],
    targets: [
      {
        what: `typing beside ${NOTES.comments} comments and ${NOTES.suggestions} suggestions, to none`,
        asked: `≤ ${RATIO_MAX} ×`,
        measured: said(ratio),
        met: ratio.median <= RATIO_MAX,
      },
    ],
  }
}

const share = (all: readonly Sitting[], at: number): number[] => all.map(({ keys }) => percentile(keys, at))

/** "1.12 × (1.05 to 1.20)". */
const said = ({ median, low, high }: Spread): string =>
  `${median.toFixed(2)} × (${low.toFixed(2)} to ${high.toFixed(2)})`

async function sit(page: Page, address: string, notes: boolean): Promise<Sitting> {
  await page.addInitScript(noteFirstText)
  await page.goto(address)
  const editor = page.getByRole('textbox', { name: /Overview position statement/ })
  await editor
    .locator('.their-caret')
    .nth(OTHERS - 1)
    .waitFor({ state: 'attached' })
  const firstText = await page.evaluate(() => Number(document.documentElement.dataset.firstText))
  await editor
    .locator('p')
    .nth(OTHERS + 1)
    .click()
  if (notes) {
    await page
      .locator('.mhead h2')
      .filter({ hasText: `${NOTES.suggestions} suggestions` })
      .waitFor()
    await editor.locator('ins.sg').first().waitFor({ state: 'attached' })
  }
  await page.evaluate(noteKeys)
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press('abcdefghij klmnopqrst'.charAt(key % 21))
    await page.waitForTimeout(KEY_MS)
  }
  const keys = await page.evaluate(
    () => JSON.parse(document.documentElement.dataset.keys ?? '[]') as number[],
  )
  if (keys.length !== KEYS || !(firstText > 0)) throw new Error(`${keys.length} of ${KEYS} keys were painted`)
  return { firstText, keys }
}

/**
 * Runs in the page: the time of the first words of the narrative, ms since it was opened. No function in here
 * may have a name: tsx would wrap it in a helper that the page does not have.
 */
function noteFirstText(): void {
  new MutationObserver((_changes, observer) => {
    if ((document.querySelector('.sec .prose p')?.textContent ?? '').length < 40) return
    document.documentElement.dataset.firstText = String(performance.now())
    observer.disconnect()
  }).observe(document, { childList: true, subtree: true })
}

/** Runs in the page: from each key's own time stamp to the task after the frame that drew it. */
function noteKeys(): void {
  const keys: number[] = []
  const frame = new MessageChannel()
  const waiting: number[] = []
  frame.port1.addEventListener('message', () => {
    const now = performance.now()
    for (const since of waiting.splice(0)) keys.push(now - since)
    document.documentElement.dataset.keys = JSON.stringify(keys)
  })
  frame.port1.start()
  addEventListener(
    'keydown',
    (event) => {
      requestAnimationFrame(() => {
        waiting.push(event.timeStamp)
        frame.port2.postMessage(null)
      })
    },
    true,
  )
}
