import type { Page } from '@playwright/test'
import { accessible, CAST, expect, fits, saved, test } from '../support/browser.ts'
import { STARTER } from '../support/test-server.ts'

const LETTER =
  'The inconsistent timeliness of education, health and care plans – and their “annual” review – across the area’s services.'

const status = (page: Page, words: string | RegExp) =>
  page.getByRole('status').filter({ hasText: words }).first()

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
  await page.keyboard.type('People')
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
