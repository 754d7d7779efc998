import type { Locator, Page } from '@playwright/test'
import { addItems, keysAbove } from '../../shared/board/edit.ts'
import { readItems } from '../../shared/board/items.ts'
import { routes } from '../../shared/api/routes.ts'
import { aBoard, inRoom, readBoard } from '../server/records/board.ts'
import { accessible, CAST, expect, fits, test } from '../support/browser.ts'
import { next } from './board-support.ts'

const thing = (page: Page, id: string): Locator => page.locator(`[data-thing="${id}"]`)
const tools = (page: Page, name: string): Locator => page.getByRole('toolbar', { name })

/** Where something stands in the window. */
async function boxOf(of: Locator) {
  const { x, y, width, height } = (await of.boundingBox())!
  return { left: x, top: y, right: x + width, bottom: y + height, width, height }
}

/** One finger, as the browser hears it. */
async function swipe(page: Page, from: { x: number; y: number }, by: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points })
  await touch('touchStart', [from])
  for (let step = 1; step <= 5; step++) await touch('touchMove', [{ x: from.x, y: from.y + (by * step) / 5 }])
  await touch('touchEnd', [])
}

test('a workshop on a phone: one finger moves, votes and writes, and nothing lies over the wall', async ({
  server,
  open,
}) => {
  const lead = await server.signIn(CAST.NL)
  const board = await aBoard(lead, { theme: '4', template: 'theme wall' })
  const { version } = await readBoard(lead, board)
  await lead.call(routes.goToStage, { params: { board }, body: { version, stage: 'group' } })
  const { doc, stop } = await inRoom(server, board)
  const z = keysAbove(readItems(doc), 3)
  const note = { kind: 'note', x: 40, w: 172, h: 100 } as const
  addItems(doc, [
    {
      kind: 'frame',
      id: 'cluster',
      x: 340,
      y: 180,
      w: 260,
      h: 300,
      z: z[0]!,
      look: 'cluster',
      words: 'One way in',
    },
    {
      ...note,
      id: 'story',
      y: 200,
      z: z[1]!,
      partner: 'parents',
      words: 'We told our story to five people.',
    },
    {
      ...note,
      id: 'under',
      y: 310,
      z: z[2]!,
      partner: 'schools',
      words: 'A small school has no spare hour.',
    },
  ])
  const item = (id: string) => readItems(doc).find((one) => one.id === id)!
  const phone = await open(CAST.NL, { at: 'boards', width: 320, height: 568, touch: true, theme: 'dark' })

  await test.step('a dialog longer than the window keeps its buttons in reach', async () => {
    await phone.getByRole('button', { name: 'New board' }).tap()
    const dialog = phone.getByRole('dialog', { name: 'New board' })
    for (const name of ['Make this board', 'Go back'])
      await expect(dialog.getByRole('button', { name })).toBeInViewport({ ratio: 1 })
    await accessible(phone, '.dialog')
    await dialog.getByRole('button', { name: 'Go back' }).tap()
    await fits(phone)
  })

  await test.step('the strip is two rows; the rest stands behind a button', async () => {
    await phone.goto(`${server.url}/w/surrey-demo/boards/${board}`)
    await expect(phone.getByRole('heading', { name: /As a list/ })).toBeVisible()
    await fits(phone)
    await phone.setViewportSize({ width: 360, height: 740 })
    const strip = phone.getByRole('region', { name: 'Steps of the workshop' })
    expect((await boxOf(strip)).height).toBeLessThanOrEqual(120)
    await expect(phone.getByRole('button', { name: 'Facilitate' })).toHaveCount(0)
    const more = phone.getByRole('button', { name: 'More about this board' })
    await more.tap()
    await expect(phone.getByRole('button', { name: 'Facilitate' })).toBeVisible()
    await accessible(phone)
    await more.tap()
    await phone.getByRole('button', { name: 'Wall' }).tap()
    await expect(thing(phone, 'story')).toBeVisible()
  })

  await test.step('a finger moves a note', async () => {
    const { y } = item('story')
    const at = await boxOf(thing(phone, 'under'))
    await swipe(phone, { x: at.left + 40, y: at.top + 40 }, 120)
    await expect.poll(() => item('under').y).toBeGreaterThan(y + 200)
    await phone.getByRole('application').focus()
    await phone.keyboard.press('Control+z')
    await expect.poll(() => item('under').y).toBe(310)
  })

  await test.step('what is done with what is selected has a row of its own; all that is pressed there is a finger wide', async () => {
    await next(phone, 'Start the vote').tap()
    await expect(thing(phone, 'story').getByRole('button', { name: /^Give a vote/ })).toBeVisible()
    await thing(phone, 'story').tap()
    await expect(thing(phone, 'story')).toHaveClass(/is-on/)
    const chosen = tools(phone, 'What is selected')
    await expect(chosen).toBeVisible()
    await phone.setViewportSize({ width: 320, height: 568 })
    const wall = await boxOf(phone.locator('.stage'))
    expect((await boxOf(chosen)).top).toBeGreaterThanOrEqual(wall.bottom)
    for (const bar of [chosen, tools(phone, 'Board tools')])
      for (const button of await bar.getByRole('button').all()) {
        const { width, height, right } = await boxOf(button)
        expect(right).toBeLessThanOrEqual(320)
        expect(
          Math.min(width, height),
          (await button.getAttribute('aria-label')) ?? '',
        ).toBeGreaterThanOrEqual(44)
      }
    await phone.setViewportSize({ width: 360, height: 740 })
    await chosen.getByRole('button', { name: /^Give a vote/ }).tap()
    await expect(phone.getByText('2 votes left')).toBeVisible()
    // The note under it has its band to itself.
    const handle = await boxOf(phone.locator('.side-handle[data-side=bottom]'))
    expect((handle.top + handle.bottom) / 2).toBeLessThan((await boxOf(thing(phone, 'under'))).top)
    await accessible(phone)
    await fits(phone)
  })

  await test.step('find has the row of the zoom', async () => {
    await phone.getByRole('button', { name: 'More tools' }).tap()
    await phone.getByRole('menuitem', { name: /^Find on the board/ }).tap()
    await phone.getByLabel('Find', { exact: true }).tap()
    await phone.keyboard.type('five people')
    await expect(phone.getByText('1 found')).toBeInViewport({ ratio: 1 })
    await phone.getByRole('button', { name: 'Next on the board' }).tap()
    await expect(thing(phone, 'story')).toBeInViewport()
    await phone.keyboard.press('Escape')
  })

  await test.step('an on-screen keyboard takes half the window: the words that are written stay in view', async () => {
    await tools(phone, 'What is selected').getByRole('button', { name: 'Write in it' }).tap()
    const words = thing(phone, 'story').getByRole('textbox')
    await expect(words).toBeFocused()
    await phone.setViewportSize({ width: 360, height: 400 })
    for (let line = 0; line < 14; line++) await phone.keyboard.type('Then again.\n')
    await phone.keyboard.type('At last.')
    await expect(words.getByText('At last.')).toBeInViewport({ ratio: 1 })
    const wall = await boxOf(phone.locator('.stage'))
    expect((await boxOf(words.getByText('At last.'))).bottom).toBeLessThanOrEqual(wall.bottom)
    expect(wall.height).toBeGreaterThan(240)
    // In other browsers the keyboard covers the page, and only what is seen of it is less.
    await phone.evaluate(() => {
      Object.defineProperty(visualViewport, 'height', { value: 320 })
      visualViewport!.dispatchEvent(new Event('resize'))
    })
    await expect.poll(async () => (await boxOf(phone.locator('.stage'))).bottom).toBe(320)
    await expect.poll(async () => (await boxOf(words.getByText('At last.'))).bottom).toBeLessThanOrEqual(320)
    await phone.keyboard.press('Escape')
  })

  await test.step('with forced colours a cluster is still dashed', async () => {
    // All of the board is shown on what is left of the wall, too.
    await phone.getByRole('button', { name: 'Show the whole board' }).tap()
    await phone.emulateMedia({ forcedColors: 'active' })
    await expect(thing(phone, 'cluster').locator('.frame')).toHaveCSS('border-style', 'dashed')
  })
  stop()
})
