import type { Page } from '@playwright/test'
import { PARTNER_KINDS, type PartnerKind } from '../../shared/domain/partners.ts'
import { GROUNDS, type Ground, type Stance } from '../../shared/domain/positions.ts'
import { routes } from '../../shared/api/routes.ts'
import {
  accessible,
  caretAfter,
  CAST,
  expect,
  fits,
  picture,
  saved,
  section,
  test,
} from '../support/browser.ts'
import type { MemberOptions, TestServer } from '../support/test-server.ts'

const AT = 'themes/4'
const REASON = 'Families say that being found is not the same as being helped.'
const SIGNS: Readonly<Record<PartnerKind, MemberOptions>> = {
  council: CAST.NL,
  ccgs: CAST['WL health'],
  providers: { role: 'WL', partner: 'providers' },
  parents: CAST.PP2,
  schools: { role: 'WL', partner: 'schools' },
}

/** Records a position as its signatory, without a page. */
async function record(server: TestServer, partner: PartnerKind, on: Ground, stance: Stance): Promise<void> {
  const by = await server.signIn(SIGNS[partner])
  const set = await by.call(routes.setPosition, {
    params: { theme: '4' },
    body: {
      id: `spec-${partner}-${on}`,
      partner,
      on,
      stance,
      reason: null,
      publish: true,
      seen: null,
      writtenAt: Date.now(),
    },
  })
  expect(set.status).toBe(200)
}

const cell = (page: Page, name: string) => page.getByRole('button', { name })
const status = (page: Page) => page.locator('.kick .state')

test('C3: a disagreement nobody else can touch; agreed with it; a changed text asks again; frozen for everyone at once', async ({
  server,
  open,
}) => {
  test.setTimeout(120_000)
  const parent = await open(CAST.PP2, { at: AT })
  const lead = await open(CAST.NL, { at: AT })
  const home = await open(CAST.PP1)

  await test.step('the second parent partner sets it by keyboard alone', async () => {
    await cell(parent, 'Parents on the conclusions: Not yet').focus()
    await parent.keyboard.press('Enter')
    const dialog = parent.getByRole('dialog', { name: /Parents: the conclusions/ })
    await expect(dialog).toBeVisible()
    await dialog.getByRole('button', { name: 'Say where your partner stands' }).focus()
    await parent.keyboard.press('Enter')
    await dialog.getByRole('radio', { name: 'Agrees' }).focus()
    await parent.keyboard.press('ArrowDown')
    await parent.keyboard.press('ArrowDown')
    await expect(dialog.getByRole('radio', { name: 'Does not agree' })).toBeChecked()
    await dialog.getByRole('button', { name: 'Record this position' }).focus()
    await parent.keyboard.press('Enter')
    await expect(dialog).toContainText('Say why, in your partner’s own words.')
    await dialog.getByLabel('Reason, in your partner’s own words').focus()
    await parent.keyboard.type(REASON)
    await accessible(parent, '.dialog')
    await dialog.getByRole('button', { name: 'Record this position' }).focus()
    await parent.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(cell(parent, 'Parents on the conclusions: Does not agree')).toBeVisible()
  })

  await test.step('the lead reads it, and has nothing to change it with', async () => {
    await cell(lead, 'Parents on the conclusions: Does not agree').click()
    const dialog = lead.getByRole('dialog')
    await expect(dialog).toContainText(REASON)
    await expect(dialog).toContainText('Published in the pack.')
    await expect(dialog).toContainText('Nobody can change, hide or delete it.')
    await expect(dialog.getByRole('button')).toHaveText(['Close'])
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(status(lead)).toHaveText('In agreement')
  })

  await test.step('once the others agree, everybody reads so, live', async () => {
    for (const partner of PARTNER_KINDS)
      for (const on of GROUNDS)
        if (partner !== 'parents' || on !== 'conclusions') await record(server, partner, on, 'agree')
    for (const page of [lead, parent])
      await expect(status(page)).toHaveText('Agreed with recorded disagreement')
    const row = home.locator('.themes > li').nth(3)
    await expect(row.locator('.theme-side .state')).toHaveText('Agreed with recorded disagreement')
    await expect(row.getByRole('list', { name: 'Conclusions of Theme 4' })).toContainText(
      'Parents do not agree',
    )
    await accessible(lead, '.positions')
    await accessible(home, '.themes')
    await picture(lead, 'positions-narrative-1280')
    await picture(home, 'positions-home-1280')
  })

  await test.step('a change of capitals is none; a material one says so, and the signatory is asked again', async () => {
    await caretAfter(lead, 'Overview position statement', 'Overall the')
    await lead.keyboard.type(' rising')
    await saved(lead)
    const asked = parent.getByRole('status').filter({ hasText: 'The text has changed.' })
    await expect(asked.first()).toContainText('1 paragraph changed since', { timeout: 15_000 })
    await expect(
      cell(lead, 'Parents on the conclusions: Does not agree, taken on the version of'),
    ).toBeVisible()
    await expect(status(lead)).toHaveText('In agreement')
    await asked.last().getByRole('button', { name: 'Say where your partner stands now' }).click()
    const dialog = parent.getByRole('dialog')
    await expect(dialog).toContainText(/taken on the version of \d+ \w+, 1 paragraph changed since/)
    await parent.keyboard.press('Escape')
  })

  await test.step('frozen: everyone’s page turns to reading at once, with the reason', async () => {
    await lead.getByRole('button', { name: 'Freeze this narrative' }).click()
    await lead.getByRole('alertdialog').getByRole('button', { name: 'Freeze this narrative' }).click()
    for (const page of [lead, parent]) {
      await expect(page.getByRole('status').filter({ hasText: 'Frozen by' })).toBeVisible()
      await expect(status(page)).toHaveText('Frozen')
      await expect(page.locator('.narrative')).toHaveAttribute('data-can-edit', 'false')
      await expect(section(page, 'Overview position statement')).toHaveAttribute('aria-readonly', 'true')
    }
    const row = home.locator('.themes > li').nth(3)
    await expect(row.locator('.theme-side .state')).toHaveText('Frozen')
    await expect(row.locator('.secs-line .say'), 'freezing agrees nothing').toHaveText(/^\d in draft$/)
    const guest = await open({ role: 'GR', partner: 'council' })
    await expect(guest.getByRole('list', { name: 'Frozen narratives' }).getByRole('link')).toHaveText(
      'Theme 4',
    )
    await guest.getByRole('link', { name: 'Theme 4' }).click()
    await expect(guest.getByRole('main')).toContainText('Overall the rising')
    await guest.goBack()
    await guest.getByRole('link', { name: 'Where every partner stands on every theme' }).click()
    await expect(guest.getByRole('main')).toContainText(REASON)
    await accessible(guest, '.pos-page')
    await picture(guest, 'positions-page-1280')
  })

  await test.step('and goes on with a new draft', async () => {
    await lead.getByRole('button', { name: 'Go on with a new draft' }).click()
    await lead.getByRole('alertdialog').getByRole('button', { name: 'Go on with a new draft' }).click()
    await expect(parent.locator('.narrative')).toHaveAttribute('data-can-edit', 'true')
  })
})

for (const width of [360, 320])
  test(`at ${width} px: positions in a sheet of the dock; set one, read one`, async ({ server, open }) => {
    await record(server, 'ccgs', 'conclusions', 'agree')
    const page = await open(CAST.PP2, { at: AT, width, height: 780, touch: true })
    await page
      .getByRole('navigation', { name: 'Narrative' })
      .getByRole('button', { name: 'Positions' })
      .click()
    const sheet = page.getByRole('region', { name: 'Positions' }).first()
    await expect(sheet.getByRole('button', { name: 'CCGs on the conclusions: Agrees' })).toBeVisible()
    await fits(page)
    await accessible(page, '.pos-sheet')
    await picture(page, `positions-phone-${width}`)
    await sheet.getByRole('button', { name: 'Parents on the evidence: Not yet' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Say where your partner stands' }).click()
    await dialog.getByText('Reservations').click()
    await dialog.getByLabel('Reason, in your partner’s own words').fill('From my phone')
    await picture(page, `positions-phone-dialog-${width}`)
    await dialog.getByRole('button', { name: 'Record this position' }).click()
    await expect(sheet.getByRole('button', { name: 'Parents on the evidence: Reservations' })).toBeVisible()
    await page.goto(`${server.url}/w/surrey-demo/positions`)
    await expect(page.getByRole('heading', { name: 'Positions' })).toBeVisible()
    await expect(page.getByText('From my phone')).toBeVisible()
    await fits(page)
  })

test('a position taken without a connection is kept on the device and sent later', async ({
  open,
  cable,
}) => {
  const page = await open(CAST.PP2, { at: AT, cable })
  await cell(page, 'Parents on the evidence: Not yet').click()
  cable.cut()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Say where your partner stands' }).click()
  await dialog.getByText('Agrees', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Record this position' }).click()
  await expect(page.getByText('is kept on this device')).toBeVisible()
  cable.mend()
  await expect(cell(page, 'Parents on the evidence: Agrees')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('is kept on this device')).toBeHidden()
})

test('the lead names who signs; whoever is named can, and no colleague', async ({ server, open }) => {
  await server.member({ role: 'WL', partner: 'ccgs', name: 'Director of commissioning' })
  const lead = await open(CAST.NL, { at: 'people' })
  const health = await open(CAST['WL health'], { at: AT })
  await cell(health, 'CCGs on the evidence: Not yet').click()
  const set = health.getByRole('dialog').getByRole('button', { name: 'Say where your partner stands' })
  await expect(set).toBeVisible()
  const signatories = lead.getByRole('region', { name: 'Who signs for whom' })
  await signatories.getByRole('button', { name: /CCGs/ }).click()
  await lead.getByRole('option', { name: 'Director of commissioning' }).click()
  await expect(signatories).toContainText('Director of commissioning')
  await expect(set).toBeHidden()
  await expect(health.getByRole('dialog')).toContainText(
    'Only Director of commissioning for CCGs can set this.',
  )
  await accessible(lead, '.people-page')
})
