import type { Page } from '@playwright/test'
import { nanoid } from 'nanoid'
import { setImmediate } from 'node:timers/promises'
import * as Y from 'yjs'
import { flatten } from '../../shared/annotations/flat.ts'
import { rewrite } from '../../shared/annotations/rewrite.ts'
import { routes } from '../../shared/api/routes.ts'
import { fragmentOf } from '../../shared/narrative/sections.ts'
import { accessible, CAST, expect, fits, picture, saved, section, test, words } from '../support/browser.ts'
import { stockClient, type StockClient } from '../support/stock-client.ts'
import { type MemberOptions, STARTER, type TestServer } from '../support/test-server.ts'

const row = (page: Page, name: string) => page.locator('.order > li').filter({ hasText: name })
const names = (page: Page) => page.locator('.order-what a').allTextContents()
const told = async (page: Page) => (await words(page, 'Case study')).join(' ')
const slides = (page: Page, block: string) => page.getByRole('group', { name: `Slides of ${block}` })

test('four people draft three sections at once, two of them one block, while a fifth puts them in order', async ({
  open,
  server,
}) => {
  test.setTimeout(150_000)
  const [order, health, parent] = await Promise.all([
    open(CAST.NL, { at: 'presentation?section=theme-3' }),
    open(CAST['WL health'], { at: 'documents/presentation-theme-3' }),
    open(CAST.PP1, { at: 'documents/presentation-theme-3' }),
  ])
  // Two more, whose browsers show nothing that these do not.
  const council = await writer(server, CAST['WL council'], 'theme-4')
  const data = await writer(server, CAST.DO, 'context')

  await test.step('the order has its times, its presenters and what is to be settled', async () => {
    await expect(order.locator('.order-sums')).toContainText('125 of 125 minutes')
    await expect(order.locator('.order-sums')).toContainText('11:00 to 13:05')
    await expect(row(order, 'Priority 3').locator('time')).toHaveText('12:00')
    await expect(row(order, 'Theme 1').getByText('No presenter')).toBeVisible()
    await expect(row(order, 'Voice of a young person').getByText('No slot yet')).toBeVisible()
    await expect(order.getByRole('article', { name: 'Priority 3, slide 1 of 5' })).toContainText(
      'New suite of Tableau',
    )
    await expect(row(order, 'Priority 3').locator('.order-here')).toHaveText('In it now:CCGsParents')
    await expect(parent.getByRole('region', { name: 'Here now' })).toContainText('CCGs')
    await picture(order, 'presentation')
  })

  await test.step('all write at once: every word is whole on every screen, and on the slides as they type', async () => {
    const said = {
      council: 'More children are found early, and are helped.',
      health: 'Sam waited eleven weeks.',
      parent: 'Now his family has one person to call.',
      data: 'Surrey has eleven districts.',
    }
    await row(order, 'Theme 4').getByRole('link').click()
    await section(health, 'Case study').click()
    await section(parent, 'Case study').click()
    await Promise.all([
      council.type('impact', said.council),
      health.keyboard.type(said.health, { delay: 20 }),
      (async () => {
        await parent.keyboard.press('Enter')
        await parent.keyboard.type(said.parent, { delay: 15 })
      })(),
      data.type('words', said.data),
      moveEarlier(order, 'Theme 4'),
    ])
    // Beside the running order, long before the rest of the deck is read again.
    await expect(order.getByRole('article', { name: /^Theme 4/ })).toContainText(said.council, {
      timeout: 5_000,
    })
    await expect(parent.getByRole('region', { name: 'Here now' })).toContainText(
      /CCGs, (typing )?in Case study/,
    )
    for (const page of [health, parent]) await saved(page)
    for (const page of [health, parent])
      for (const words of [said.health, said.parent]) await expect.poll(() => told(page)).toContain(words)
    expect(await told(health)).toBe(await told(parent))
    await expect(slides(parent, 'Case study').getByRole('article')).toContainText(said.health)
    const lead = await server.signIn(CAST.NL)
    const deck = JSON.stringify((await lead.call(routes.deck)).body)
    for (const words of [said.council, said.data]) expect(deck).toContain(words)
    council.stop()
    data.stop()
  })

  await test.step('the order follows: moved by key, undone, and moved by pointer', async () => {
    expect((await names(order)).slice(6, 8)).toEqual(['Theme 4', 'Priority 3'])
    await order.getByRole('button', { name: 'Undo the move of Theme 4' }).click()
    await expect.poll(() => names(order)).toEqual(expect.arrayContaining(['Priority 3', 'Theme 4']))
    await expect.poll(async () => (await names(order)).slice(6, 8)).toEqual(['Priority 3', 'Theme 4'])
    const grip = row(order, 'Theme 2').getByRole('button', { name: 'Move Theme 2: arrow keys' })
    await grip.hover()
    await order.mouse.down()
    const target = await row(order, 'Theme 1').boundingBox()
    await order.mouse.move(target?.x ?? 0, (target?.y ?? 0) + 4, { steps: 4 })
    await order.mouse.up()
    await expect.poll(async () => (await names(order)).slice(4, 6)).toEqual(['Theme 2', 'Theme 1'])
    // Pressed on before the server has answered, it goes as many places.
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await order.keyboard.press(key)
    const standing = async () => (await names(order)).slice(4, 8)
    await expect.poll(standing).toEqual(['Theme 1', 'Priority 3', 'Theme 4', 'Theme 2'])
    for (const key of ['ArrowUp', 'ArrowUp']) await order.keyboard.press(key)
    await expect.poll(standing).toEqual(['Theme 1', 'Theme 2', 'Priority 3', 'Theme 4'])
    await expect(grip).toBeFocused()
  })

  await test.step('two set the minutes of one section: the second is shown both, and chooses', async () => {
    const other = parent
    await other.getByRole('link', { name: 'Opening presentation' }).click()
    const mine = order.getByRole('textbox', { name: 'Minutes of Theme 1' })
    await mine.fill('25')
    // Typed before the other's change arrives, kept after it.
    await other.getByRole('textbox', { name: 'Minutes of Theme 1' }).fill('22.5')
    await order.route('**/presentation/sections/theme-1', async (route) => {
      await other.getByRole('textbox', { name: 'Minutes of Theme 1' }).press('Enter')
      await expect(other.locator('.order-sums')).toContainText('127.5 of 125 minutes')
      await route.continue()
    })
    await mine.press('Enter')
    await expect(order.getByText('somebody else chose 22.5 while you chose 25')).toBeVisible()
    await order.unroute('**/presentation/sections/theme-1')
    await order.getByRole('button', { name: 'Use mine: 25' }).click()
    await expect(other.getByRole('textbox', { name: 'Minutes of Theme 1' })).toHaveValue('25')
    await expect(other.getByText('5 minutes over the 125 minutes of the slot.')).toBeVisible()
    await expect(other.locator('.order-sums')).toContainText('11:00 to 13:10')
  })

  await test.step('a presenter is chosen by keyboard, and their partner counts', async () => {
    await row(order, 'Theme 1').getByRole('button', { name: 'Presenter of Theme 1: nobody yet' }).focus()
    await order.keyboard.press('Enter')
    await order.getByRole('menuitem', { name: 'Parent partner', exact: true }).click()
    await expect(order.locator('.order-mix').getByText('35 minutes').last()).toBeVisible()
    await expect(row(parent, 'Theme 1')).toContainText('Parents')
  })
})

test('a paragraph of a narrative says when its source has changed; a count of the register is on the slide in a second', async ({
  open,
  server,
}) => {
  test.setTimeout(120_000)
  const page = await open(CAST['WL council'], { at: 'documents/presentation-theme-3' })
  const from = 'the current development of graduated response'

  await test.step('it is found by some of its words, and comes word for word', async () => {
    await expect(
      page.getByRole('button', { name: 'Bring a paragraph from a narrative into Progress summary' }),
    ).toHaveCount(0)
    await page.getByRole('button', { name: 'Bring a paragraph from a narrative into Key next steps' }).click()
    await page.getByRole('textbox', { name: 'Find it by some of its words' }).fill(from)
    await page.locator('.passage-option').click()
    await page.getByRole('button', { name: 'Bring this paragraph' }).click()
    await expect(section(page, 'Key next steps')).toContainText(from)
    await expect(page.getByRole('link', { name: 'From Theme 4, 1.0' })).toBeVisible()
    await expect(
      slides(page, 'Key next steps').getByRole('article').filter({ hasText: 'We are working together' }),
    ).toBeVisible()
    await accessible(page)
  })

  await test.step('the source changes: both are shown, and the new words are taken', async () => {
    const other = await joined(server, CAST.PP1, 'narrative/4')
    const flat = flatten(fragmentOf(other.doc, 'overview'))
    const at = flat.text.indexOf(from) + from.length
    other.doc.transact(() => rewrite(flat, { from: at, to: at }, ' by schools'))
    const strip = page.locator('.brought').getByText('The source has changed since.')
    await expect(strip).toBeVisible({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Take the new words' }).click()
    await expect(section(page, 'Key next steps')).toContainText(`${from} by schools`)
    await expect(strip).toBeHidden()
    other.stop()
  })

  await test.step('the progress summary is counted where it stands, and follows within a second', async () => {
    const summary = page.getByRole('figure', { name: 'Progress summary of actions, Theme 3' })
    await expect(summary).toContainText(/Action not started\s*0/)
    await expect(summary).toContainText(/Completed\s*12/)
    const lead = await server.signIn(CAST.NL)
    const added = await lead.call(routes.addAction, {
      body: {
        id: nanoid(),
        theme: '3',
        ref: '3.16',
        title: 'A further action',
        owner: null,
        partner: null,
        due: null,
        revisedDue: null,
      },
    })
    expect(added.status).toBe(200)
    await expect(summary).toContainText(/Action not started\s*1/, { timeout: 1_000 })
    await expect(slides(page, 'Progress summary')).toContainText(/Action not started\s*1/)
  })

  await test.step('a comment on the words of a section is counted in the order, and read on a phone', async () => {
    const quote = 'Regular Member scrutiny'
    const parent = await server.signIn(CAST.PP2)
    const anchor = { section: 'actions', start: {}, end: {}, quote, before: '', after: '' }
    const posted = await parent.call(routes.comment, {
      params: { document: 'presentation-theme-3' },
      body: {
        id: nanoid(),
        kind: 'question',
        text: 'How often do members meet?',
        anchor,
        mentions: [],
        writtenAt: Date.now(),
      },
    })
    expect(posted.status).toBe(200)
    await expect(page.getByRole('complementary', { name: 'Margin' })).toContainText(
      'How often do members meet?',
    )
    const phone = await open(CAST.PP2, { at: 'presentation', width: 360, height: 740, touch: true })
    await expect(row(phone, 'Priority 3')).toContainText('Draft, 6 slides, 1 comment')
    await fits(phone)
    await accessible(phone)
    await phone.getByRole('link', { name: '1 comment' }).click()
    await expect(phone.getByRole('heading', { name: 'Presentation: Priority 3' })).toBeVisible()
    await fits(phone)
    await phone.getByRole('link', { name: 'Back to opening presentation' }).click()
    await expect(phone.getByRole('heading', { name: 'Running order' })).toBeVisible()
    await picture(phone, 'presentation-phone')
  })
})

/** Alt+Shift+↑ on a row of the order. */
async function moveEarlier(page: Page, name: string): Promise<void> {
  const link = row(page, name).getByRole('link')
  await link.focus()
  await page.keyboard.press('Alt+Shift+ArrowUp')
  await expect(link).toBeFocused()
}

/** Somebody in a room by the protocol alone. */
async function joined(server: TestServer, who: MemberOptions, room: string): Promise<StockClient> {
  const client = stockClient(server.url.replace('http', 'ws'), `${STARTER}/${room}`, await server.token(who))
  await client.synced()
  return client
}

/** Somebody who writes in a section of the presentation, letter by letter, each an edit of its own. */
async function writer(server: TestServer, who: MemberOptions, of: string) {
  const { doc, stop } = await joined(server, who, `presentation/${of}`)
  return {
    stop,
    async type(block: string, said: string): Promise<void> {
      const paragraph = new Y.XmlElement('paragraph')
      const words = new Y.XmlText()
      paragraph.insert(0, [words])
      fragmentOf(doc, block).insert(0, [paragraph])
      for (const letter of said) {
        words.insert(words.length, letter)
        await setImmediate()
      }
    },
  }
}
