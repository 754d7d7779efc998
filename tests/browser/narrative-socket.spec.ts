import { CAST, expect, section, test } from '../support/browser.ts'
import { proxyWithoutSockets } from '../support/no-sockets.ts'

const OVERVIEW = 'Overview position statement'

test('when only the socket fails the last stored text is readable, with the reason and what to ask', async ({
  open,
  server,
}) => {
  const proxy = await proxyWithoutSockets(Number(new URL(server.url).port))
  const page = await open(CAST.PP1, { at: 'themes/4', base: proxy.url })
  const text = page.getByRole('region', { name: OVERVIEW })
  await expect(text).toContainText('Overall the numbers of pupils', { timeout: 30_000 })
  await expect(text.getByRole('row')).toHaveCount(5)
  await expect(page.getByRole('region', { name: /Weakness wording/ })).toContainText(
    'relatively low identification',
  )
  await expect(page.getByText(/The live link does not open on this network/)).toBeVisible()
  await page.getByText('What to ask your network team').click()
  await expect(page.getByText(/WebSocket connections/)).toBeVisible()
  await expect(section(page, OVERVIEW)).toHaveCount(0)
  await proxy.close()
})

test('offline one goes on writing; back again, all is there and a cue says what others changed', async ({
  open,
  cable,
}) => {
  const health = await open(CAST['WL health'], { at: 'themes/4', cable })
  const council = await open(CAST['WL council'], { at: 'themes/4' })
  await expect(section(health, OVERVIEW)).toContainText('Overall the numbers')
  cable.cut()
  await expect(health.getByText(/^Offline/).first()).toBeVisible({ timeout: 20_000 })
  await section(health, 'Next steps').click()
  await health.keyboard.type('Written without a network.')
  await expect(health.getByText(/^Offline: \d+ edits? kept on this device$/).first()).toBeVisible()
  await section(council, 'Case studies').click()
  await council.keyboard.type('Meanwhile.')
  await expect(council.locator('[data-saved]')).toHaveText('Saved')
  cable.mend()
  await expect(health.locator('[data-saved]')).toHaveText('Saved', { timeout: 20_000 })
  await expect(section(council, 'Next steps')).toContainText('Written without a network.')
  const cue = health.getByText(/While you were offline others changed/)
  await expect(cue).toContainText('4.0')
  await cue.getByRole('button', { name: '4.0' }).click()
  await expect(section(health, 'Case studies')).toBeInViewport()
  await expect(section(health, 'Case studies')).toContainText('Meanwhile.')
  await health.getByRole('button', { name: 'Close this' }).click()
  await expect(cue).toHaveCount(0)
})
