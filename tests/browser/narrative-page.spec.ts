import type { Locator } from '@playwright/test'
import {
  accessible,
  caretAfter,
  CAST,
  expect,
  fits,
  saved,
  words,
  section,
  select,
  test,
} from '../support/browser.ts'

const OVERVIEW = 'Overview position statement'
const at = 'themes/4'

/** A flag stands in the gutter, level with its caret. */
const beside = (flag: Locator): Promise<void> =>
  expect
    .poll(() =>
      flag.evaluate((element) => {
        const words = element.closest('.prose')!.getBoundingClientRect()
        const box = element.getBoundingClientRect()
        const line = element.previousElementSibling!.getBoundingClientRect()
        const off = Math.abs((box.top + box.bottom - line.top - line.bottom) / 2)
        return box.width > 0 && box.left > words.right && off < 14
      }),
    )
    .toBe(true)

/** Room a box has left for what is in it, px: less than none when that is wider. */
const spare = (part: Locator): Promise<number> => part.evaluate((box) => box.clientWidth - box.scrollWidth)

test.describe('who is here', () => {
  test('stands in the list, the section and the gutter; never over words, and can be hidden', async ({
    open,
  }) => {
    const lead = await open(CAST.NL, { at })
    const health = await open(CAST['WL health'], { at })
    await caretAfter(health, OVERVIEW, 'since the inspection in October 2016.')
    await health.keyboard.type(' Here.')
    const people = lead.getByRole('region', { name: 'Here now' })
    await expect(people).toContainText('CCGs, typing in 1.0')
    await expect(lead.locator('[data-section=overview] .meta')).toContainText('CCGs')
    const caret = section(lead, OVERVIEW).locator('.their-caret.p-ccgs')
    await expect(caret).toHaveCount(1)
    const flag = caret.locator('.flag')
    await expect(flag).toHaveAttribute('data-say', 'WL CCGs')
    await beside(flag)
    await section(health, OVERVIEW).locator('td').nth(3).click()
    await expect(section(lead, OVERVIEW).locator('table .their-caret')).toHaveCount(1)
    await beside(flag)

    await lead.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await people.getByRole('button', { name: /CCGs, typing in 1\.0|CCGs, in 1\.0/ }).click()
    await expect(caret).toBeInViewport()

    await lead.getByRole('button', { name: 'More', exact: true }).click()
    await lead.getByRole('menuitem', { name: 'Hide others’ carets' }).click()
    await expect(caret).toHaveCount(0)

    await section(lead, OVERVIEW).click()
    await lead.keyboard.press('Control+Alt+w')
    await expect(lead.locator('[role=status].vh')).toContainText(/In 1\.0: Workstream lead, CCGs/)
    await health.context().close()
    await expect(people).toContainText('only you')
  })

  test('two tabs of one person work, and are one person', async ({ open, server }) => {
    const lead = await open(CAST.NL, { at })
    const health = await open(CAST['WL health'], { at })
    const second = await health.context().newPage()
    await second.goto(`${server.url}/w/surrey-demo/${at}`)
    await caretAfter(health, OVERVIEW, 'since the inspection in October 2016.')
    await health.keyboard.type(' From the first tab.')
    await expect(section(second, OVERVIEW)).toContainText('From the first tab.')
    await caretAfter(second, OVERVIEW, 'From the first tab.')
    await second.keyboard.type(' From the second.')
    await expect(section(lead, OVERVIEW)).toContainText('From the first tab. From the second.')
    await expect(lead.getByRole('heading', { name: 'Here now, 1 and you' })).toBeVisible()
    await expect(section(second, OVERVIEW).locator('.their-caret')).toHaveCount(0)
  })
})

test.describe('who may not write', () => {
  test('is told why, reads live, selects by keyboard, and changes nothing', async ({ open }) => {
    const sponsor = await open({ role: 'SP' }, { at })
    const lead = await open(CAST.NL, { at })
    const text = section(sponsor, OVERVIEW)
    await expect(sponsor.getByText(/You read and comment here/)).toBeVisible()
    await expect(text).toHaveAttribute('aria-readonly', 'true')
    const before = await words(lead, OVERVIEW)
    await select(sponsor, OVERVIEW, 'numbers of pupils')
    await sponsor.keyboard.type('x')
    // What is typed becomes a suggestion to be looked over, and no edit.
    await expect(sponsor.getByRole('textbox', { name: 'The words as you would have them' })).toHaveValue('x')
    await sponsor.getByRole('button', { name: 'Throw away' }).click()
    await select(sponsor, OVERVIEW, 'numbers of pupils')
    await sponsor.keyboard.press('Control+x')
    await sponsor.keyboard.press('Enter')
    expect(await words(lead, OVERVIEW)).toEqual(before)
    await expect(sponsor.getByRole('button', { name: 'Bold' })).toHaveCount(0)
    await caretAfter(lead, OVERVIEW, 'since the inspection in October 2016.')
    await lead.keyboard.type(' Live.')
    await expect(text).toContainText('Live.')
  })

  test('on another theme than their own is told which ones they write', async ({ open }) => {
    const senco = await open({ role: 'WL', partner: 'schools', name: 'Year head', themes: ['3'] }, { at })
    await expect(senco.getByText('You write in Theme 3. Here you read and comment')).toBeVisible()
  })
})

test.describe('by keyboard alone', () => {
  test('tools are one stop, Tab leaves the text, Escape then Tab leaves a list, keys are listed', async ({
    open,
  }) => {
    const lead = await open(CAST.NL, { at })
    const bar = lead.getByRole('toolbar', { name: 'Writing tools' })
    await section(lead, OVERVIEW).click()
    await bar.getByRole('button', { name: 'Bold' }).focus()
    await lead.keyboard.press('ArrowRight')
    await expect(bar.getByRole('button', { name: 'Italic' })).toBeFocused()
    await lead.keyboard.press('Tab')
    await expect(bar.locator(':focus')).toHaveCount(0)

    await caretAfter(lead, OVERVIEW, 'since the inspection in October 2016.')
    await lead.keyboard.press('Tab')
    await expect(section(lead, OVERVIEW)).not.toBeFocused()

    const list = section(lead, 'Key indicators').locator('li').nth(1)
    await list.click()
    await lead.keyboard.press('Tab')
    await expect(section(lead, 'Key indicators')).toBeFocused()
    await expect(section(lead, 'Key indicators').locator('ul ul')).toHaveCount(1)
    await lead.keyboard.press('Shift+Tab')
    await lead.keyboard.press('Escape')
    await lead.keyboard.press('Tab')
    await expect(section(lead, 'Key indicators')).not.toBeFocused()

    await lead.keyboard.press('Control+/')
    const sheet = lead.getByRole('dialog', { name: 'Keys and typing' })
    await expect(sheet).toContainText('Who is in this section')
    await lead.keyboard.press('Escape')
    await expect(sheet).toHaveCount(0)

    await caretAfter(lead, OVERVIEW, 'since the inspection in October 2016.')
    await lead.keyboard.press('Alt+Shift+ArrowDown')
    await expect(lead.locator('.secs li').nth(1)).toContainText('Overview')
    await expect(section(lead, OVERVIEW)).toBeFocused()
    await lead.keyboard.press('Control+z')
    await expect(lead.locator('.secs li').first()).toContainText('Overview')
  })
})

test.describe('reading', () => {
  test('shows the words alone; the wording folds to a line that opens; the address leads to a section', async ({
    open,
  }) => {
    const lead = await open(CAST.NL, { at })
    await lead.getByRole('button', { name: 'Read', exact: true }).click()
    await expect(section(lead, OVERVIEW)).toHaveAttribute('contenteditable', 'false')
    await section(lead, OVERVIEW).click()
    await lead.keyboard.type('nothing')
    await expect(section(lead, OVERVIEW)).not.toContainText('nothing')
    await lead.getByRole('link', { name: /7\.0 Next steps/ }).click()
    const line = lead.getByRole('region', { name: 'Weakness wording, kept in view' })
    await expect(line).toBeVisible()
    await line.getByRole('button', { name: 'Show the whole wording' }).click()
    await expect(line).toContainText('special educational needs and/or disabilities')
    await lead.getByRole('button', { name: 'Write', exact: true }).click()
    await expect(section(lead, OVERVIEW)).toHaveAttribute('contenteditable', 'true')
  })

  test('a phone opens reading; a sheet takes room from the text; 320 px is enough', async ({ open }) => {
    const phone = await open(CAST.PP1, { at, width: 360, height: 780, touch: true })
    await expect(section(phone, OVERVIEW)).toHaveAttribute('contenteditable', 'false')
    await fits(phone)
    await phone.getByRole('button', { name: 'Sections', exact: true }).click()
    const sheet = phone.getByRole('region', { name: 'Sections and people' })
    const [paper, cover] = await Promise.all([phone.locator('#main').boundingBox(), sheet.boundingBox()])
    expect(paper!.y + paper!.height).toBeLessThanOrEqual(cover!.y + 1)
    await sheet.getByRole('link', { name: /Next steps/ }).tap()
    await expect(sheet).toHaveCount(0)
    await expect(phone.getByRole('heading', { name: /Next steps/ })).toBeInViewport()
    await phone.getByRole('button', { name: 'Write', exact: true }).click()
    await section(phone, 'Next steps').tap()
    await phone.keyboard.type('From a phone')
    await saved(phone)
    await accessible(phone)
    // Neither the page nor a figure of six columns nor the find panel is wider than the phone.
    const figure = section(phone, OVERVIEW).locator('.tableWrapper')
    expect(await spare(figure)).toBe(0)
    await phone.setViewportSize({ width: 320, height: 640 })
    await fits(phone)
    expect(await spare(figure)).toBe(0)
    await phone.getByRole('button', { name: 'Find', exact: true }).click()
    await expect(phone.getByLabel('Find', { exact: true })).toBeFocused()
    expect(await spare(phone.locator('#main'))).toBe(0)
  })
})

test('on paper the wording comes first, tools stay away, and comments are numbered endnotes', async ({
  open,
}) => {
  const lead = await open(CAST.NL, { at })
  const mark = section(lead, OVERVIEW).locator('mark[data-comment]').first()
  await expect(mark).toHaveText('numbers of pupils')
  await lead.emulateMedia({ media: 'print' })
  await expect(lead.getByText('Nobody can change them here')).toBeVisible()
  const notes = lead.locator('.endnotes > ol > li')
  await expect(notes).toHaveCount(6)
  await expect(notes.first()).toContainText('Figure 1 gives percentages.')
  await expect(notes.first().locator('.swatch.p-providers')).toBeVisible()
  expect(await mark.evaluate((words) => getComputedStyle(words, '::after').content)).toBe('"[1]"')
  for (const part of ['.bar', '.top-tools', 'aside.outline', 'aside.margin', '.sec-menu button'])
    await expect(lead.locator(part).first()).toBeHidden()
})

for (const theme of ['light', 'dark'] as const)
  test(`no accessibility fault, ${theme}`, async ({ open }) => {
    const lead = await open(CAST.NL, { at, theme })
    await expect(section(lead, OVERVIEW)).toContainText('Overall the numbers')
    await accessible(lead)
    await lead.keyboard.press('Control+f')
    await lead.getByLabel('Find', { exact: true }).fill('England')
    await expect(lead.locator('.found')).toHaveCount(3)
    await accessible(lead)
    await lead.keyboard.press('Escape')
    await section(lead, OVERVIEW).locator('td').first().click()
    await lead.getByRole('button', { name: 'Rows and columns' }).click()
    await accessible(lead)
    await lead.keyboard.press('Escape')
    await section(lead, OVERVIEW).locator('p').first().click()
    await lead.keyboard.press('Control+Alt+t')
    await expect(lead.getByRole('dialog')).toBeVisible()
    await accessible(lead)
  })
