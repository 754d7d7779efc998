import type { Locator, Page } from '@playwright/test'
import { expect } from '../support/browser.ts'

export const list = (page: Page): Locator => page.getByRole('region', { name: 'The same board as a list' })
const lines = (page: Page): Locator => list(page).locator('.bl-line')
export const line = (page: Page, words: string): Locator => lines(page).filter({ hasText: words })
const steps = (page: Page): Locator => page.getByRole('region', { name: 'Steps of the workshop' })
export const next = (page: Page, name: string | RegExp): Locator => steps(page).getByRole('button', { name })

/** Opens a menu by its button and chooses from it. */
export async function fromMenu(page: Page, button: string | RegExp, does: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('menuitem', { name: does }).click()
}

/** Opens the menu of a line and chooses from it. */
export async function choose(page: Page, words: string, item: string): Promise<void> {
  await line(page, words)
    .getByRole('button', { name: /^Actions for/ })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** The section that notes are sent to. */
export const CASES = 'Case studies'
/** Under a section: how many notes came there from walls. */
export const fromWall = (page: Page): Locator => page.locator('.from-walls summary')
/** What a line says has become of its note. */
export const became = (page: Page, words: string): Locator =>
  line(page, words).getByRole('link', { name: /Theme 4/ })

/** In the open dialog: to the case studies of theme 4. */
export async function sendAs(page: Page, act: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Send from the wall' })
  await dialog.getByRole('button', { name: /Section$/ }).click()
  await page.getByRole('option', { name: /Case studies/ }).click()
  await dialog.getByRole('button', { name: act }).click()
  await expect(dialog).toHaveCount(0)
}
