import type { Page, Request } from '@playwright/test'
import { routes } from '../../shared/api/routes.ts'
import { accessible, CAST, expect, fits, picture, test } from '../support/browser.ts'
import type { TestServer } from '../support/test-server.ts'

const MINUTE = 60_000

/** One clock for the server and all pages, which stands until the test lets time pass. */
function holdClocks(server: TestServer) {
  let now = Date.parse('2026-11-24T10:00:00Z')
  server.running.ledger.now = () => now
  const held: { page: Page; quiet: () => Promise<void> }[] = []
  return {
    /** Sets the clock of a page before it loads. */
    async before(page: Page): Promise<void> {
      held.push({ page, quiet: watch(page) })
      await page.clock.setFixedTime(now)
    },
    async passes(minutes: number): Promise<void> {
      // An answer under way would tell a page the wrong time.
      for (const { quiet } of held) await quiet()
      now += minutes * MINUTE
      for (const { page } of held) await page.clock.setFixedTime(now)
    },
  }
}

const isRuns = (request: Request): boolean => request.url().includes('/presentation/')

/** Resolves when a page has read again what its last step changed, and asks nothing. */
function watch(page: Page): () => Promise<void> {
  let open = 0
  let sent = 0
  let readAgain = 0
  const askedAfter = new Map<Request, number>()
  page.on('request', (request) => {
    if (!isRuns(request)) return
    open += 1
    if (request.method() === 'GET') askedAfter.set(request, sent)
    else if (request.url().endsWith('/steps')) sent += 1
  })
  const over = (request: Request): void => {
    if (!isRuns(request)) return
    open -= 1
    readAgain = Math.max(readAgain, askedAfter.get(request) ?? 0)
  }
  page.on('requestfinished', over)
  page.on('requestfailed', over)
  return () => expect.poll(() => open === 0 && readAgain === sent).toBe(true)
}

const onScreen = (page: Page) => page.getByRole('article').first()
const next = (page: Page) => page.getByRole('button', { name: /^(Next slide|Start the clock)/ })

/** Goes on until a section is on the screen. */
async function goOnTo(page: Page, title: RegExp): Promise<void> {
  for (;;) {
    const label = (await onScreen(page).getAttribute('aria-label')) ?? ''
    if (title.test(label)) return
    await next(page).click()
    await expect(onScreen(page)).not.toHaveAttribute('aria-label', label)
  }
}

test('a rehearsal against the clock: theme 3 runs 23:30, and the end moves from 13:05 to 13:08:30', async ({
  server,
  open,
}) => {
  const { before, passes } = holdClocks(server)
  const [lead, phone] = await Promise.all([
    open(CAST.NL, { at: 'presentation/runs', before }),
    open({ role: 'SP' }, { at: 'presentation/runs', width: 360, height: 740, before }),
  ])

  await test.step('begins, with the first slide and its notes', async () => {
    await expect(lead.getByText('No run has ended yet.')).toBeVisible()
    await lead.getByRole('button', { name: 'Rehearse' }).click()
    await expect(lead.getByText('not begun')).toBeVisible()
    await next(lead).click()
    await expect(lead.getByRole('timer')).toBeVisible()
  })

  await test.step('the audience follows on a phone, at their own text size', async () => {
    await phone.getByRole('link', { name: 'Follow it' }).click()
    await expect(phone.getByText('Live', { exact: true })).toBeVisible()
    await goOnTo(lead, /^Context/)
    await expect(onScreen(phone)).toHaveAttribute('aria-label', /^Context/)
    await phone.getByRole('button', { name: 'Larger text' }).click()
    await fits(phone)
    await accessible(phone)
  })

  await test.step('every section keeps to its minutes, until Priority 3', async () => {
    for (const [title, minutes] of [
      [/^Context/, 10],
      [/Journey/, 10],
      [/^Theme 1/, 20],
      [/^Theme 2/, 20],
    ] as const) {
      await goOnTo(lead, title)
      await passes(minutes)
    }
    await goOnTo(lead, /^Priority 3/)
    await expect(lead.getByText('left in Priority 3, of 20 minutes')).toBeVisible()
    await expect(lead.getByText('ends on time')).toBeVisible()
  })

  await test.step('amber in words at 80 %, then over: the end moves', async () => {
    const forward = await next(lead).boundingBox()
    await passes(16)
    await expect(lead.getByText('Near its end')).toBeVisible()
    await expect(lead.getByRole('timer')).toContainText('4:00')
    await passes(7.5)
    await expect(lead.getByText('Over its time')).toBeVisible()
    await expect(lead.getByRole('timer')).toContainText('3:30')
    await expect(lead.getByText('13:08:30')).toBeVisible()
    await expect(lead.getByText('ends, +3:30 on 13:05')).toBeVisible()
    // What the clock says moves nothing away from under the hand.
    expect(await next(lead).boundingBox()).toEqual(forward)
    await accessible(lead)
    await picture(lead, 'presenter')
  })

  await test.step('a listener notes what was too long', async () => {
    await phone.getByLabel('Note something for the presenter').fill('Say the 29% earlier.')
    await phone.getByRole('button', { name: 'Note it' }).click()
    await expect(phone.getByRole('listitem').filter({ hasText: 'Say the 29% earlier.' })).toBeVisible()
    await picture(phone, 'follow-360')
  })

  await test.step('the rest keeps to its minutes, by keyboard; the log has each section', async () => {
    for (const [title, minutes] of [
      [/^Theme 4/, 20],
      [/^Theme 5/, 20],
      [/Opportunities/, 5],
    ] as const) {
      await goOnTo(lead, title)
      await passes(minutes)
    }
    await lead.getByRole('button', { name: 'End rehearsal' }).click()
    await lead.getByRole('alertdialog').getByRole('button', { name: 'End the rehearsal' }).click()
    const table = lead.getByRole('region', { name: 'Times of the runs' })
    await expect(table.getByRole('row', { name: /^Priority 3/ })).toContainText('23:30 (+3:30)')
    await expect(table.getByRole('row', { name: /^Theme 4/ })).toContainText('20:00 (on time)')
    await expect(table.getByRole('row', { name: /^The end/ })).toContainText('planned 13:05, ended 13:08:30')
    await lead.getByRole('button', { name: 'Notes' }).click()
    await expect(lead.getByRole('dialog')).toContainText('Say the 29% earlier.')
    await lead.getByRole('button', { name: 'Close the notes' }).click()
    await accessible(lead)
    await picture(lead, 'rehearsals')
    await lead.setViewportSize({ width: 360, height: 740 })
    await fits(lead)
    await expect(table.getByRole('row', { name: /^Priority 3/ })).toBeVisible()
    expect(await table.evaluate((region) => region.scrollWidth <= region.clientWidth)).toBe(true)
    await expect(phone.getByText('The rehearsal has ended')).toBeVisible()
  })
})

test('a presenter whose link drops keeps the clock, two rooms rehearse at once, and questions are expected', async ({
  server,
  open,
  cable,
}) => {
  const [lead, parent] = await Promise.all([
    open(CAST.NL, { at: 'presentation/runs', cable }),
    open(CAST.PP1, { at: 'presentation/runs' }),
  ])
  for (const page of [lead, parent]) {
    await page.getByRole('button', { name: 'Rehearse' }).click()
    await next(page).click()
  }
  await expect(onScreen(lead)).toBeVisible()
  await lead.keyboard.press('ArrowRight')
  const second = await onScreen(lead).getAttribute('aria-label')

  cable.cut()
  await lead.keyboard.press('ArrowRight')
  const third = await onScreen(lead).getAttribute('aria-label')
  expect(third).not.toBe(second)
  const clock = await lead.getByRole('timer').textContent()
  await expect(lead.getByRole('timer')).not.toHaveText(clock ?? '') // it goes on ticking
  await lead.keyboard.press('p')
  await expect(lead.getByText('The clock is paused', { exact: true })).toBeVisible()

  cable.mend()
  const me = await server.signIn(CAST.NL)
  await expect
    .poll(async () => {
      const { runs } = (await me.call(routes.runs)).body
      return runs.map(({ by, steps }: { by: { role: string }; steps: { did: string }[] }) => [
        by.role,
        steps.map(({ did }) => did).includes('paused'),
      ])
    })
    .toEqual(
      expect.arrayContaining([
        ['NL', true],
        ['PP', false],
      ]),
    )
  // The other room is where its own presenter left it.
  await expect(parent.getByText('The clock is paused', { exact: true })).toHaveCount(0)

  await test.step('questions to expect are kept by theme, and fit at 320 px', async () => {
    const page = parent
    await page.getByRole('link', { name: 'Opening presentation' }).click()
    await page.getByRole('link', { name: 'Questions to expect' }).click()
    await page.getByRole('button', { name: 'Add a question' }).click()
    await page.getByLabel('The question').fill('What did the other 71% wait for?')
    await page.getByRole('button', { name: 'Add the question' }).last().click()
    await expect(page.getByText('What did the other 71% wait for?').first()).toBeVisible()
    await accessible(page)
    await page.setViewportSize({ width: 320, height: 640 })
    await fits(page)
  })
})
