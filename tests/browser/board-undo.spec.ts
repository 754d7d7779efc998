import type { Locator, Page } from '@playwright/test'
import { addItems, changeItems } from '../../shared/board/edit.ts'
import { type Item, readItems } from '../../shared/board/items.ts'
import { CAST, expect, test } from '../support/browser.ts'
import { aBoard, inRoom } from '../server/records/board.ts'
import { fromMenu } from './board-support.ts'

const thing = (page: Page, id: string): Locator => page.locator(`[data-thing="${id}"]`)

async function middle(of: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = (await of.boundingBox())!
  return { x: x + width / 2, y: y + height / 2 }
}

/** How far down the board a page draws a thing, px of the board. */
const heightOf = (page: Page, id: string): Promise<number> =>
  thing(page, id).evaluate(
    (drawn) => new DOMMatrix(drawn.closest<HTMLElement>('.react-flow__node')!.style.transform).f,
  )

async function chooseBoth(page: Page): Promise<void> {
  await thing(page, 'one').click()
  await thing(page, 'two').click({ modifiers: ['Shift'] })
}

const MORE = 'More to do with what is selected'

/** What one does with a board; each is one step. */
const ACTS: readonly [string, (page: Page) => Promise<void>][] = [
  [
    'a cluster',
    async (page) => {
      await chooseBoth(page)
      await fromMenu(page, MORE, 'Put in a named cluster')
      await page.keyboard.press('Escape')
    },
  ],
  [
    'a shape',
    async (page) => {
      await page.getByRole('button', { name: 'Shape', exact: true }).press('Enter')
      await page.keyboard.press('Escape')
    },
  ],
  ['a stamp', (page) => fromMenu(page, 'More tools', 'Stamp: Question')],
  [
    'a link',
    async (page) => {
      await fromMenu(page, 'More tools', 'Link')
      const dialog = page.getByRole('dialog', { name: 'Put a link' })
      await dialog.getByLabel('Web address').fill('www.gov.uk/children-with-sen')
      await dialog.getByLabel('What to call it').fill('Children with SEN')
      await dialog.getByRole('button', { name: 'Put link' }).click()
    },
  ],
  [
    'the eraser',
    async (page) => {
      await fromMenu(page, 'More tools', 'Eraser')
      const { x, y } = await middle(thing(page, 'stroke'))
      await page.mouse.move(x, y - 30)
      await page.mouse.down()
      await page.mouse.move(x, y + 30, { steps: 3 })
      await page.mouse.up()
      await page.keyboard.press('Escape')
    },
  ],
  [
    'an alignment',
    async (page) => {
      await chooseBoth(page)
      await fromMenu(page, MORE, 'Align top edges')
    },
  ],
  [
    'a group',
    async (page) => {
      await chooseBoth(page)
      await page.keyboard.press('Control+g')
    },
  ],
  [
    'a lock',
    async (page) => {
      await thing(page, 'one').click()
      await page.keyboard.press('Control+Shift+L')
    },
  ],
  [
    'an order',
    async (page) => {
      await thing(page, 'one').click()
      await page.keyboard.press(']')
    },
  ],
  [
    'a size',
    async (page) => {
      await thing(page, 'one').click()
      const handle = await middle(page.locator('.handle.is-bottom-right'))
      await page.mouse.move(handle.x, handle.y)
      await page.mouse.down()
      await page.mouse.move(handle.x + 80, handle.y + 60, { steps: 4 })
      await page.mouse.up()
    },
  ],
]

test('undo takes back what one did oneself, of every kind, and nothing of what another did meanwhile', async ({
  server,
  open,
}) => {
  const lead = await server.signIn(CAST.NL)
  const board = await aBoard(lead, { template: 'blank' })
  const other = await inRoom(server, board, CAST['WL council'])
  const note = { kind: 'note', partner: 'schools' } as const
  addItems(other.doc, [
    { ...note, id: 'one', x: 40, y: 40, z: 'a1', words: 'One' },
    { ...note, id: 'two', x: 340, y: 80, z: 'a2', words: 'Two' },
    {
      id: 'stroke',
      kind: 'pen',
      x: 40,
      y: 240,
      w: 200,
      h: 8,
      z: 'a0',
      points: [0, 4, 0.5, 100, 4, 0.5, 200, 4, 0.5],
    },
    { ...note, id: 'theirs', x: 640, y: 40, z: 'a3', words: 'Theirs' },
  ])
  const page = await open(CAST.PP1, { at: `boards/${board}` })
  await expect(thing(page, 'theirs')).toBeVisible()
  const mine = (): Item[] => readItems(other.doc).filter(({ id }) => id !== 'theirs')
  const theirs = () => readItems(other.doc).find(({ id }) => id === 'theirs')?.y
  const before = mine()

  for (const [at, [what, act]] of ACTS.entries())
    await test.step(what, async () => {
      await act(page)
      await expect.poll(mine).not.toEqual(before)
      const y = 60 + 10 * at
      changeItems(other.doc, new Map([['theirs', { pos: { x: 640, y } }]]))
      await expect.poll(() => heightOf(page, 'theirs')).toBe(y)
      await page.getByRole('application').press('Control+z')
      await expect.poll(mine).toEqual(before)
      expect(theirs()).toBe(y)
      await page.keyboard.press('Escape')
    })
  other.stop()
})
