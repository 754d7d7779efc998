import type { Page } from '@playwright/test'
import { accessible, CAST, expect, fits, saved, test } from '../support/browser.ts'
import { STARTER } from '../support/test-server.ts'

const LETTER =
  'The inconsistent timeliness of education, health and care plans – and their “annual” review – across the area’s services.'

/** How many records this device could show without the server. */
const lastKnown = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('throughline')
        opening.addEventListener('success', () => {
          const count = opening.result.transaction('last-known').objectStore('last-known').count()
          count.addEventListener('success', () => resolve(count.result))
        })
      }),
  )

const status = (page: Page, words: string | RegExp) =>
  page.getByRole('status').filter({ hasText: words }).first()

test('a link says what it offers, is spent by Join alone, and works once', async ({ server, browser }) => {
  const link = await server.link(CAST.PP1)
  const page = await (await browser.newContext()).newPage()
  await page.goto(link)
  await expect(page.getByText('You are joining as')).toBeVisible()
  await page.reload() // looking spends nothing
  await accessible(page)
  await page.getByRole('button', { name: 'Join' }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Five evidence narratives' })).toBeVisible()
  expect(page.url()).not.toContain('#')

  const other = await (await browser.newContext()).newPage()
  await other.goto(link)
  await expect(other.getByRole('alert')).toContainText(/used/)
  await expect(other.getByRole('button', { name: 'Join' })).toHaveCount(0)
  await other.goto(`${server.url}/w/${STARTER}`)
  await expect(other.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await accessible(other)
  for (const one of [page, other]) await one.context().close()
})

test('a lead invites; the link joins; the lead’s page shows it by itself; removal ends the open page at once', async ({
  open,
  browser,
}) => {
  const lead = await open(CAST.NL, { at: 'people' })
  await lead.getByRole('button', { name: 'Invite someone' }).click()
  const dialog = lead.getByRole('dialog')
  await dialog.getByLabel('Name').fill('SENCO, Ash Grove School')
  await dialog.getByRole('button', { name: /Partner/ }).click()
  await lead.getByRole('option', { name: 'Schools' }).click()
  await expect(dialog.getByRole('button', { name: /Role/ })).toContainText('Workstream lead')
  await dialog.getByText('Theme 4', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Make their link' }).click()
  const shown = lead.getByRole('alertdialog')
  await expect(shown.getByRole('img', { name: /QR code/ })).toBeVisible()
  const link = (await shown.locator('code').textContent()) ?? ''
  await shown.getByRole('button', { name: 'Close' }).click()
  await expect(lead.getByRole('heading', { name: /Links not used yet/ })).toBeVisible()

  const joined = await browser.newPage()
  await joined.goto(link)
  await expect(joined.getByText('You can write in Theme 4, and comment everywhere.')).toBeVisible()
  await joined.getByRole('button', { name: 'Join' }).click()
  await expect(joined.getByRole('heading', { name: 'Five evidence narratives' })).toBeVisible()

  const row = lead.getByRole('listitem').filter({ hasText: 'SENCO, Ash Grove School' })
  await expect(row).toContainText('Writes Theme 4. Here now.')
  await row.getByRole('button', { name: /Change or help/ }).click()
  await lead.getByRole('menuitem', { name: 'Remove from the workspace' }).click()
  await lead
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Remove SENCO/ })
    .click()
  await expect(joined.getByRole('heading', { name: 'You were removed from this workspace' })).toBeVisible()
  await expect(row).toHaveCount(0)
  await joined.close()
})

test('the forum’s lead may invite forum members and nobody else; others may not invite', async ({ open }) => {
  const parent = await open(CAST.PP1, { at: 'people' })
  await parent.getByRole('button', { name: 'Invite someone' }).click()
  const dialog = parent.getByRole('dialog')
  await dialog.getByRole('button', { name: /Partner/ }).click()
  await expect(parent.getByRole('option')).toHaveText(['Parent carer forum'])
  await parent.keyboard.press('Escape')
  await dialog.getByRole('button', { name: /Role/ }).click()
  await expect(parent.getByRole('option')).toHaveText(['Parent partner'])
  const officer = await open(CAST.DO, { at: 'people' })
  await expect(officer.getByRole('heading', { name: 'County Council' })).toBeVisible()
  await expect(officer.getByRole('button', { name: 'Invite someone' })).toHaveCount(0)
  await expect(officer.getByRole('button', { name: /Change or help/ })).toHaveCount(0)
})

test('two people in one browser: each window stays who it is', async ({ open, server }) => {
  const anna = await open(CAST.NL)
  const ben = await anna.context().newPage()
  await ben.goto(await server.link(CAST.PP1))
  await ben.getByRole('button', { name: 'Join' }).click()
  await expect(ben.getByRole('button', { name: /You: .*Parents/ })).toBeVisible()
  await anna.reload()
  const [opened] = await Promise.all([
    anna.context().waitForEvent('page'),
    anna.getByRole('link', { name: /relatively low/ }).click({ modifiers: ['ControlOrMeta'] }),
  ])
  await expect(opened.getByRole('button', { name: /You: .*Council/ })).toBeVisible()
  await opened.close()
  await expect(anna.getByRole('button', { name: /You: .*Council/ })).toBeVisible()
  await anna.getByRole('button', { name: /^You:/ }).click()
  await anna.getByRole('menuitem', { name: /Parents/ }).click()
  await expect(anna.getByRole('button', { name: /You: .*Parents/ })).toBeVisible()
  await ben.getByRole('button', { name: /^You:/ }).click()
  await ben.getByRole('menuitem', { name: 'Sign out here' }).click()
  await expect(ben.getByText('Nominated lead, Council')).toBeVisible() // the other person of this browser is still there
  // The other window was this person too: it asks as well, once all that could be read is wiped.
  await expect(anna.getByRole('heading', { name: 'Who are you here?' })).toBeVisible()
})

test('wording: pasted by the lead, compared by a second person, locked, exact to the character (R51)', async ({
  open,
}) => {
  const lead = await open(CAST.NL)
  const second = await open(CAST['WL council'])
  await lead.getByRole('button', { name: 'Enter the wording of Theme 1', exact: true }).click()
  await lead.getByRole('textbox', { name: 'Wording' }).fill(`  ${LETTER}\n`)
  await expect(lead.getByText(`${LETTER.length} characters`)).toBeVisible()
  await lead.getByLabel('Where it stands in the letter').fill('Page 3, first bullet')
  await lead.getByRole('button', { name: 'Keep this wording' }).click()
  await expect(lead.getByRole('heading', { level: 2, name: LETTER })).toBeVisible()

  await second.getByRole('button', { name: 'Check the wording of Theme 1', exact: true }).click()
  const check = second.getByRole('dialog')
  await expect(check.locator('blockquote')).toHaveText(LETTER)
  await expect(check).toContainText('Page 3, first bullet')
  await expect(check.getByRole('button', { name: 'Lock the wording' })).toBeDisabled()
  await check.getByText('I have compared it with the letter').click()
  await check.getByRole('button', { name: 'Lock the wording' }).click()
  await expect(check).toHaveCount(0)

  await lead.getByRole('button', { name: 'About the wording of Theme 1', exact: true }).click()
  await expect(lead.getByRole('dialog')).toContainText('Checked and locked by Workstream lead, Council.')
  await lead.getByRole('button', { name: 'Propose a change' }).click()
  await lead.getByRole('textbox', { name: 'Wording' }).fill(LETTER.replace('inconsistent', 'uneven'))
  await lead.getByRole('button', { name: 'Propose the change' }).click()
  await expect(lead.getByRole('heading', { level: 2, name: LETTER })).toBeVisible() // stands until somebody else agrees
  await second.getByRole('button', { name: 'Check the changed wording of Theme 1' }).click()
  await expect(second.getByRole('dialog').locator('mark').last()).toHaveText('uneven')
})

test('wording entered while the server is away is kept on the device and delivered', async ({
  open,
  cable,
}) => {
  const lead = await open(CAST.NL, { cable })
  await lead.getByRole('button', { name: 'Enter the wording of Theme 2', exact: true }).click()
  await lead.getByRole('textbox', { name: 'Wording' }).fill(LETTER)
  cable.cut()
  await lead.getByRole('button', { name: 'Keep this wording' }).click()
  await expect(status(lead, 'The wording of Theme 2 is kept on this device')).toBeVisible()
  cable.mend()
  await expect(lead.getByRole('heading', { level: 2, name: LETTER })).toBeVisible({ timeout: 20_000 })
  await expect(status(lead, 'The wording of Theme 2 is kept on this device')).toHaveCount(0)
})

test('home shows who is in a narrative now, and one click leads in', async ({ open }) => {
  const home = await open(CAST.NL)
  const health = await open(CAST['WL health'], { at: 'themes/4' })
  await saved(health)
  const row = home
    .getByRole('listitem')
    .filter({ has: home.getByRole('heading', { name: /relatively low/ }) })
  await expect(row.getByRole('img', { name: /Workstream lead, CCGs.*here now/ })).toBeVisible()
  await health.goto(health.url().replace('/themes/4', ''))
  await expect(row.getByRole('img', { name: /here now/ })).toHaveCount(0)
  await row.getByRole('link', { name: /relatively low/ }).click()
  await expect(home).toHaveTitle(/Theme 4/)
})

test('signing out leaves nothing to read on a shared computer', async ({ open }) => {
  const page = await open(CAST.NL, { at: 'themes/4' })
  await saved(page)
  const copies = async () => {
    const rooms = await page.evaluate(async () =>
      (await indexedDB.databases()).filter(({ name }) => name?.startsWith('tl.room:')),
    )
    return rooms.length + (await lastKnown(page))
  }
  expect(await copies()).toBeGreaterThan(1)
  await page.getByRole('button', { name: /^You:/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out here' }).click()
  await expect(page.getByRole('heading', { name: 'Write the evidence together' })).toBeVisible()
  await expect.poll(copies).toBe(0)
})

test('a device signed out from another one is out at once and keeps nothing to read', async ({
  open,
  server,
  browser,
}) => {
  const lost = await open(CAST.NL)
  await expect(lost.getByRole('heading', { name: 'Waiting for you' })).toBeVisible()
  const context = await browser.newContext()
  const mine = await context.newPage()
  await mine.goto(await server.link(CAST.NL))
  await mine.getByRole('button', { name: 'Join' }).click()
  await mine.waitForURL(/\/w\//)
  await mine.goto(`${server.url}/w/${STARTER}/people`)
  await mine.getByRole('button', { name: 'Sign out there' }).click()
  await expect(lost.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await expect.poll(() => lastKnown(lost)).toBe(0)
  await expect(mine.getByRole('button', { name: 'Sign out here' })).toBeVisible()
  await context.close()
})

test('who this window was is signed out: it asks, and never turns into the other person by itself', async ({
  open,
  server,
}) => {
  const anna = await open(CAST.NL)
  const ben = await anna.context().newPage()
  await ben.goto(await server.link(CAST.PP1))
  await ben.getByRole('button', { name: 'Join' }).click()
  await ben.waitForURL(/\/w\//)
  const member = await anna.evaluate(() => sessionStorage.getItem('tl.member'))
  await anna.context().clearCookies({ name: `tl_${member}` })
  await anna.getByRole('link', { name: 'People' }).click()
  await expect(anna.getByRole('heading', { name: 'Who are you here?' })).toBeVisible()
  await anna.getByRole('button', { name: /Parents/ }).click()
  await expect(anna.getByRole('button', { name: /You: .*Parents/ })).toBeVisible()
})

test('home opens with what this device last knew while the server does not answer', async ({ open }) => {
  const page = await open(CAST.NL)
  await expect(page.getByRole('heading', { name: /relatively low/ })).toBeVisible()
  await page.route(/\/home$/, (route) => route.abort())
  await page.reload()
  await expect(page.getByRole('heading', { name: /relatively low/ })).toBeVisible()
  await expect(status(page, 'This is what this device last knew.')).toBeVisible()
  await page.unrouteAll()
  await status(page, 'This is what this device last knew.').getByRole('button', { name: 'Try again' }).click()
  await expect(status(page, 'This is what this device last knew.')).toHaveCount(0)
})

for (const theme of ['light', 'dark'] as const)
  test(`home and people, ${theme}: no fault that axe can see, nothing lost at 320 px`, async ({ open }) => {
    const page = await open(CAST.NL, { theme })
    await expect(page.getByRole('heading', { name: 'Waiting for you' })).toBeVisible()
    await accessible(page)
    await page.getByRole('button', { name: /^You:/ }).click()
    await accessible(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Enter the wording of Theme 1', exact: true }).click()
    await accessible(page)
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 320, height: 640 })
    await fits(page)
    await expect(page.getByRole('heading', { name: 'Five evidence narratives' })).toBeVisible()
    await page.goto(`${page.url()}/people`)
    await expect(page.getByRole('heading', { name: 'Where you are signed in' })).toBeVisible()
    await fits(page)
    await accessible(page)
  })

test('by keyboard alone: skip link, menu, another look, people, back', async ({ open }) => {
  const page = await open(CAST.NL)
  await expect(page.getByRole('heading', { name: 'Waiting for you' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Waiting for you' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#main')).toBeFocused()
  await page.getByRole('button', { name: /^You:/ }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('End')
  await expect(page.getByRole('menuitem', { name: /High contrast, dark/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast-dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast-dark')
  await page.getByRole('button', { name: /^You:/ }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible()
  await expect(page.locator('#main')).toBeFocused()
  await expect(page).toHaveTitle(/People/)
})

test('no page breaks the content rules it is served with', async ({ open }) => {
  const page = await open(CAST.NL)
  const broken: string[] = []
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) broken.push(message.text())
  })
  for (const path of ['', '/people', '/themes/4']) {
    await page.goto(`${new URL(page.url()).origin}/w/${STARTER}${path}`)
    await expect(page.locator('#main')).toBeVisible()
    await page.getByRole('button', { name: /^You:/ }).click()
    await page.keyboard.press('Escape')
  }
  expect(broken).toEqual([])
})
