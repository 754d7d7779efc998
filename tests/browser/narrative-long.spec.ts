import { CAST, expect, saved, section, test } from '../support/browser.ts'
import { writeLongNarrative } from '../support/long-narrative.ts'
import { stockClient } from '../support/stock-client.ts'
import { STARTER } from '../support/test-server.ts'

test('30,000 words open with few editors, are found in all sections, and typing stays quick', async ({
  open,
  server,
}) => {
  const token = await server.token({ role: 'NL' })
  const writer = stockClient(server.url.replace('http', 'ws'), `${STARTER}/narrative/2`, token, {
    schema: '2',
  })
  await writer.synced()
  writeLongNarrative(writer.doc, 30_000)
  const page = await open(CAST.NL, { at: 'themes/2' })
  await expect(page.locator('.count')).toContainText(/^30,\d\d\d words/, { timeout: 30_000 })
  writer.stop()
  const editors = page.locator('.prose[role=textbox]')
  expect(await editors.count()).toBeLessThan(8)

  await page.getByRole('link', { name: /Long section 9/ }).click()
  const far = section(page, 'Long section 9')
  await expect(far).toBeVisible()
  await far.locator('p').nth(1).click()
  await page.keyboard.press('End')
  // Each key to the frame that shows it, as the page itself sees it.
  const times = await far.evaluate(async (element) => {
    const found: number[] = []
    for (let key = 0; key < 40; key += 1) {
      const start = performance.now()
      document.execCommand('insertText', false, 'x')
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 0)))
      found.push(performance.now() - start)
    }
    element.dataset.typed = 'yes'
    return found.toSorted((a, b) => a - b)
  })
  await expect(far).toContainText('x'.repeat(40))
  console.log(`30,000 words, key to paint: p50 ${times[20]!.toFixed(0)} ms, p95 ${times[38]!.toFixed(0)} ms`)
  // Far above what a quiet machine needs (README): this only catches work that grows with the narrative.
  expect(times[20]).toBeLessThan(120)
  await saved(page)
  await page.keyboard.press('Control+f')
  await page.getByLabel('Find', { exact: true }).fill('partnership board')
  await expect(page.locator('.found-count')).toHaveText(/^1 of \d{2,}$/)
})
