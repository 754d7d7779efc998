import type { Page } from '@playwright/test'
import { routes } from '../../shared/api/routes.ts'
import { accessible, caretAfter, expect, fits, saved, section, test } from '../support/browser.ts'

const at = 'documents/4'
const CASES = 'Case studies'

/** Writes at the end of a section. */
async function write(page: Page, title: string, words: string): Promise<void> {
  await section(page, title).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words)
  await saved(page)
}

async function openHistory(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'History', exact: true }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: /History of/ })).toBeVisible()
}

test('a version is named, compared with now word by word, read with who wrote what, brought back and put back', async ({
  open,
}) => {
  const lead = await open({ role: 'NL' }, { at })
  const parent = await open({ role: 'PP', partner: 'parents' }, { at })
  await write(lead, CASES, 'Our first case is about trust.')

  await openHistory(lead)
  await lead.getByRole('button', { name: 'Name this version' }).click()
  await lead.getByRole('textbox', { name: 'Name' }).fill('Sent to the forum')
  await lead.getByRole('button', { name: 'Keep this version' }).click()
  const version = lead.getByRole('listitem').filter({ hasText: 'Sent to the forum' })
  await expect(version).toContainText('Named by Nominated lead')
  await accessible(lead)

  await expect(section(parent, CASES)).toContainText('trust.')
  await caretAfter(parent, CASES, 'about trust')
  await parent.keyboard.press('Control+Shift+ArrowLeft')
  await parent.keyboard.type('waiting')
  await write(parent, CASES, ' Families waited a year.')

  await version.getByRole('link', { name: /Compare with now/ }).click()
  await expect(lead.getByText('2 changes', { exact: true })).toBeVisible()
  await expect(lead.locator('del.cmp.p-council', { hasText: 'trust' })).toBeVisible()
  await expect(lead.locator('ins.cmp.p-parents', { hasText: 'waiting' })).toHaveAttribute(
    'title',
    /Parent.*Parents/,
  )
  await expect(lead.getByRole('list', { name: 'What changed, by section' })).toContainText(
    /Case studies: 5 words added, 1 word struck/,
  )
  await lead.keyboard.press('Alt+ArrowDown')
  await expect(lead.getByText(/Change 1 of 2/)).toBeVisible()
  await expect(lead.locator('[data-current]').first()).toBeFocused()
  await lead.getByRole('button', { name: 'Next change' }).click()
  await expect(lead.getByText(/Change 2 of 2/)).toBeVisible()
  await accessible(lead)

  // Who wrote what, from the server's log.
  await lead.getByRole('link', { name: 'History', exact: true }).click()
  await lead.getByRole('link', { name: 'Who wrote what now' }).click()
  await expect(lead.locator('.wrote.p-parents', { hasText: 'Families waited a year.' })).toBeVisible()
  await expect(lead.getByRole('list', { name: 'Who wrote how much' })).toContainText(/Parents: 5 words/)
  await accessible(lead)

  // Brought back while the parent writes elsewhere.
  await lead.getByRole('link', { name: 'History', exact: true }).click()
  await version.getByRole('link', { name: /Read/ }).click()
  await lead.getByRole('button', { name: 'Bring back this section Case studies' }).click()
  const asked = lead.getByRole('alertdialog')
  await expect(asked).toContainText('Case studies: 1 word added, 5 words struck')
  await write(parent, 'Next steps', 'Written meanwhile.')
  await asked.getByRole('button', { name: 'Bring back section' }).click()
  await expect(section(lead, CASES)).toContainText('Our first case is about trust.')
  await expect(section(parent, CASES)).not.toContainText('Families waited')
  await expect(section(parent, 'Next steps')).toContainText('Written meanwhile.')
  const strip = parent
    .locator('.strip')
    .filter({ hasText: 'brought back “Case studies” as in “Sent to the forum”' })
  await expect(strip).toBeVisible()

  // What was written since stays when it is put back.
  await write(parent, 'Next steps', ' And more.')
  await strip.getByRole('button', { name: 'Put back' }).click()
  await expect(section(parent, CASES)).toContainText('about waiting. Families waited a year.')
  await expect(section(lead, 'Next steps')).toContainText('Written meanwhile. And more.')
  await expect(lead.getByText(/put “Case studies” back/).first()).toBeVisible()
})

test('who comes back steps through what changed since, also on a phone', async ({ open, server }) => {
  const phone = await open({ role: 'PP', partner: 'parents' }, { at, width: 360, height: 740, touch: true })
  await expect(phone.getByText('Overview position statement').first()).toBeVisible()
  await phone.goto(`${server.url}/w/surrey-demo`)
  const lead = await open({ role: 'NL' }, { at })
  await write(lead, CASES, 'Since you left, this was written.')
  // A visit ends when one has been away for ten minutes; the clock of this test does not wait.
  await expect
    .poll(() =>
      server.running.ledger.db.selectFrom('visit').select('left_at').where('document', '=', '4').execute(),
    )
    .not.toEqual([])
  await server.running.ledger.db
    .updateTable('visit')
    .set((e) => ({ left_at: e('left_at', '-', 11 * 60_000) }))
    .execute()
  await server.running.ledger.db
    .updateTable('version')
    .set((e) => ({ at: e('at', '-', 11 * 60_000) }))
    .where('why', '=', 'gathered')
    .where('by', 'like', '%parents%')
    .execute()
  await phone.goto(`${server.url}/w/surrey-demo/${at}`)
  await phone.getByRole('link', { name: 'Step through what changed' }).click()
  await expect(phone.getByText(/You were last here on/)).toBeVisible()
  await phone.getByRole('button', { name: 'Next change' }).click()
  await expect(phone.getByText('Change 1 of 1')).toBeVisible()
  await expect(phone.locator('ins.cmp.p-council', { hasText: 'Since you left' })).toBeInViewport()
  await fits(phone)
  await accessible(phone)
  await phone.getByRole('link', { name: 'History', exact: true }).click()
  await expect(phone.getByRole('heading', { name: /History of/ })).toBeVisible()
  await phone.setViewportSize({ width: 320, height: 640 })
  await fits(phone)
})

test('a guest reads a frozen version with its checksum, and nothing else of the history', async ({
  open,
  server,
}) => {
  const lead = await server.signIn({ role: 'NL' })
  await lead.call(routes.freeze, { params: { theme: '4' }, body: {} })
  const { checksum, id } = await server.running.ledger.db
    .selectFrom('version')
    .select(['id', 'checksum'])
    .where('why', '=', 'frozen')
    .executeTakeFirstOrThrow()
  const guest = await open({ role: 'GR' }, { at: `${at}/history/${id}` })
  await expect(guest.getByText(checksum)).toBeVisible()
  await expect(guest.getByRole('heading', { name: /Overview position statement/ })).toBeVisible()
  await accessible(guest)
  await guest.goto(`${server.url}/w/surrey-demo/${at}/history/now`)
  await expect(guest.getByRole('alert')).toContainText('This history is not open to you.')
  // An address sent by a partner leads to the frozen version; a final refusal is not offered again.
  await guest.goto(`${server.url}/w/surrey-demo/themes/4`)
  await expect(guest.getByText(checksum)).toBeVisible()
  for (const page of ['inbox', 'said', 'purges']) {
    await guest.goto(`${server.url}/w/surrey-demo/${page}`)
    await expect(guest.getByRole('alert')).toBeVisible()
    await expect(guest.getByRole('button', { name: 'Try again' })).toHaveCount(0)
  }
  await guest.goto(`${server.url}/w/surrey-demo`)
  await expect(guest.getByRole('list', { name: 'Frozen narratives' })).toBeVisible()
  await expect(guest.getByRole('link', { name: 'Open my inbox' })).toHaveCount(0)
  const writer = await open({ role: 'NL' }, { at: `${at}/history/thinned-out` })
  await writer.getByRole('link', { name: 'See the timeline' }).click()
  await expect(writer.getByRole('heading', { level: 1, name: /History of/ })).toBeVisible()
})
