import { caretAfter, CAST, expect, saved, section, test, words } from '../support/browser.ts'

const OVERVIEW = 'Overview position statement'
const NEXT = 'Next steps'
const at = 'themes/4'

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
    // The focus is back from the dialog a moment before the figure stands.
    await expect(section(officer, NEXT).locator('table')).toBeVisible()
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
    await expect(health.getByText(/^Offline/).first()).toBeVisible()
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
    await image.scrollIntoViewIfNeeded() // loaded when it is near the window
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(1)
    await section(voice, NEXT).getByRole('img').click()
    await voice.getByRole('button', { name: 'What the image shows' }).click()
    await voice.getByRole('textbox', { name: 'What it shows' }).fill('A map of five nurseries')
    await voice.getByRole('button', { name: 'Keep these words' }).click()
    await expect(section(parent, NEXT).getByRole('img', { name: 'A map of five nurseries' })).toBeVisible()
  })
})
