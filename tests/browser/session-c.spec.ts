import { accessible, caretAfter, CAST, expect, saved, section, test } from '../support/browser.ts'

const OVERVIEW = 'Overview position statement'

test.describe('Session C, parents annotating (domain.md 5.5)', () => {
  test('C1 a screen reader meets the wording first, a figure with headers, and others’ edits politely, or not at all', async ({
    open,
  }) => {
    const parent = await open(CAST.PP2, { at: 'themes/4' })
    await saved(parent)
    await expect(section(parent, OVERVIEW)).toBeVisible()

    // In reading order the inspectors' words come before anything that people wrote.
    const order = await parent.evaluate(() => {
      const main = document.querySelector('main')
      const wording = main?.querySelector('blockquote')
      const text = main?.querySelector('[role="textbox"]')
      return wording && text ? wording.compareDocumentPosition(text) : 0
    })
    expect(order & 4 /* DOCUMENT_POSITION_FOLLOWING */).toBe(4)
    await parent.keyboard.press('Tab')
    await expect(parent.locator(':focus')).toHaveText('Skip to the page')
    await parent.keyboard.press('Enter')
    await expect(parent.locator('main')).toBeFocused()

    const figure = section(parent, OVERVIEW).getByRole('table')
    for (const name of ['Code', 'Area', '2016', '2017', '2018', 'Change from previous year'])
      await expect(figure.getByRole('columnheader', { name, exact: true })).toBeVisible()
    for (const name of ['Surrey', 'South East', 'Statistical Neighbours', 'England'])
      await expect(figure.getByRole('rowheader', { name, exact: true })).toBeVisible()

    const say = async (): Promise<void> => {
      await parent.getByRole('button', { name: 'More', exact: true }).click()
      await parent.getByRole('menuitem', { name: /Say who comes, goes and writes/ }).click()
    }
    const voice = parent.locator('[role="status"][aria-live="polite"]').first()
    await say()
    const health = await open(CAST['WL health'], { at: 'themes/4' })
    await caretAfter(health, OVERVIEW, 'to support them.')
    await health.keyboard.type(' Heard.')
    await expect(voice).toContainText('Workstream lead, CCGs, is writing in 1.0.')

    await say() // muted again
    const spoken = await voice.textContent()
    await health.close()
    await expect(parent.getByRole('complementary', { name: 'Outline and people' })).not.toContainText('CCGs')
    expect(await voice.textContent()).toBe(spoken)
    await accessible(parent)
  })
})
