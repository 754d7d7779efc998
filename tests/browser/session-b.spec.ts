import { caretAfter, CAST, expect, picture, saved, section, select, test, words } from '../support/browser.ts'

const OVERVIEW = 'Overview position statement'
const WORDING =
  'The relatively low identification of need at school support level, indicating inefficiencies in the early identification of special educational needs and/or disabilities'

test.describe('Session B, simultaneous drafting of Theme 4, 1.0 (domain.md 5.5)', () => {
  test('B1 the pinned wording withstands typing, cut, paste-over, drag and undo', async ({ open }) => {
    const page = await open(CAST['WL council'], { at: 'themes/4' })
    const pinned = page.getByRole('region', { name: /Weakness wording/ })
    const quote = pinned.locator('blockquote')
    await expect(quote).toHaveText(WORDING)
    expect(WORDING).toHaveLength(169)
    const overview = section(page, OVERVIEW)
    await expect(overview).toBeVisible()

    await quote.click({ clickCount: 3 })
    await page.keyboard.type('x')
    await page.keyboard.press('Control+X')
    await page.keyboard.press('Control+V')
    await page.keyboard.press('Delete')
    await expect(quote).toHaveText(WORDING)

    await quote.dragTo(overview)
    await expect(quote).toHaveText(WORDING)

    await overview.click()
    await page.keyboard.press('Control+A')
    await page.keyboard.press('Delete')
    await page.keyboard.press('Control+Z')
    await page.keyboard.press('Control+Z')
    await expect(quote).toHaveText(WORDING)
    await expect(overview).toContainText('Overall the numbers of pupils')
  })

  test('B3 three people write around each other; four screens end the same, all texts whole', async ({
    open,
  }) => {
    const at = 'themes/4'
    const council = await open(CAST['WL council'], { at })
    const health = await open(CAST['WL health'], { at })
    const parent = await open(CAST.PP1, { at })
    const officer = await open(CAST.DO, { at })
    const screens = [council, health, parent, officer]
    for (const page of screens) await expect(section(page, OVERVIEW)).toContainText('Overall the numbers')

    await caretAfter(council, OVERVIEW, 'since the inspection in October 2016.')
    await caretAfter(health, OVERVIEW, 'to support them.')
    await caretAfter(parent, OVERVIEW, 'as shown in the table below:')
    const texts = [
      ' Council writes that early years settings now refer sooner than before.',
      ' Health writes that therapy waits fell in every quarter of the year.',
      ' Parents write that being found is not the same as being helped.',
    ] as const
    await Promise.all([
      council.keyboard.type(texts[0], { delay: 12 }),
      health.keyboard.type(texts[1], { delay: 15 }),
      parent.keyboard.type(texts[2], { delay: 10 }),
    ])
    for (const page of screens) {
      for (const text of texts) await expect(section(page, OVERVIEW)).toContainText(text.trim())
      await saved(page)
    }
    const all = await Promise.all(screens.map((page) => words(page, OVERVIEW)))
    for (const each of all) expect(each).toEqual(all[0])
    await picture(officer, 'narrative')
  })

  test('A5 and B7 ten edits made without a network arrive; everyone converges and a cue says what came', async ({
    open,
    cable,
  }) => {
    const health = await open(CAST['WL health'], { at: 'themes/4', cable })
    const council = await open(CAST['WL council'], { at: 'themes/4' })
    await expect(section(health, OVERVIEW)).toContainText('Overall the numbers')
    await expect(section(council, OVERVIEW)).toContainText('Overall the numbers')
    await saved(health)

    cable.cut()
    await expect(health.getByText(/^Offline/).first()).toBeVisible()
    await caretAfter(health, OVERVIEW, 'since the inspection in October 2016.')
    for (let edit = 1; edit <= 10; edit += 1) await health.keyboard.type(` Offline edit ${edit}.`)
    await expect(health.getByText(/^Offline: \d+ edits? kept on this device$/).first()).toBeVisible()

    await caretAfter(council, OVERVIEW, 'as shown in the table below:')
    await council.keyboard.type(' Written while health was away.')
    await saved(council)

    cable.mend()
    await saved(health)
    for (const page of [health, council]) {
      const overview = section(page, OVERVIEW)
      for (let edit = 1; edit <= 10; edit += 1) await expect(overview).toContainText(`Offline edit ${edit}.`)
      await expect(overview).toContainText('Written while health was away.')
    }
    expect(await words(health, OVERVIEW)).toEqual(await words(council, OVERVIEW))
  })

  test('undo takes back only one’s own words', async ({ open }) => {
    const council = await open(CAST['WL council'], { at: 'themes/4' })
    const parent = await open(CAST.PP1, { at: 'themes/4' })
    await expect(section(parent, OVERVIEW)).toContainText('Overall the numbers')
    await caretAfter(council, OVERVIEW, 'since the inspection in October 2016.')
    await council.keyboard.type(' Mine to take back.')
    await saved(council)
    await caretAfter(parent, OVERVIEW, 'as shown in the table below:')
    await parent.keyboard.type(' Not mine to take back.')
    await expect(section(council, OVERVIEW)).toContainText('Not mine to take back.')
    await section(council, OVERVIEW).focus()
    await council.keyboard.press('Control+Z')
    await expect(section(parent, OVERVIEW)).not.toContainText(' Mine to take back.')
    await expect(section(parent, OVERVIEW)).toContainText('Not mine to take back.')
  })

  test('words pasted over the whole section can be undone in one step', async ({ open }) => {
    const page = await open(CAST['WL council'], { at: 'themes/4' })
    await expect(section(page, OVERVIEW)).toContainText('Overall the numbers')
    const before = await words(page, OVERVIEW)
    await select(page, OVERVIEW, 'identified with SEN support')
    await page.keyboard.type('replaced')
    await expect(section(page, OVERVIEW)).toContainText('pupils replaced has increased')
    await page.keyboard.press('Control+Z')
    expect(await words(page, OVERVIEW)).toEqual(before)
  })
})
