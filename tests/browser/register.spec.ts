import type { Page, Route } from '@playwright/test'
import { accessible, CAST, expect, fits, picture, test } from '../support/browser.ts'
import { openAction } from './register-support.ts'

const THREE = '.themes > li:nth-child(3) .counts-line'
const counts = (page: Page, where: string) =>
  expect(page.locator(where).first())
    .toHaveText(/\d/)
    .then(() => page.locator(where).first())

test('A3: a status waits for its evidence and a second person; the counts follow everywhere; two at once see both', async ({
  open,
}) => {
  const health = await open(CAST['WL health'], { at: 'actions' })
  const officer = await open(CAST.DO, { at: 'actions' })
  const lead = await open(CAST.NL)
  const narrative = await open(CAST['WL council'], { at: 'themes/3' })
  const [home, text, register] = [THREE, '.actions-line .counts-line', '.actions-top .counts']
  await expect(await counts(lead, home)).toHaveText('01212')
  await expect(await counts(narrative, text)).toHaveText('01212')
  await expect(health.locator(register)).toContainText('evidence 0 of 15 verified')
  await accessible(health)
  await picture(health, 'actions')

  let sheet = await openAction(health, '3.1')
  await sheet.locator('.choice-row', { hasText: 'Completed' }).click()
  await expect(sheet.getByText('Evidence: add a link or a file name')).toBeVisible()
  await sheet.getByRole('button', { name: 'Set the status' }).click()
  await expect(sheet.getByRole('alert')).toContainText('“Completed” cannot be set yet.')
  await expect(sheet.getByText('Evidence: add a link or a file name'), 'said once').toHaveCount(1)
  await sheet.getByRole('button', { name: 'Add evidence' }).click()
  await sheet.getByLabel('What it is').fill('Waiting list of November')
  await sheet.getByLabel('Link or file name').fill('waiting-list.xlsx')
  await sheet.getByLabel('What changed').fill('Children wait eleven weeks less.')
  await accessible(health, '.action-sheet')
  await sheet.getByRole('button', { name: 'Add this evidence' }).click()
  await expect(sheet.getByText('It waits for a second person to verify it.')).toBeVisible()
  await expect(health.locator(register)).toContainText('evidence 0 of 15 verified, 1 waiting')
  await sheet.getByRole('button', { name: 'Set the status' }).click()
  await expect(sheet.getByText('“Completed” waits for a second person, who verifies')).toBeVisible()
  await expect(await counts(lead, home)).toHaveText('01212')

  sheet = await openAction(officer, '3.1')
  await sheet.getByRole('button', { name: 'Verify the evidence' }).click()
  const within = { timeout: 2_000 }
  for (const [page, where] of [
    [lead, home],
    [narrative, text],
  ] as const)
    await expect(page.locator(where).first()).toHaveText('00213', within)
  await expect(health.locator(register)).toContainText('evidence 1 of 15', within)

  await lead.goto(lead.url().replace(/\/w\/([^/]+).*/, '/w/$1/actions'))
  sheet = await openAction(lead, '3.1')
  await sheet
    .getByLabel('Go back to “Action Underway (but behind target)”: why')
    .fill('Two schools still wait.')
  // The register is read again late: the reason stands in the history once, and no longer in its box.
  const late: Route[] = []
  const reading = '**/api/w/*/actions'
  await lead.route(reading, (one) => void late.push(one))
  await sheet.getByRole('button', { name: 'Go back with this reason' }).click()
  await expect(sheet.getByLabel('Go back to')).toHaveValue('')
  await expect(sheet.getByText('Two schools still wait.')).toBeVisible()
  for (const one of late.splice(0)) await one.continue()
  await lead.unroute(reading)
  await expect(sheet.getByLabel('Go back to')).toHaveCount(0)
  await expect(narrative.locator(text)).toHaveText('01212', within)
  await picture(lead, 'action')

  // Two at once: WL-health has version 4 open and NL sets it meanwhile.
  const theirs = health.getByRole('dialog')
  await theirs.locator('.choice-row', { hasText: 'but behind target' }).click()
  await theirs.getByLabel('Recovery note').fill('Mine: two more therapists.')
  await sheet.locator('.choice-row', { hasText: 'but behind target' }).click()
  await sheet.getByLabel('Recovery note').fill('Theirs: a joint panel.')
  await sheet.getByLabel('New date').fill('2027-06-30')
  await sheet.getByRole('button', { name: 'Set the status' }).click()
  await expect(sheet.getByText('The status is “Action Underway')).toBeVisible()
  const both = theirs.locator('.two-values')
  await expect(both).toContainText('Theirs: a joint panel.')
  await expect(both).toContainText('Mine: two more therapists.')
  await both.getByRole('button', { name: 'Keep theirs' }).click()
  await expect(theirs.getByLabel('Recovery note')).toHaveValue('Theirs: a joint panel.')
})

test('by keyboard alone: the grid, its rows, pasted rows; on a phone in lines', async ({ open }) => {
  const page = await open(CAST.NL, { at: 'actions' })
  const grid = page.getByRole('grid', { name: 'Actions' })
  await grid.getByRole('gridcell', { name: '3.1', exact: true }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await expect(page.locator('[data-cell="1 6"]')).toBeFocused()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Home')
  await expect(page.locator('[data-cell="14 0"]')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toContainText('3.15')
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-cell="14 0"]')).toBeFocused()

  await page.getByLabel('Find in actions').fill('3.1 -')
  await expect(page.getByText('1 of 15 actions')).toBeVisible()
  await page.getByRole('button', { name: 'Show all actions' }).click()

  await page.getByRole('button', { name: 'Paste rows' }).press('Enter')
  await page
    .getByRole('textbox', { name: 'Rows' })
    .fill(
      'Ref\tAction\tDue\tStatus\n5.1\tWrite to every family\t30/11/2026\ton target\n5.2\tCount again\t31/11/2026\t\n',
    )
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Line 3, Due')).toBeVisible()
  await expect(dialog.locator('.paste-bad')).toContainText('“31/11/2026”')
  await accessible(page, '.dialog')
  await picture(page, 'actions-paste')
  await dialog.getByRole('button', { name: 'Bring in 1 line' }).press('Enter')
  await expect(grid.getByRole('gridcell', { name: 'Write to every family' })).toBeVisible()
  await expect(page.locator('.actions-grid tr', { hasText: '5.1' })).toContainText('Imported, no evidence')

  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 800 })
    await fits(page)
  }
  await page.setViewportSize({ width: 360, height: 800 })
  await accessible(page)
  await picture(page, 'actions-phone')
})
