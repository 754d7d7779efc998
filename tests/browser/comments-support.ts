import { expect, type Locator, type Page } from '@playwright/test'
import { section, select } from '../support/browser.ts'

export const at = 'themes/4'
const OVERVIEW = 'Overview position statement'

/** The editor of 1.0, which the comments of these tests are about. */
export const overview = (page: Page): Locator => section(page, OVERVIEW)

export const pick = (page: Page, words: string, at?: 'words' | 'before' | 'behind'): Promise<void> =>
  select(page, OVERVIEW, words, at)

export const note = (page: Page, words: string): Locator =>
  page.getByRole('article').filter({ hasText: words }).first()

/** The words that are marked for a comment, as its reader sees them. */
export async function markedWords(page: Page, says: RegExp): Promise<string> {
  const marks = page.locator('mark[data-comment]')
  const list = await marks.evaluateAll((all) =>
    all.map((mark) => [mark.getAttribute('aria-description') ?? '', mark.textContent ?? ''] as const),
  )
  return list
    .filter(([description]) => says.test(description))
    .map(([, words]) => words)
    .join('')
}

/** Comments on words through the toolbar. */
export async function comment(page: Page, on: string, kind: string, text: string): Promise<void> {
  await pick(page, on)
  await page.getByRole('toolbar', { name: 'Writing tools' }).getByRole('button', { name: 'Comment' }).click()
  await page.getByRole('radio', { name: kind }).check({ force: true })
  await page.getByLabel('Your words').fill(text)
  await page.getByRole('button', { name: 'Post comment' }).click()
  await expect(note(page, text)).toBeVisible()
}
