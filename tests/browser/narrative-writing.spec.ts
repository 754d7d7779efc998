import { CAST, expect, section, select, test, words } from '../support/browser.ts'

const OVERVIEW = 'Overview position statement'
const NEXT = 'Next steps'
const at = 'themes/4'

test.describe('finding', () => {
  test('goes through all sections and replaces in one step of undo', async ({ open }) => {
    const lead = await open(CAST.NL, { at })
    await expect(section(lead, OVERVIEW)).toContainText('Overall the numbers')
    const before = await words(lead, OVERVIEW)
    await lead.keyboard.press('Control+f')
    await lead.getByLabel('Find', { exact: true }).fill('England')
    await expect(lead.locator('.found-count')).toHaveText('1 of 3')
    await lead.keyboard.press('Enter')
    await expect(lead.locator('.found-count')).toHaveText('2 of 3')
    await expect(lead.locator('.found.is-current')).toHaveCount(1)
    await lead.getByLabel('Replace with').fill('the whole of England')
    await lead.getByRole('button', { name: 'Replace', exact: true }).click()
    await expect(lead.locator('.found-count')).toHaveText('3 of 3')
    await lead.getByRole('button', { name: 'Replace all' }).click()
    await expect
      .poll(async () => (await words(lead, OVERVIEW)).join(' ').match(/the whole of/g)?.length)
      .toBe(4)
    await lead.getByRole('button', { name: 'Undo my last edit' }).click()
    await expect
      .poll(async () => (await words(lead, OVERVIEW)).join(' ').match(/the whole of/g)?.length)
      .toBe(1)
    await lead.getByRole('button', { name: 'Undo my last edit' }).click()
    await expect.poll(() => words(lead, OVERVIEW)).toEqual(before)
    await lead.getByLabel('Find', { exact: true }).press('Escape')
    await expect(lead.getByRole('search')).toHaveCount(0)
    await expect(lead.locator('.found')).toHaveCount(0)

    // It begins where the writer is, and shows it.
    await section(lead, NEXT).click()
    await lead.keyboard.type('England, once more.')
    await lead.keyboard.press('Home')
    await lead.evaluate(() => scrollTo(0, 0))
    await lead.keyboard.press('Control+f')
    await lead.getByLabel('Find', { exact: true }).fill('england')
    await expect(lead.locator('.found-count')).toHaveText('4 of 4')
    await expect(lead.locator('.found.is-current')).toBeInViewport()
  })
})

test.describe('pasting in a real browser', () => {
  test('keeps what Word meant', async ({ open }) => {
    const lead = await open(CAST.NL, { at })
    const { readFileSync } = await import('node:fs')
    const html = readFileSync(new URL('../fixtures/paste/word.html', import.meta.url), 'utf8')
    await section(lead, NEXT).click()
    await section(lead, NEXT).evaluate((element, html) => {
      const data = new DataTransfer()
      data.setData('text/html', html)
      data.setData('text/plain', 'plain')
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    }, html)
    const text = section(lead, NEXT)
    await expect(text.locator('h3')).toHaveText('Early identification')
    await expect(text.locator('ul > li').first()).toContainText('Nursery visits')
    await expect(text.locator('ul ul > li')).toHaveText('Joint with health')
    await expect(text.locator('ol ol > li')).toHaveText('parents')
    await expect(text.locator('th')).toHaveText(['Area', '2018'])
    await expect(text.locator('strong').first()).toHaveText('changed')
    await expect(text.getByRole('link', { name: 'the report' })).toHaveAttribute(
      'href',
      'https://example.org/report',
    )
    await expect(text).not.toContainText('·')
    await expect(text.locator('img')).toHaveCount(0)
    await lead.keyboard.press('Control+z')
    await expect(text).not.toContainText('Nursery visits')
  })
})

test.describe('writing', () => {
  test('by markdown, slash, links and marks', async ({ open }) => {
    const lead = await open(CAST.NL, { at })
    const text = section(lead, NEXT)
    await text.click()
    await lead.keyboard.type('## What next\n- first\nsecond')
    await lead.keyboard.press('Tab')
    await expect(text.locator('h3')).toHaveText('What next')
    await expect(text.locator('ul ul > li')).toHaveText('second')
    for (let times = 0; times < 3; times += 1) await lead.keyboard.press('Enter')
    await lead.keyboard.type('> Said\n')
    await expect(text.locator('blockquote')).toContainText('Said')
    await lead.keyboard.press('Enter')
    await lead.keyboard.type('Some **bold** and ==marked== ')
    await expect(text.locator('strong')).toHaveText('bold')
    await expect(text.locator('mark')).toHaveText('marked')
    await lead.keyboard.press('Control+k')
    await lead.getByLabel('Web or e-mail address').fill('javascript:alert(1)')
    await lead.getByRole('button', { name: 'Put link' }).click()
    await expect(lead.getByText(/Give a web address/)).toBeVisible()
    await lead.getByLabel('Words', { exact: true }).fill('the report')
    await lead.getByLabel('Web or e-mail address').fill('example.org/report')
    await lead.getByRole('button', { name: 'Put link' }).click()
    await expect(text.getByRole('link', { name: 'the report' })).toHaveAttribute(
      'href',
      'https://example.org/report',
    )
    await lead.keyboard.type(' after')
    await expect(text).toContainText('the report after')
    await expect(text.getByRole('link')).toHaveText('the report')
    await lead.keyboard.type(' /')
    await expect(lead.getByRole('listbox', { name: 'Put here' })).toBeVisible()
    await lead.keyboard.press('Escape')
    await expect(lead.getByRole('listbox', { name: 'Put here' })).toHaveCount(0)
    await lead.keyboard.type('not a menu')
    await expect(text).toContainText('/not a menu')
    await select(lead, NEXT, 'after')
    await expect(lead.getByRole('toolbar', { name: 'Selected words' })).toBeVisible()
    await lead.keyboard.press('Alt+F10')
    await expect(
      lead.getByRole('toolbar', { name: 'Selected words' }).getByRole('button', { name: 'Bold' }),
    ).toBeFocused()
    await lead.keyboard.press('Enter')
    await expect(text.locator('strong', { hasText: 'after' })).toBeVisible()
  })
})
