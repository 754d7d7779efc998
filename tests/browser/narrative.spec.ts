import { caretAfter, CAST, expect, saved, section, select, test, words } from '../support/browser.ts'

const OVERVIEW = 'Overview position statement'
const NEXT = 'Next steps'
const at = 'themes/4'

test.describe('sections', () => {
  test('one is moved while another person types in it: no word lost, focus kept, caret where it was', async ({
    open,
  }) => {
    const lead = await open(CAST.NL, { at })
    const health = await open(CAST['WL health'], { at })
    await caretAfter(health, OVERVIEW, 'since the inspection in October 2016.')
    const typing = health.keyboard.type(' This sentence goes on while its section travels.', { delay: 45 })
    const grip = lead.getByRole('button', { name: /^Move 1\.0 / })
    await grip.focus()
    await lead.keyboard.press('ArrowDown')
    await expect(lead.locator('.secs li').nth(1)).toContainText('Overview')
    await lead.keyboard.press('ArrowDown')
    await typing
    await expect(section(health, `3.0 ${OVERVIEW}`)).toBeFocused()
    await expect(section(lead, OVERVIEW)).toContainText(
      'in October 2016. This sentence goes on while its section travels.',
    )
    await health.keyboard.type(' And on.')
    await expect(section(lead, OVERVIEW)).toContainText('travels. And on.')
    await expect(health.locator('.secs li').nth(2)).toContainText('3.0 Overview')
    // The mover's undo brings it back and leaves the words alone.
    await lead.getByRole('button', { name: 'Undo my last edit' }).click()
    await lead.getByRole('button', { name: 'Undo my last edit' }).click()
    await expect(health.locator('.secs li').first()).toContainText('1.0 Overview')
    await expect(section(health, OVERVIEW)).toContainText('travels. And on.')
  })

  test('are renamed, led, folded, added, removed and brought back; others see it', async ({ open }) => {
    const lead = await open(CAST.NL, { at })
    const parent = await open(CAST.PP1, { at })
    const menu = (number: string) => lead.getByRole('button', { name: `More for section ${number}` })
    await menu('4.0').click()
    await lead.getByRole('menuitem', { name: 'Rename' }).click()
    await lead.getByLabel('Title of 4.0').fill('What two families lived through')
    await lead.keyboard.press('Enter')
    await expect(parent.locator('.secs')).toContainText('4.0 What two families lived through')
    await menu('4.0').click()
    await lead.getByRole('menuitem', { name: 'Parent partner, Parents' }).first().click()
    await expect(parent.locator('[data-section=cases] .meta')).toContainText('Lead: Parent partner, Parents')

    await section(parent, 'What two families').click()
    await parent.keyboard.type('Before it is removed')
    await expect(section(lead, 'What two families')).toContainText('Before it is removed')
    await menu('4.0').click()
    await lead.getByRole('menuitem', { name: 'Remove this section' }).click()
    await expect(parent.locator('.secs')).not.toContainText('What two families')
    await expect(parent.locator('.secs li').nth(3)).toContainText('4.0 What families tell us')
    await lead.getByText('1 removed section').click()
    await lead.getByRole('button', { name: /Bring back/ }).click()
    await expect(section(parent, 'What two families')).toContainText('Before it is removed')

    await lead.getByRole('button', { name: 'Add a section', exact: true }).click()
    await expect(parent.locator('.secs li').last()).toContainText('8.0 New section')
    await lead.evaluate(() => scrollTo(0, 0))
    await lead.getByRole('button', { name: /^1\.0 .*: fold$/ }).click()
    await expect(section(lead, OVERVIEW)).toHaveCount(0)
    await expect(section(parent, OVERVIEW)).toBeVisible()
    await lead.getByRole('button', { name: /^1\.0 .*: unfold$/ }).click()
    await expect(section(lead, OVERVIEW)).toContainText('Overall the numbers')
  })

  test('are put in another order by dragging', async ({ open }) => {
    const lead = await open(CAST.NL, { at })
    const rows = lead.locator('.secs li')
    await rows.nth(6).hover()
    const grip = (await lead.getByRole('button', { name: /^Move 7\.0/ }).boundingBox())!
    const target = (await rows.nth(1).boundingBox())!
    await lead.mouse.move(grip.x + 8, grip.y + 8)
    await lead.mouse.down()
    await lead.mouse.move(grip.x + 8, target.y + 4, { steps: 6 })
    await lead.mouse.up()
    await expect(rows.nth(1)).toContainText('2.0 Next steps')
    await expect(rows.nth(6)).toContainText('7.0 Where we do not agree')
  })
})

test.describe('figures', () => {
  test('B2 the data officer puts in a figure of sixteen values; it is numbered, referred to, and all see it', async ({
    open,
  }) => {
    const officer = await open(CAST.DO, { at })
    const parent = await open(CAST.PP1, { at })
    await section(officer, NEXT).click()
    await officer.keyboard.type('/table')
    await officer.keyboard.press('Enter')
    await officer.getByLabel('Rows, with the headings').fill('5')
    await officer.getByLabel('Columns', { exact: true }).fill('5')
    await officer.getByLabel('Caption').fill('Requests agreed - four areas')
    await officer.getByRole('button', { name: 'Put figure' }).click()
    const rows = [
      ['Area', '2016', '2017', '2018', 'Change'],
      ['Surrey', '11.00', '11.30', '11.70', '0.40'],
      ['South East', '11.20', '11.10', '11.40', '0.30'],
      ['Statistical Neighbours', '10.29', '10.69', '10.78', '0.09'],
      ['England', '11.60', '11.60', '11.70', '0.10'],
    ]
    await expect(section(officer, NEXT)).toBeFocused()
    for (const [index, cell] of rows.flat().entries()) {
      if (index > 0) await officer.keyboard.press('Tab')
      await officer.keyboard.type(cell)
    }
    await saved(officer)
    const table = section(parent, NEXT).locator('table')
    await expect(table.locator('tr')).toHaveCount(5)
    expect(
      await table
        .locator('tr')
        .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent))),
    ).toEqual(rows)
    await expect(table.locator('th')).toHaveCount(9)
    // Numbers stand at the right, also for those who typed none.
    await expect(table.locator('td').first()).toHaveCSS('text-align', 'right')
    const caption = section(parent, NEXT).locator('figcaption')
    await expect(caption).toHaveText('Requests agreed - four areas')
    await expect(caption).toHaveAttribute('data-label', 'Figure 2:')

    await caretAfter(officer, OVERVIEW, 'since the inspection in October 2016.')
    await officer.keyboard.type(' See ')
    await officer.keyboard.press('Control+Alt+f')
    await officer.getByRole('button', { name: /Figure 2.*four areas/ }).click()
    const reference = section(parent, OVERVIEW).locator('.cross-reference')
    await expect(reference).toHaveText('Figure 2')
    // The section of the figure moves before the other one: both numbers follow, on every screen.
    const grip = officer.getByRole('button', { name: /^Move 7\.0/ })
    for (let step = 0; step < 6; step += 1) {
      await grip
        .or(officer.getByRole('button', { name: /^Move \d\.0 Next/ }))
        .first()
        .focus()
      await officer.keyboard.press('ArrowUp')
    }
    await expect(reference).toHaveText('Figure 1')
    await expect(caption).toHaveAttribute('data-label', 'Figure 1:')
  })

  test('a row meets a column: the table does not grow; offline its rows and columns stay as they are', async ({
    open,
    cable,
  }) => {
    const health = await open(CAST['WL health'], { at, cable })
    const council = await open(CAST['WL council'], { at })
    const cell = (page: typeof health) =>
      section(page, OVERVIEW)
        .locator('td', { hasText: 'South East' })
        .or(section(page, OVERVIEW).locator('th', { hasText: 'South East' }))
    await cell(council).first().click()
    await cell(health).first().click()
    await Promise.all([
      council.keyboard.press('Control+Alt+ArrowDown'),
      health.keyboard.press('Control+Alt+ArrowRight'),
    ])
    await saved(council)
    await saved(health)
    await council.keyboard.type(' and all')
    await expect(section(health, OVERVIEW)).toContainText('South East and all')
    const shape = (page: typeof health) =>
      section(page, OVERVIEW)
        .locator('table tr')
        .evaluateAll((rows) => [rows.length, Math.max(...rows.map((row) => row.children.length))])
    expect(await shape(council)).toEqual(await shape(health))
    const [rows, columns] = await shape(council)
    expect(rows).toBe(6)
    expect(columns).toBeLessThanOrEqual(8)

    cable.cut()
    await expect(health.getByText(/^Offline: /).first()).toBeVisible()
    await cell(health).first().click()
    await health.keyboard.press('Control+Alt+ArrowDown')
    expect(await shape(health)).toEqual([rows, columns])
    await health.keyboard.type('!')
    cable.mend()
    await saved(health)
    await expect(section(council, OVERVIEW)).toContainText('South East')
    expect(await words(council, OVERVIEW)).toEqual(await words(health, OVERVIEW))
  })

  test('an image is uploaded with words for those who do not see it', async ({ open }) => {
    const voice = await open(CAST.NL, { at })
    const parent = await open(CAST.PP1, { at })
    await section(voice, NEXT).click()
    await voice.keyboard.type('/image')
    await voice.keyboard.press('Enter')
    await voice.getByRole('button', { name: 'Put figure' }).click()
    await expect(voice.getByText('Choose an image first.')).toBeVisible()
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    await voice
      .getByLabel(/^Image: PNG/)
      .setInputFiles({ name: 'map.png', mimeType: 'image/png', buffer: png })
    await voice.getByRole('button', { name: 'Put figure' }).click()
    await expect(voice.getByText('Say what the image shows.')).toBeVisible()
    await voice.getByRole('textbox', { name: 'What it shows' }).fill('A map of four nurseries')
    await voice.getByLabel('Caption').fill('Where we work')
    await voice.getByRole('button', { name: 'Put figure' }).click()
    const image = section(parent, NEXT).getByRole('img', { name: 'A map of four nurseries' })
    await expect(image).toHaveAttribute('src', /^\/api\/w\/surrey-demo\/images\//)
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(1)
    await section(voice, NEXT).getByRole('img').click()
    await voice.getByRole('button', { name: 'What the image shows' }).click()
    await voice.getByRole('textbox', { name: 'What it shows' }).fill('A map of five nurseries')
    await voice.getByRole('button', { name: 'Keep these words' }).click()
    await expect(section(parent, NEXT).getByRole('img', { name: 'A map of five nurseries' })).toBeVisible()
  })
})

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
