import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Browser, type Locator, type Page } from '@playwright/test'
import { resolve } from 'node:path'
import { layCable, type Cable } from './cable.ts'
import { STARTER, startTestServer, type MemberOptions, type TestServer } from './test-server.ts'

/** The people of the acceptance script (domain.md 5.5), each in a browser of their own. */
export const CAST = {
  NL: { role: 'NL', partner: 'council' },
  'WL council': { role: 'WL', partner: 'council' },
  'WL health': { role: 'WL', partner: 'ccgs' },
  DO: { role: 'DO', partner: 'council' },
  PP1: { role: 'PP', partner: 'parents' },
  PP2: { role: 'PP', partner: 'parents', name: 'Parent partner two' },
} as const satisfies Record<string, MemberOptions>

export interface OpenOptions {
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
}

interface Fixtures {
  server: TestServer
  cable: Cable
  /** Signs somebody in by a one-time link, as they would, and opens a page. */
  open(who: MemberOptions, options?: OpenOptions): Promise<Page>
}

export const test = base.extend<Fixtures>({
  server: async ({}, use) => {
    const server = await startTestServer()
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
      const page = await pageFor(browser, options)
      opened.push(page)
      page.on('pageerror', (error) => mishaps.push(`${who.role}: ${error.message}`))
      const link = await server.link(who)
      const base = options.base ?? options.cable?.url ?? server.url
      await page.goto(link.replace(server.url, base))
      await page.getByRole('button', { name: 'Join' }).click()
      await page.waitForURL(/\/w\//)
      if (options.at !== undefined) await page.goto(`${base}/w/${STARTER}/${options.at}`)
      return page
    })
    for (const page of opened) await page.context().close()
    expect(mishaps, 'errors on a page').toEqual([])
  },
})

async function pageFor(browser: Browser, options: OpenOptions): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
    hasTouch: options.touch ?? false,
    colorScheme: options.theme ?? 'light',
    // Animations only make pictures and clicks wait.
    reducedMotion: 'reduce',
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

/** Puts the caret at the end of the first block of a section that contains these words. */
export async function caretAfter(page: Page, title: string, text: string): Promise<void> {
  const editor = section(page, title)
  await editor.locator('p, li, h3, h4', { hasText: text }).last().click()
  await page.keyboard.press('End')
  await editor.evaluate((element, text) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(text) ?? -1
      if (at < 0) continue
      const selection = getSelection()
      selection?.collapse(node, at + text.length)
      return
    }
    throw new Error(`No text node holds "${text}"`)
  }, text)
}

/** Selects words of a section that stand in one text node. */
export async function select(page: Page, title: string, text: string): Promise<void> {
  await section(page, title).evaluate((element, text) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(text) ?? -1
      if (at < 0) continue
      ;(element as HTMLElement).focus()
      getSelection()?.setBaseAndExtent(node, at, node, at + text.length)
      return
    }
    throw new Error(`No text node holds "${text}"`)
  }, text)
}

/** No accessibility fault that axe can see, by the rules WCAG 2.2 AA needs. */
export async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
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
