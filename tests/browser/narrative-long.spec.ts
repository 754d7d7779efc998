import { CAST, expect, saved, section, test } from '../support/browser.ts'
import { writeLongNarrative } from '../support/long-narrative.ts'
import { stockClient } from '../support/stock-client.ts'
import { STARTER } from '../support/test-server.ts'

test('30,000 words open with few editors, are written in far down, and are found in all sections', async ({
  open,
  server,
}) => {
  const token = await server.token({ role: 'NL' })
  const writer = stockClient(server.url.replace('http', 'ws'), `${STARTER}/narrative/2`, token, {
    schema: '3',
  })
  await writer.synced()
  writeLongNarrative(writer.doc, 30_000)
  const page = await open(CAST.NL, { at: 'themes/2' })
  await expect(page.locator('.count[data-words]')).toContainText(/^30,\d\d\d words/, { timeout: 30_000 })
  writer.stop()
  const editors = page.locator('.prose[role=textbox]')
  expect(await editors.count()).toBeLessThan(8)

  await page.getByRole('link', { name: /Long section 9/ }).click()
  const far = section(page, 'Long section 9')
  await expect(far).toBeVisible()
  await far.locator('p').nth(1).click()
  await page.keyboard.press('End')
  await page.keyboard.type('x'.repeat(40))
  await expect(far).toContainText('x'.repeat(40))
  await saved(page)
  await page.keyboard.press('Control+f')
  await page.getByLabel('Find', { exact: true }).fill('partnership board')
  await expect(page.locator('.found-count')).toHaveText(/^\d+ of \d{2,}$/)
  await expect(far.locator('.found.is-current')).toBeInViewport()
})
