import type { Page } from '@playwright/test'
import { accessible, CAST, expect, saved, test } from '../support/browser.ts'
import { STARTER } from '../support/test-server.ts'

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

  const row = lead
    .getByRole('listitem')
    .filter({ hasText: 'SENCO, Ash Grove School' })
    .filter({ has: lead.getByRole('button', { name: /Change or help/ }) })
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
  await anna.getByRole('link', { name: 'Positions', exact: true }).first().click()
  await expect(anna.getByRole('heading', { name: 'Who are you here?' })).toBeVisible()
  await anna.getByRole('button', { name: /Parents/ }).click()
  await expect(anna.getByRole('button', { name: /You: .*Parents/ })).toBeVisible()
})
