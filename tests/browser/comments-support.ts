import { type Browser, expect, type Locator, type Page } from '@playwright/test'
import { type MemberOptions, STARTER, type TestServer } from '../support/test-server.ts'

/** Somebody with a narrative open, in a browser of their own. */
export async function open(
  browser: Browser,
  server: TestServer,
  who: MemberOptions,
  { theme = '4', hash = '', width = 1280, height = 900 } = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await context.newPage()
  await page.goto(await server.link(who))
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL(/\/w\//)
  await page.goto(`${server.url}/w/${STARTER}/themes/${theme}${hash}`)
  await saved(page)
  return page
}

export const saved = (page: Page): Promise<void> =>
  expect(page.getByText('Saved', { exact: true }).first()).toBeVisible()

export const editor = (page: Page, section = 'overview'): Locator =>
  page.locator(`[data-section="${section}"] .ProseMirror`)

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

/** Selects words of a section as a mouse would, or puts the caret before or behind them. */
export async function select(
  page: Page,
  words: string,
  at: 'words' | 'before' | 'behind' = 'words',
  section = 'overview',
): Promise<void> {
  await expect(editor(page, section)).toBeVisible()
  await editor(page, section).evaluate(
    (root, { words, at }) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const nodes: Text[] = []
      let text = ''
      while (walker.nextNode()) {
        const node = walker.currentNode
        if (!(node instanceof Text)) continue
        nodes.push(node)
        text += node.data
      }
      const from = text.indexOf(words)
      if (from === -1) throw new Error(`No "${words}" in "${text.slice(0, 200)}"`)
      const find = (offset: number, end: boolean): [Text, number] => {
        let seen = 0
        for (const node of nodes) {
          if (end ? offset <= seen + node.length : offset < seen + node.length) return [node, offset - seen]
          seen += node.length
        }
        throw new Error('past the end')
      }
      const range = document.createRange()
      if (at !== 'behind') range.setStart(...find(from, false))
      if (at !== 'before') range.setEnd(...find(from + words.length, true))
      if (at === 'behind') range.collapse(false)
      if (at === 'before') range.collapse(true)
      if (root instanceof HTMLElement) root.focus({ preventScroll: true })
      const selection = getSelection()
      selection?.removeAllRanges()
      selection?.addRange(range)
    },
    { words, at },
  )
  // ProseMirror reads the selection in its own time.
  await page.waitForFunction(
    ({ words, empty }) => {
      const selection = getSelection()
      return empty ? selection?.isCollapsed === true : selection?.toString().replaceAll('\n', '') === words
    },
    { words, empty: at !== 'words' },
  )
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** Comments on words through the toolbar. */
export async function comment(page: Page, on: string, kind: string, text: string): Promise<void> {
  await select(page, on)
  await page.getByRole('toolbar', { name: 'Writing tools' }).getByRole('button', { name: 'Comment' }).click()
  await page.getByRole('radio', { name: kind }).check({ force: true })
  await page.getByLabel('Your words').fill(text)
  await page.getByRole('button', { name: 'Post comment' }).click()
  await expect(note(page, text)).toBeVisible()
}
