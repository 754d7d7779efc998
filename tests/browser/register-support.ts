import type { Locator, Page } from '@playwright/test'

/** Opens an action from its row in the grid. */
export async function openAction(page: Page, ref: string): Promise<Locator> {
  await page.getByRole('gridcell', { name: ref, exact: true }).click()
  return page.getByRole('dialog')
}

/** Adds a file as evidence to the action that is open. */
export async function addEvidence(
  sheet: Locator,
  what: { title: string; place: string; changed: string },
): Promise<void> {
  await sheet.getByRole('button', { name: 'Add evidence' }).click()
  await sheet.getByLabel('What it is').fill(what.title)
  await sheet.getByLabel('Link or file name').fill(what.place)
  await sheet.getByLabel('What changed').fill(what.changed)
  await sheet.getByRole('button', { name: 'Add this evidence' }).click()
}

/** Goes back from Completed, with the reason that the audit keeps. */
export async function goBack(sheet: Locator, why: string): Promise<void> {
  await sheet.getByLabel('Go back to “Action Underway (but behind target)”: why').fill(why)
  await sheet.getByRole('button', { name: 'Go back with this reason' }).click()
}
