import type { Locator, Page } from '@playwright/test'
import { nanoid } from 'nanoid'
import { routes } from '../../shared/api/routes.ts'
import { addItems, keysAbove } from '../../shared/board/edit.ts'
import { rounded } from '../../shared/board/geometry.ts'
import { readItems } from '../../shared/board/items.ts'
import { stockClient, untilDoc } from '../support/stock-client.ts'
import { STARTER, type TestServer } from '../support/test-server.ts'
import { accessible, CAST, expect, picture, saved, test } from '../support/browser.ts'

const STORY = 'We told our story to five people in one year.'

/** A wall with three notes, and a client that sees what is stored of it. */
async function aWall(server: TestServer) {
  const lead = await server.signIn(CAST.NL)
  const id = nanoid()
  const { status } = await lead.call(routes.makeBoard, {
    body: { id, title: 'Theme 4 wall', theme: '4', template: 'theme wall' },
  })
  expect(status).toBe(200)
  const { doc, synced, stop } = stockClient(
    server.url.replace('http', 'ws'),
    `${STARTER}/board/${id}`,
    await server.token(CAST.NL),
  )
  await synced()
  const z = keysAbove(readItems(doc), 3)
  const note = { kind: 'note', y: 200 } as const
  addItems(doc, [
    { ...note, id: 'need', x: 40, z: z[0]!, partner: 'schools', words: 'A small school has no spare hour.' },
    { ...note, id: 'story', x: 340, z: z[1]!, partner: 'parents', words: STORY },
    { ...note, id: 'camhs', x: 640, z: z[2]!, partner: 'ccgs', words: 'CAMHS: 1875 waiting, then 24.' },
  ])
  const item = (which: string) => readItems(doc).find(({ id }) => id === which)
  return { id, doc, item, stop }
}

const thing = (page: Page, id: string): Locator => page.locator(`[data-thing="${id}"]`)
const words = (page: Page, id: string): Promise<string | null> =>
  thing(page, id).locator('.note-words').textContent()

async function middle(of: Locator): Promise<{ x: number; y: number }> {
  const box = await of.boundingBox()
  if (box === null) throw new Error('not drawn')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Where a page draws a thing, in board px: two pages need not look at the same part. */
async function place(page: Page, id: string): Promise<{ x: number; y: number }> {
  const { x, y } = await thing(page, id).evaluate((drawn) => {
    const { e, f } = new DOMMatrix(drawn.closest<HTMLElement>('.react-flow__node')!.style.transform)
    return { x: e, y: f }
  })
  return { x: rounded(x), y: rounded(y) }
}

test('two people at one wall: typing in one note, dragging one note, own undo, offline', async ({
  server,
  open,
  cable,
}) => {
  const wall = await aWall(server)
  const at = `boards/${wall.id}`
  const anna = await open(CAST['WL council'], { at })
  const ben = await open(CAST.PP1, { at, cable })
  await expect(thing(anna, 'story')).toBeVisible()
  await expect(thing(ben, 'story')).toBeVisible()
  // It opens with all of it beside the tools, not under them.
  const tools = await anna.getByRole('toolbar', { name: /tools/i }).first().boundingBox()
  for (const column of await anna.locator('.is-frame .frame-name').all())
    expect((await column.boundingBox())!.x).toBeGreaterThanOrEqual(tools!.x + tools!.width)

  await test.step('both type in one note and nothing is lost', async () => {
    await thing(anna, 'story').dblclick()
    await anna.keyboard.type(' Then a sixth.')
    await thing(ben, 'story').dblclick()
    await expect(thing(ben, 'story').getByRole('textbox')).toBeFocused()
    // An editor sets its caret once more just after it has the focus: a key before that is lost.
    await expect(async () => {
      await ben.keyboard.press('Control+Home')
      await expect
        .poll(() => thing(anna, 'story').locator('.their-caret').evaluate(isFirst), { timeout: 1_000 })
        .toBe(true)
    }).toPass()
    await Promise.all([ben.keyboard.type('As parents: '), anna.keyboard.type(' And a seventh.')])
    for (const page of [anna, ben])
      await expect
        .poll(() => words(page, 'story'))
        .toContain(`As parents: ${STORY} Then a sixth. And a seventh.`)
    await expect(thing(ben, 'story').locator('.note-foot')).toContainText('writing')
    await anna.keyboard.press('Escape')
    await ben.keyboard.press('Escape')
    await expect(thing(anna, 'story').getByRole('textbox')).toHaveCount(0)
  })

  await test.step('undo takes back own words alone, and says so', async () => {
    await anna.keyboard.press('Control+z')
    await expect.poll(() => words(anna, 'story')).toContain('As parents: ')
    await expect.poll(() => words(anna, 'story')).not.toContain('seventh')
    await expect(anna.getByRole('status').filter({ hasText: 'Undone: words.' })).toHaveCount(1)
    await expect.poll(() => words(ben, 'story')).not.toContain('seventh')
  })

  await test.step('both hold one note: no jumps, and the last hand wins', async () => {
    const hand = await middle(thing(anna, 'need'))
    const before = wall.item('need')!
    const from = await place(anna, 'need')
    await anna.mouse.move(hand.x, hand.y)
    await anna.mouse.down()
    await anna.mouse.move(hand.x + 60, hand.y + 90, { steps: 4 })
    // Seen by the other before it is let go, and nothing of it stored.
    await expect.poll(async () => (await place(ben, 'need')).y - from.y).toBeGreaterThan(60)
    expect(wall.item('need')).toEqual(before)
    const held = await middle(thing(ben, 'need'))
    await ben.mouse.move(held.x, held.y)
    await ben.mouse.down()
    await ben.mouse.move(held.x + 30, held.y + 150, { steps: 4 })
    const inHand = await place(ben, 'need')
    await anna.mouse.up()
    await untilDoc(wall.doc, () => JSON.stringify(wall.item('need')) !== JSON.stringify(before))
    expect(await place(ben, 'need')).toEqual(inHand)
    await ben.mouse.up()
    await expect.poll(() => onBoard(wall.doc, 'need')).toEqual(inHand)
    await expect.poll(() => place(anna, 'need')).toEqual(inHand)
  })

  await test.step('offline a note is made and written; it merges', async () => {
    cable.cut()
    await expect(ben.locator('[data-saved]')).toContainText('Offline')
    const ground = await middle(thing(ben, 'camhs'))
    await ben.mouse.dblclick(ground.x, ground.y + 190)
    await ben.keyboard.type('Written on the train.')
    await ben.keyboard.press('Tab')
    await ben.keyboard.type('And the one beside it.')
    await ben.keyboard.press('Escape')
    await thing(anna, 'camhs').click()
    await anna.keyboard.press('Delete')
    await expect(thing(anna, 'camhs')).toHaveCount(0)
    cable.mend()
    await saved(ben)
    await expect(anna.locator('.note', { hasText: 'Written on the train.' })).toBeVisible()
    await expect(anna.locator('.note', { hasText: 'And the one beside it.' })).toBeVisible()
    await expect(thing(ben, 'camhs')).toHaveCount(0)
  })

  await anna.keyboard.press('Escape')
  await anna.keyboard.press('1')
  const over = await middle(thing(ben, 'story'))
  await ben.mouse.move(over.x, over.y + 90)
  await expect(anna.locator('.pointers')).toHaveAttribute('data-shown', '1')
  await anna.getByRole('button', { name: /^People on the board/ }).click()
  await anna.getByRole('menuitem', { name: /^Hide the others/ }).click()
  await expect(anna.locator('.pointers')).toHaveCount(0)
  await accessible(anna)
  await picture(anna, 'board-wall')
  wall.stop()
})

test('by keyboard alone', async ({ server, open }) => {
  const wall = await aWall(server)
  const at = `boards/${wall.id}`
  const page = await open(CAST['WL council'], { at })
  await expect(thing(page, 'story')).toBeVisible()

  await test.step('arrows walk the reading order; Space carries', async () => {
    await page.getByRole('application').focus()
    await page.keyboard.press('Home')
    await expect(page.locator('.thing:focus')).toHaveCount(1)
    for (let steps = 0; steps < 8; steps++) {
      if ((await page.locator('.thing:focus').getAttribute('data-thing')) === 'need') break
      await page.keyboard.press('ArrowDown')
    }
    await expect(thing(page, 'need')).toBeFocused()
    const { x, y } = wall.item('need')!
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('ArrowRight')
    await expect(
      page.getByRole('status').filter({ hasText: /^(Left of|Right of|Above|Below|In) / }),
    ).toHaveCount(1)
    expect(wall.item('need')).toMatchObject({ x, y })
    await page.keyboard.press('Space')
    await expect.poll(() => onBoard(wall.doc, 'need')).toEqual({ x: x + 10, y: y + 40 })
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('status').filter({ hasText: 'Put back where it was.' })).toHaveCount(1)
    await expect(thing(page, 'need')).toBeFocused()
  })

  await test.step('a new note, written, left, removed and brought back', async () => {
    await page.keyboard.press('n')
    await page.keyboard.type('From the keyboard')
    await page.keyboard.press('Escape')
    const made = page.locator('.thing', { hasText: 'From the keyboard' })
    await expect(made).toBeFocused()
    await page.keyboard.press('Control+Shift+l')
    await page.keyboard.press('Delete')
    await expect(page.getByRole('status').filter({ hasText: 'It is locked. Unlock it first.' })).toHaveCount(
      1,
    )
    await page.keyboard.press('Control+Shift+l')
    await page.keyboard.press('Delete')
    await expect(made).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(made).toHaveCount(1)
  })

  await test.step('copied within the board with its words and its partner', async () => {
    await thing(page, 'story').click()
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    await expect.poll(() => readItems(wall.doc).filter(({ partner }) => partner === 'parents').length).toBe(2)
    await expect(page.locator('.note', { hasText: STORY })).toHaveCount(2)
  })

  await test.step('the menu by Shift+F10 changes whose it is', async () => {
    await thing(page, 'camhs').click()
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: /^Providers/ }).click()
    await expect.poll(() => wall.item('camhs')?.partner).toBe('providers')
  })
  await accessible(page)

  await test.step('from afar it is one picture, and what is chosen stays a thing', async () => {
    await thing(page, 'camhs').focus()
    for (let steps = 0; steps < 7; steps++) await page.keyboard.press('-')
    await expect(page.locator('.far-picture')).toHaveCount(1)
    await expect(thing(page, 'camhs').locator('.note')).toBeVisible()
    await expect(thing(page, 'need').locator('.note')).toBeHidden()
    await page.keyboard.press('1')
    await expect(page.locator('.far-picture')).toHaveCount(0)
  })
  wall.stop()
})

/** Where a thing is on the board itself. */
function onBoard(doc: Parameters<typeof readItems>[0], id: string): { x: number; y: number } {
  const items = new Map(readItems(doc).map((item) => [item.id, item]))
  let item = items.get(id)
  const at = { x: 0, y: 0 }
  for (; item !== undefined; item = items.get(item.parent ?? '')) {
    at.x += item.x
    at.y += item.y
  }
  return at
}

/** Runs in the page: nothing stands before it. */
const isFirst = ({ previousSibling }: Element): boolean => previousSibling === null
