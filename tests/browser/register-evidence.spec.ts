import { readFile } from 'node:fs/promises'
import type { Locator } from '@playwright/test'
import { accessible, caretAfter, CAST, expect, fits, test } from '../support/browser.ts'
import { note } from './comments-support.ts'

/** Chooses in a list by its label. */
async function choose(where: Locator, label: string, option: RegExp | string): Promise<void> {
  await where.getByRole('button', { name: new RegExp(`${label}$`) }).click()
  await where.page().getByRole('option', { name: option }).click()
}

test('evidence for two actions, a claim that it closes, colours, a file for a spreadsheet, paper', async ({
  open,
}) => {
  const lead = await open(CAST.NL, { at: 'actions' })
  const officer = await open(CAST.DO, { at: 'actions' })
  const row = (ref: string) => lead.locator('.actions-grid tbody tr', { hasText: `Action ${ref} -` })

  await lead.getByRole('gridcell', { name: '3.2', exact: true }).click()
  const sheet = lead.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Add evidence' }).click()
  await sheet.getByLabel('What it is').fill('Audit of plans')
  await choose(sheet, 'Kind', 'audit')
  await sheet.getByLabel('Link or file name').fill('https://example.org/audit')
  await sheet.getByLabel('Who holds it').fill('Designated officer')
  await choose(sheet, 'Evidence for another action too', /^3\.3 /)
  await expect(sheet.getByText('Evidence for 3.3')).toBeVisible()
  await accessible(lead, '.action-sheet')
  await sheet.getByRole('button', { name: 'Add this evidence' }).click()
  await expect(sheet.getByText(/^audit, .* held by Designated officer, partners only$/)).toBeVisible()
  await expect(sheet.getByRole('link', { name: 'https://example.org/audit' })).toHaveAttribute(
    'rel',
    'noopener noreferrer nofollow',
  )
  await expect(sheet.getByRole('button', { name: 'Add evidence' })).toBeFocused()
  await lead.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  for (const ref of ['3.2', '3.3']) await expect(row(ref)).toContainText('1 waiting')

  await lead.getByRole('button', { name: 'Add to the chase list' }).click()
  const form = lead.getByRole('dialog')
  await form.getByLabel('The claim').fill('Every plan is audited')
  await form.getByLabel('What is missing').fill('The audit')
  await choose(form, 'Who brings it', 'Somebody without an account')
  await form.getByLabel('Their name or post').fill('Head of audit')
  await form.getByLabel('By what day').fill('2020-01-31')
  await choose(form, 'Theme', 'Theme 3')
  await choose(form, 'Section', /^1\.0 /)
  await accessible(lead, '.dialog')
  await form.getByRole('button', { name: 'Add this claim' }).click()
  const chase = lead.getByRole('region', { name: 'Chase list' })
  await expect(chase.getByText('Head of audit, by Friday 31 January')).toContainText('Late')
  await expect(chase.getByRole('link', { name: 'Theme 3' })).toHaveAttribute('href', /themes\/3#section-/)
  await choose(chase, 'Tie evidence', 'Audit of plans')
  await expect(chase.getByText('waits to be verified')).toBeVisible()

  await lead.getByRole('button', { name: 'Set colours' }).click()
  await choose(lead.getByRole('dialog'), 'Completed', 'green')
  await lead.getByRole('button', { name: 'Show these colours' }).click()
  await expect(row('3.15').locator('.action-mark')).toHaveClass(/is-green/)
  await expect(row('3.15')).toContainText('Completed')

  await officer.getByRole('gridcell', { name: '3.2', exact: true }).click()
  await officer.getByRole('dialog').getByRole('button', { name: 'Verify the evidence' }).click()
  await expect(row('3.3')).toContainText('1 verified')
  await expect(chase.getByText('Nothing to chase.')).toBeVisible()
  await chase.getByRole('button', { name: 'Show 1 closed' }).click()
  await expect(chase.getByText('Closed by verified evidence; Data officer')).toBeVisible()

  const saving = lead.waitForEvent('download')
  await lead.getByRole('button', { name: 'Download as CSV' }).click()
  const file = await readFile(await (await saving).path(), 'utf8')
  expect(file).toMatch(/^\uFEFFReference,Action,Theme,.*,Evidence,Evidence verified,Overdue,Note\r\n3\.1,/)
  expect(file.trimEnd().split('\r\n')).toHaveLength(16)
  expect(file).toMatch(/3\.2,[^\r]*,1,1,/)

  await officer.setViewportSize({ width: 360, height: 800 })
  await fits(officer)
  await lead.emulateMedia({ media: 'print' })
  await expect(lead.getByRole('button', { name: 'Print' })).toBeHidden()
  await expect(row('3.15')).toBeVisible()
})

test('evidence offered in a comment goes onto the chase list, and leads there and back', async ({ open }) => {
  const lead = await open(CAST.NL, { at: 'themes/3' })
  const words = 'The forum can say how families were told'
  await caretAfter(lead, 'Key indicators of impact', 'with understood reasons')
  await note(lead, words).click()
  await note(lead, words).getByRole('button', { name: 'Put on the chase list' }).click()
  const form = lead.getByRole('dialog')
  await expect(form.getByLabel('The claim')).toHaveValue('with understood reasons for each child')
  await expect(form.getByRole('button', { name: /Who brings it$/ })).toContainText('Parents')
  await expect(form.getByRole('button', { name: /Section$/ })).toContainText('Key indicators of impact')
  await form.getByLabel('What is missing').fill('Counts by reason')
  await form.getByLabel('By what day').fill('2027-01-29')
  await accessible(lead, '.dialog')
  await form.getByRole('button', { name: 'Add this claim' }).click()
  await expect(note(lead, words)).toContainText('On the chase list: with understood reasons for each child')
  await accessible(lead, '.on-chase-list')

  await note(lead, words).getByRole('link', { name: 'On the chase list' }).click()
  const line = lead.getByRole('region', { name: 'Chase list' }).getByRole('listitem')
  await expect(line).toBeFocused()
  await line.getByRole('link', { name: /^Evidence offered by / }).click()
  await expect(note(lead, words)).toHaveAttribute('aria-current', 'true')
})
