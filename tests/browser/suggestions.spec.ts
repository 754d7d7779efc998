import type { Locator, Page } from '@playwright/test'
import { accessible, CAST, expect, fits, saved, test } from '../support/browser.ts'
import { at, overview, pick } from './comments-support.ts'
import { more } from './suggest-support.ts'

const SPONSOR = { role: 'SP', partner: 'ccgs' } as const

/** The text alone, without what is suggested beside it. */
const plain = (page: Page): Promise<string> =>
  overview(page).evaluate((editor) => {
    const copy = editor.cloneNode(true) as HTMLElement
    for (const extra of copy.querySelectorAll('.ProseMirror-widget, .caret, .flag')) extra.remove()
    return copy.textContent ?? ''
  })

const box = (page: Page): Locator => page.getByLabel('The words as you would have them')
const note = (page: Page, words: string): Locator => page.locator('article.note').filter({ hasText: words })
const tool = (page: Page, name: string): Locator =>
  page.getByRole('toolbar', { name: 'Writing tools' }).getByRole('button', { name, exact: true })

/** Suggests other words for some through the toolbar; `shown` is what is new in them. */
async function suggest(page: Page, on: string, words: string, shown: string): Promise<void> {
  await pick(page, on)
  await tool(page, 'Suggest').click()
  await expect(box(page)).toBeFocused()
  await box(page).fill(words)
  await page.getByRole('button', { name: 'Suggest wording' }).click()
  await expect(note(page, shown)).toBeVisible()
}

test.describe('suggested wording', () => {
  test('C2 from a parent’s phone into the text with one click, the credit theirs; another on the same words is overtaken', async ({
    open,
  }) => {
    const council = await open(CAST['WL council'], { at })
    await saved(council)
    await suggest(council, 'numbers of pupils identified', 'numbers of learners identified', 'learners')
    const parent = await open(CAST.PP1, { at, width: 360, height: 740, touch: true })
    await saved(parent)
    await pick(parent, 'numbers of pupils')
    await parent.getByRole('navigation', { name: 'Narrative' }).getByRole('button', { name: 'Suggest' }).tap()
    await expect(box(parent)).toBeFocused()
    await expect(box(parent)).toHaveValue('numbers of pupils')
    await parent.keyboard.type('share of pupils')
    await expect(parent.locator('.composer .preview ins')).toContainText('share')
    await expect(overview(parent).locator('ins[data-suggestion="draft"]')).toBeInViewport()
    await fits(parent)
    await accessible(parent)
    await parent.getByRole('button', { name: 'Suggest wording' }).tap()

    const mine = note(council, 'wording: share')
    await expect(mine).toBeVisible()
    const drawn = overview(council).locator('ins.sg.p-parents')
    await expect(drawn).toHaveText(/suggested wording: share end of suggested wording/)
    expect(await plain(council), 'nothing of it is in the text').toContain('Overall the numbers of pupils')

    await mine.getByRole('button', { name: 'Accept' }).click()
    for (const page of [council, parent])
      await expect.poll(async () => plain(page)).toContain('Overall the share of pupils')
    await expect(mine).toContainText('Accepted by')
    await expect(parent.locator('.comment-sheet')).toContainText('Accepted by')
    await expect(drawn, 'what is decided is no longer drawn').toHaveCount(0)
    const other = note(council, 'learners')
    await expect(other).toContainText('Overtaken by another wording of these words')
    await expect(other, 'its words are kept').toContainText('learners')

    await mine.locator('header').click()
    await more(council, mine, 'History')
    await expect(council.getByRole('dialog')).toContainText('accepted the wording')
    await council.getByRole('button', { name: 'Close history' }).click()
    await mine.getByRole('button', { name: 'Take the decision back' }).click()
    for (const page of [council, parent])
      await expect.poll(async () => plain(page)).toContain('Overall the numbers of pupils')
    await expect(mine.getByRole('button', { name: 'Accept' })).toBeVisible()
    await expect(other.getByRole('button', { name: 'Accept' })).toBeVisible()
  })

  test('words changed meanwhile: both wordings are shown and nothing is applied; declined with a reason its author reads', async ({
    open,
  }) => {
    const council = await open(CAST['WL council'], { at })
    const parent = await open(CAST.PP1, { at })
    await saved(council)
    await saved(parent)
    await suggest(parent, 'with SEN support has increased', 'with SEN support has gone up', 'gone up')
    const mine = note(council, 'gone up')
    await expect(mine.getByRole('button', { name: 'Accept' })).toBeVisible()
    await pick(council, 'SEN support has', 'before')
    await council.keyboard.type('recorded ')
    await expect(mine.getByRole('button', { name: 'Accept' })).toHaveCount(0)
    await mine.click()
    await expect(mine).toContainText('It was written for“with SEN support has increased”')
    await expect(mine).toContainText('Now it says“with recorded SEN support has increased”')
    await accessible(council)
    await mine.getByRole('button', { name: 'Decline' }).click()
    await council.getByLabel(/Why is it declined/).fill('We keep the word of the guidance.')
    await mine.getByRole('button', { name: 'Decline suggestion' }).click()
    const seen = note(parent, 'gone up')
    await expect(seen).toContainText('We keep the word of the guidance.')
    await expect(parent.locator('[role="status"][aria-live="polite"]').first()).toContainText('Declined by')
    expect(await plain(council)).toContain('with recorded SEN support has increased')
  })

  test('C6 a sponsor, who may not write, suggests by keyboard alone: types over words, puts words in, strikes', async ({
    open,
  }) => {
    const sponsor = await open(SPONSOR, { at })
    await expect(overview(sponsor)).toContainText('numbers of pupils')
    const before = await plain(sponsor)
    await pick(sponsor, 'as shown')
    await sponsor.keyboard.type('shown')
    await expect(box(sponsor)).toBeFocused()
    await expect(box(sponsor)).toHaveValue('shown')
    await sponsor.keyboard.press('Enter')
    await expect(note(sponsor, 'from you')).toContainText('suggested removal: as')

    await pick(sponsor, 'October 2016', 'behind')
    await sponsor.keyboard.press('Control+Alt+s')
    await expect(sponsor.getByLabel(/as you would have them|Words to put in/)).toBeFocused()
    await sponsor.keyboard.press('Escape')
    await pick(sponsor, 'We are working together', 'before')
    await sponsor.keyboard.type('Since then')
    await expect(sponsor.getByLabel('Words to put in here')).toHaveValue('Since then')
    await sponsor.keyboard.press('Enter')
    await expect(note(sponsor, 'Since then')).toBeVisible()

    await pick(sponsor, 'high quality')
    await sponsor.keyboard.press('Delete')
    await expect(sponsor.getByRole('button', { name: 'Suggest striking these words' })).toBeVisible()
    await sponsor.keyboard.press('Enter')
    await expect(overview(sponsor).locator('del.sg').filter({ hasText: 'high quality' })).toBeVisible()
    expect(await plain(sponsor), 'not a letter of the text has changed').toBe(before)
  })

  test('suggesting as a mode: typing, pasting and striking suggest; structure is refused; others’ words and own undo pass', async ({
    open,
  }) => {
    const council = await open(CAST['WL council'], { at })
    const health = await open(CAST['WL health'], { at })
    await saved(council)
    await saved(health)
    await pick(council, 'Overall', 'behind')
    await council.keyboard.type(', then')
    await expect.poll(async () => plain(health)).toContain('Overall, then the numbers')

    await council.keyboard.press('Control+Alt+Shift+S')
    await expect(tool(council, 'Suggesting')).toHaveAttribute('aria-pressed', 'true')
    await expect(council.locator('.margin .suggesting-now')).toBeVisible()
    const before = await plain(council)

    await pick(council, 'early identification of children')
    await council.keyboard.press('Enter')
    await expect(council.locator('.margin .hint')).toContainText('Suggestions hold words, not paragraphs')
    await council.keyboard.press('Control+b')
    await tool(council, 'Bulleted list').click()
    expect(await plain(council)).toBe(before)
    await expect(overview(council).locator('li, strong').filter({ hasText: 'early' })).toHaveCount(0)

    await pick(council, 'early identification of children')
    await council.keyboard.type('finding children early')
    await expect(box(council)).toHaveValue('finding children early')
    await council.keyboard.press('Enter')
    await expect(note(council, 'finding')).toBeVisible()

    await pick(council, 'to support them', 'behind')
    await council.keyboard.press('Backspace')
    await council.keyboard.press('Backspace')
    await expect(overview(council).locator('del.sg').filter({ hasText: 'support them' })).toBeVisible()
    await council.keyboard.press('Enter')

    await pick(council, 'progress')
    await council.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/plain', 'headway')
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })
    await expect(box(council)).toHaveValue('headway')
    await council.keyboard.press('Enter')
    await expect(note(council, 'headway')).toBeVisible()
    expect(await plain(council)).toBe(before)

    // What is composed, as in many languages' keyboards, goes into the box and never into the text.
    await pick(council, 'continually')
    const keyboard = await council.context().newCDPSession(council)
    await keyboard.send('Input.imeSetComposition', { text: 'stead', selectionStart: 5, selectionEnd: 5 })
    await expect(box(council)).toBeFocused()
    await keyboard.send('Input.imeSetComposition', { text: 'steadily', selectionStart: 8, selectionEnd: 8 })
    await keyboard.send('Input.insertText', { text: 'steadily' })
    await expect(box(council)).toHaveValue('steadily')
    await council.keyboard.press('Enter')
    await expect(note(council, 'steadily')).toBeVisible()
    expect(await plain(council)).toBe(before)

    // Sections stay as they are: said where somebody would change them, with the way out.
    const titles = await council.locator('.secs a').allTextContents()
    const held = council.getByRole('dialog', { name: 'Suggesting is on' })
    await council.getByRole('button', { name: 'More for section 2.0' }).click()
    await council.getByRole('menuitem', { name: 'Rename' }).click()
    await expect(held).toContainText(
      'Titles, order and number of sections are changed with Suggesting switched',
    )
    await held.getByRole('button', { name: 'Go on suggesting' }).click()
    await council.getByRole('button', { name: /^Move 2\.0 .*arrow keys/ }).press('ArrowUp')
    await expect(held).toBeVisible()
    expect(await council.locator('.secs a').allTextContents()).toEqual(titles)
    await held.getByRole('button', { name: 'Switch Suggesting off' }).click()
    await expect(tool(council, 'Suggesting')).toHaveAttribute('aria-pressed', 'false')
    await council.getByRole('button', { name: /^Move 2\.0 .*arrow keys/ }).press('ArrowUp')
    await expect(council.locator('.secs a').first()).toContainText('Key indicators of impact')
    await tool(council, 'Undo my last edit').click()
    await expect.poll(async () => council.locator('.secs a').allTextContents()).toEqual(titles)
    await tool(council, 'Suggesting').click()

    await pick(health, 'since the inspection', 'behind')
    await health.keyboard.type(' here')
    await expect.poll(async () => plain(council)).toContain('since the inspection here')
    await pick(council, 'Overall', 'behind')
    await tool(council, 'Undo my last edit').click()
    await expect.poll(async () => plain(health)).toContain('Overall the numbers')
    await accessible(council)
  })
})
