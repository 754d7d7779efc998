import { AxeBuilder } from '@axe-core/playwright'
import {
  test as base,
  expect,
  type Browser,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from '@playwright/test'
import { resolve } from 'node:path'
import { layCable, type Cable } from './cable.ts'
import { type Guest, STARTER, startTestServer, type MemberOptions, type TestServer } from './test-server.ts'

/** The people of the acceptance script (domain.md 5.5), each in a browser of their own. */
export const CAST = {
  NL: { role: 'NL', partner: 'council' },
  'WL council': { role: 'WL', partner: 'council' },
  'WL health': { role: 'WL', partner: 'ccgs' },
  DO: { role: 'DO', partner: 'council' },
  PP1: { role: 'PP', partner: 'parents' },
  PP2: { role: 'PP', partner: 'parents', name: 'Parent partner two' },
} as const satisfies Record<string, MemberOptions>

interface OpenOptions {
  /** Path within the workspace, such as `themes/4`; the home page without. */
  at?: string
  width?: number
  height?: number
  touch?: boolean
  theme?: 'light' | 'dark'
  /** Reach the server through this cable. */
  cable?: Cable
  /** Reach the server at this address, through a proxy. */
  base?: string
  /** Done with the page before it loads, such as setting its clock. */
  before?: (page: Page) => Promise<void>
}

interface Fixtures {
  server: TestServer
  cable: Cable
  /** Opens a page as somebody whose device is signed in already; `people.spec.ts` shows how it comes to be. */
  open(who: MemberOptions, options?: OpenOptions): Promise<Page>
}

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names it destructures
  server: async ({}, use) => {
    // PAGES: the client as it was built elsewhere, while `dist` is in use.
    const { PAGES } = process.env
    const server = await startTestServer(PAGES === undefined ? {} : { pages: PAGES })
    await use(server)
    await server.stop()
  },
  cable: async ({ server }, use) => {
    const cable = await layCable({ port: Number(new URL(server.url).port) })
    await use(cable)
    await cable.close()
  },
  open: async ({ server, browser }, use) => {
    const mishaps: string[] = []
    const opened: Page[] = []
    await use(async (who, options = {}) => {
      const base = options.base ?? options.cable?.url ?? server.url
      const page = await pageFor(browser, deviceOf(await server.signIn(who), base), options)
      opened.push(page)
      page.on('pageerror', (error) => mishaps.push(`${who.role}: ${error.message}`))
      await options.before?.(page)
      await page.goto(`${base}/w/${STARTER}${options.at === undefined ? '' : `/${options.at}`}`)
      return page
    })
    for (const page of opened) await page.context().close()
    expect(mishaps, 'errors on a page').toEqual([])
  },
})

/** What joining leaves on a device: the cookie of the person, and who a new window is (`client/sync/identity.ts`). */
const deviceOf = (
  { cookie, person, workspace }: Guest,
  base: string,
): NonNullable<BrowserContextOptions['storageState']> => ({
  cookies: cookie.split('; ').map((pair) => ({
    name: pair.slice(0, pair.indexOf('=')),
    value: pair.slice(pair.indexOf('=') + 1),
    domain: new URL(base).hostname,
    path: '/',
    expires: -1,
    httpOnly: true,
    secure: false,
    sameSite: 'Lax',
  })),
  origins: [
    {
      origin: base,
      localStorage: ['tl.latest', `tl.latest:${workspace}`].map((name) => ({ name, value: person.id })),
    },
  ],
})

async function pageFor(
  browser: Browser,
  storageState: NonNullable<BrowserContextOptions['storageState']>,
  options: OpenOptions,
): Promise<Page> {
  const context = await browser.newContext({
    storageState,
    viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
    hasTouch: options.touch ?? false,
    colorScheme: options.theme ?? 'light',
    // Animations only make pictures and clicks wait.
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  return context.newPage()
}

export { expect }

/** The editor of a section, by its title. */
export const section = (page: Page, title: string): Locator =>
  page.getByRole('textbox', { name: new RegExp(title) })

/** Waits until everything this page typed is confirmed to be on the server's disk. */
export const saved = (page: Page): Promise<void> => expect(page.locator('[data-saved]')).toHaveText('Saved')

/** The words of a section as a page shows them, a line for each block. */
export const words = (page: Page, title: string): Promise<string[]> =>
  section(page, title).evaluate((editor) =>
    [...editor.querySelectorAll('p, h3, h4, li, th, td, figcaption')]
      .filter((block) => block.querySelector('p') === null)
      .map((block) => {
        const copy = block.cloneNode(true) as HTMLElement
        for (const widget of copy.querySelectorAll('.ProseMirror-widget, .caret, .flag')) widget.remove()
        return copy.textContent ?? ''
      }),
  )

/** Puts the caret behind words of a section. */
export const caretAfter = (page: Page, title: string, text: string): Promise<void> =>
  select(page, title, text, 'behind')

/** Selects words of a section as a mouse would, or puts the caret before or behind them. */
export async function select(
  page: Page,
  title: string,
  text: string,
  at: 'words' | 'before' | 'behind' = 'words',
): Promise<void> {
  const editor = section(page, title)
  await expect.poll(async () => (await words(page, title)).join('')).toContain(text)
  await editor.evaluate(
    (root, { text, at }) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const nodes: Text[] = []
      while (walker.nextNode()) {
        const node = walker.currentNode
        // What stands over the text (carets, suggested words) is no part of it.
        const over = node.parentElement?.closest('.ProseMirror-widget') ?? null
        if (node instanceof Text && over === null) nodes.push(node)
      }
      const from = nodes
        .map(({ data }) => data)
        .join('')
        .indexOf(text)
      if (from === -1) throw new Error(`No text holds "${text}"`)
      const find = (offset: number, end: boolean): [Text, number] => {
        let seen = 0
        for (const node of nodes) {
          if (end ? offset <= seen + node.length : offset < seen + node.length) return [node, offset - seen]
          seen += node.length
        }
        throw new Error('past the end')
      }
      const start = find(from, false)
      const end = find(from + text.length, true)
      if (root instanceof HTMLElement) root.focus({ preventScroll: true })
      if (at === 'words') getSelection()?.setBaseAndExtent(...start, ...end)
      else getSelection()?.collapse(...(at === 'before' ? start : end))
    },
    { text, at },
  )
  // ProseMirror reads the selection in its own time.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** No accessibility fault that axe can see, by the rules WCAG 2.2 AA needs; in a part of the page, or all of it. */
export async function accessible(page: Page, part = 'html'): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
    [],
  )
}

/** Nothing wider than the window: WCAG 1.4.10 at 320 CSS px. */
export async function fits(page: Page): Promise<void> {
  const { wide, window } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }))
  expect(wide).toBeLessThanOrEqual(window)
}

/** Keeps a picture for the README; only when asked for, since pictures differ by machine. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES === undefined) return
  await page.screenshot({ path: resolve(import.meta.dirname, `../fixtures/screens/${name}.png`) })
}
