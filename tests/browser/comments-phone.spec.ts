import { accessible, expect, fits, test } from '../support/browser.ts'
import { at, note, pick } from './comments-support.ts'

for (const width of [360, 320])
  test(`on a phone of ${width} px: one comment at a time under its words; reply, close, comment`, async ({
    open,
  }) => {
    const page = await open({ role: 'PP', partner: 'parents' }, { at, width, height: 780, touch: true })
    await page
      .getByRole('navigation', { name: 'Narrative' })
      .getByRole('button', { name: 'Comments' })
      .click()
    const sheet = page.getByRole('region', { name: 'Comments' })
    await expect(sheet).toContainText(/Comment 1 of \d/)
    await expect(page.locator('mark[data-comment].on').first()).toBeInViewport()
    await sheet.getByRole('button', { name: 'Next comment' }).click()
    await sheet.getByRole('button', { name: 'Next comment' }).click()
    await expect(sheet).toContainText(/Comment 3 of \d/)
    await expect(sheet).toContainText('A higher percentage shows that more children are found.')
    // The sheet takes room from the text and never lies over the words.
    await expect
      .poll(() =>
        page.evaluate(() => {
          const mark = document.querySelector('mark[data-comment].on')?.getClientRects()[0]
          const sheet = document.querySelector('.comment-sheet')?.getBoundingClientRect()
          return mark !== undefined && sheet !== undefined && mark.top > 0 && mark.bottom <= sheet.top
        }),
      )
      .toBe(true)
    await sheet.getByRole('textbox', { name: 'Your reply' }).fill('Thank you')
    await sheet.getByRole('button', { name: 'Send' }).click()
    await expect(sheet).toContainText('Thank you')
    await sheet.getByRole('button', { name: 'Close my challenge' }).click()
    await expect(sheet).not.toContainText('A higher percentage shows')
    await fits(page)
    await accessible(page, '.comment-sheet')
    await sheet.getByRole('button', { name: 'Close comments' }).click()

    await pick(page, 'numbers of pupils')
    await page.keyboard.press('Control+Alt+m')
    await expect(sheet).toContainText('New comment')
    await sheet.getByLabel('Your words').fill('From my phone')
    await sheet.getByRole('button', { name: 'Post comment' }).click()
    await expect(note(page, 'From my phone')).toBeVisible()
  })
