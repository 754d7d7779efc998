import type { Locator, Page } from '@playwright/test'
import { nanoid } from 'nanoid'
import { routes } from '../../shared/api/routes.ts'
import { addItems, type NewItem } from '../../shared/board/edit.ts'
import { accessible, expect, picture, saved, test } from '../support/browser.ts'
import type { TestServer } from '../support/test-server.ts'
import { inRoom } from '../server/records/board.ts'

const NOTES: (NewItem & { words: string })[] = [
  {
    id: 'story',
    kind: 'note',
    x: 40,
    y: 140,
    z: 'a5',
    partner: 'parents',
    words: 'We told our story to five people',
  },
  {
    id: 'small',
    kind: 'note',
    x: 40,
    y: 420,
    z: 'a6',
    partner: 'schools',
    words: 'A small school has no spare hour',
  },
  { id: 'form', kind: 'note', x: 640, y: 140, z: 'a7', partner: 'ccgs', words: 'Each part has its own form' },
]

/** A blank board with three notes on it; where its page is. */
async function aWall(server: TestServer): Promise<{ at: string; stop(): void }> {
  const lead = await server.signIn({ role: 'NL' })
  const body = { id: nanoid(), title: 'Theme 4 wall', theme: '4', template: 'blank' }
  expect((await lead.call(routes.makeBoard, { body })).status).toBe(200)
  const { doc, stop } = await inRoom(server, body.id)
  addItems(doc, NOTES)
  return { at: `boards/${body.id}`, stop }
}

const wall = (page: Page): Locator => page.getByRole('application', { name: /^Canvas/ })
const thing = (page: Page, name: string | RegExp): Locator => wall(page).getByRole('group', { name })
const story = (page: Page): Locator => thing(page, /told our story/)
const small = (page: Page): Locator => thing(page, /small school/)
const form = (page: Page): Locator => thing(page, /own form/)

async function middleOf(of: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = (await of.boundingBox())!
  return { x: x + width / 2, y: y + height / 2 }
}

/** A hand that presses, moves in steps and lets go. */
async function drag(page: Page, ...way: { x: number; y: number }[]): Promise<void> {
  const [from, ...rest] = way
  await page.mouse.move(from!.x, from!.y)
  await page.mouse.down()
  for (const { x, y } of rest) await page.mouse.move(x, y, { steps: 6 })
  await page.mouse.up()
}

/** What another program puts on the clipboard, pasted on the canvas. */
const paste = (page: Page, data: Record<string, string>): Promise<void> =>
  wall(page).evaluate((stage, given) => {
    const clipboardData = new DataTransfer()
    for (const [type, value] of Object.entries(given)) clipboardData.setData(type, value)
    stage.focus()
    stage.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, data)

/** Undo on the canvas itself, not in the words of a thing. */
async function undo(page: Page): Promise<void> {
  await wall(page).focus()
  await page.keyboard.press('Control+z')
}

const lines = (page: Page): Locator => wall(page).locator('[data-line]')

/** How far the end of the connector is from the middle of the nearest side of a thing, px of the window. */
const gapTo = async (page: Page, to: Locator): Promise<number> => {
  const end = await lines(page)
    .locator('path')
    .nth(1)
    .evaluate((path: SVGPathElement) => {
      const { x, y } = path.getPointAtLength(path.getTotalLength())
      const at = new DOMPoint(x, y).matrixTransform(path.getScreenCTM()!)
      return { x: at.x, y: at.y }
    })
  const { x, y, width, height } = (await to.boundingBox())!
  const sides = [
    { x: x + width / 2, y },
    { x: x + width, y: y + height / 2 },
    { x: x + width / 2, y: y + height },
    { x, y: y + height / 2 },
  ]
  return Math.min(...sides.map((side) => Math.hypot(side.x - end.x, side.y - end.y)))
}

test('connectors, the pen, clusters and find: a hand joins, draws and gathers, another sees it and each is undone alone', async ({
  open,
  server,
}) => {
  const { at, stop } = await aWall(server)
  const lead = await open({ role: 'NL' }, { at })
  const parent = await open({ role: 'PP', partner: 'parents' }, { at })
  for (const page of [lead, parent]) await expect(form(page)).toBeVisible()
  stop()

  // By hand, from one thing to another.
  await lead.keyboard.press('Tab')
  await lead.getByRole('button', { name: 'Connector', exact: true }).click()
  await drag(lead, await middleOf(story(lead)), await middleOf(form(lead)))
  for (const page of [lead, parent]) await expect(lines(page)).toHaveCount(1)
  await expect.poll(() => gapTo(parent, form(parent))).toBeLessThan(12)

  // It stays attached where another person puts the thing.
  const before = await middleOf(form(parent))
  await drag(parent, before, { x: before.x - 60, y: before.y + 220 })
  await expect.poll(async () => (await middleOf(form(lead))).y - before.y).toBeGreaterThan(100)
  for (const page of [lead, parent]) await expect.poll(() => gapTo(page, form(page))).toBeLessThan(12)

  // What I undo is mine: the connector goes, their move stays.
  const moved = await middleOf(form(parent))
  await undo(lead)
  for (const page of [lead, parent]) await expect(lines(page)).toHaveCount(0)
  expect(await middleOf(form(parent))).toEqual(moved)

  // Without a drag: the thing at the keyboard, and the other chosen by its words.
  await story(parent).click()
  await parent.getByRole('button', { name: 'Connector', exact: true }).focus()
  await parent.keyboard.press('Enter')
  const chooser = parent.getByRole('dialog', { name: 'Connect to…' })
  await accessible(parent, '[role=dialog]')
  await chooser.getByLabel('Find a thing').fill('spare HOUR')
  await chooser.getByRole('button', { name: /small school/ }).click()
  for (const page of [lead, parent]) await expect(lines(page)).toHaveCount(1)
  await expect.poll(() => gapTo(lead, small(lead))).toBeLessThan(12)

  // The pen, and its step back.
  await wall(lead).focus()
  await lead.keyboard.press('p')
  const corner = await middleOf(small(lead))
  await drag(
    lead,
    { x: corner.x + 200, y: corner.y },
    { x: corner.x + 260, y: corner.y + 60 },
    { x: corner.x + 320, y: corner.y - 20 },
  )
  for (const page of [lead, parent]) await expect(thing(page, /^Drawing/)).toHaveCount(1)
  await lead.keyboard.press('Escape')
  await undo(lead)
  for (const page of [lead, parent]) await expect(thing(page, /^Drawing/)).toHaveCount(0)

  // The lasso takes two notes, the cluster is named, and moves with what is in it.
  await lead.keyboard.press('l')
  const [top, low] = [await middleOf(story(lead)), await middleOf(small(lead))]
  await drag(
    lead,
    { x: top.x - 120, y: top.y - 80 },
    { x: top.x + 130, y: top.y - 80 },
    { x: low.x + 130, y: low.y + 80 },
    { x: low.x - 120, y: low.y + 80 },
  )
  await lead.getByRole('button', { name: 'More to do with what is selected' }).click()
  await lead.getByRole('menuitem', { name: /cluster/ }).click()
  await lead.keyboard.type('One way in')
  await lead.keyboard.press('Escape')
  const cluster = thing(parent, /^Cluster: One way in/)
  await expect(cluster).toBeVisible()
  await expect(thing(parent, /told our story.*in One way in/)).toBeVisible()
  await picture(lead, 'board-cluster')
  const name = (await thing(lead, /^Cluster/).boundingBox())!
  const was = await middleOf(small(parent))
  await drag(lead, { x: name.x + 150, y: name.y + 16 }, { x: name.x + 230, y: name.y + 46 })
  await expect.poll(async () => (await middleOf(small(parent))).x - was.x).toBeGreaterThan(50)

  // Find goes there, thing by thing.
  await wall(parent).focus()
  await parent.keyboard.press('Control+f')
  await parent.getByRole('search', { name: 'Find on the board' }).getByRole('textbox').fill('OWN form')
  await parent.keyboard.press('Enter')
  await expect(parent.getByRole('search')).toContainText('1 of 1')
  await expect(wall(parent).locator('[data-chosen=true]')).toHaveAccessibleName(/own form/)
  await expect(form(parent)).toBeInViewport()
  await parent.keyboard.press('Escape')
  await expect(parent.getByRole('search')).toHaveCount(0)

  // The laser is seen while it points, and leaves nothing behind.
  await wall(parent).focus()
  await parent.keyboard.press('r')
  const spot = await middleOf(form(parent))
  await parent.mouse.move(spot.x, spot.y + 120)
  await parent.mouse.down()
  await parent.mouse.move(spot.x + 60, spot.y + 140, { steps: 4 })
  await expect(wall(lead).locator('.laser path')).toHaveCount(1)
  await parent.mouse.up()
  await expect(wall(lead).locator('.laser path')).toHaveCount(0)
  await saved(parent)
})

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
  'base64',
)

test('what is brought from elsewhere: a list, a table, an image with its words, a link; each is one step', async ({
  open,
  server,
}) => {
  const { at, stop } = await aWall(server)
  const lead = await open({ role: 'NL' }, { at })
  const parent = await open({ role: 'PP', partner: 'parents' }, { at })
  for (const page of [lead, parent]) await expect(form(page)).toBeVisible()
  stop()

  // A list of Word becomes notes, as the preview says.
  await paste(lead, {
    'text/plain': '• SEN support rose\n• Families wait\n• Nobody says why',
    'text/html': '<ul><li>SEN support rose</li><li>Families wait</li><li>Nobody says why</li></ul>',
  })
  const list = lead.getByRole('dialog', { name: 'Paste a list' })
  await expect(list).toContainText('“SEN support rose”, “Families wait”, “Nobody says why”')
  await accessible(lead, '[role=dialog]')
  await list.getByRole('button', { name: 'Put 3 notes' }).click()
  for (const page of [lead, parent]) await expect(thing(page, /^Note, Council: Families wait/)).toBeVisible()
  await undo(lead)
  for (const page of [lead, parent]) await expect(thing(page, /Families wait/)).toHaveCount(0)
  await expect(form(parent)).toBeVisible()

  // A table becomes frames with notes in them.
  await paste(lead, { 'text/plain': 'Evidence\tGap\n11.70\tNot known why\n1875 waiting\t\n' })
  const table = lead.getByRole('dialog', { name: 'Paste a table' })
  await table.getByRole('button', { name: 'Put 3 notes in 2 frames' }).click()
  await expect(thing(parent, /^Column: Gap/)).toBeVisible()
  await expect(thing(parent, /^Note, Council: Not known why, in Gap/)).toBeVisible()
  await picture(lead, 'board-table')
  await undo(lead)
  await expect(thing(parent, /^Column|Not known why/)).toHaveCount(0)

  // A long paste is put part by part, and says so.
  await paste(lead, { 'text/plain': Array.from({ length: 230 }, (_, n) => `Line ${n + 1}.`).join('\n') })
  await expect(list).toContainText('This part is lines 1 to 200 of 230')
  await list.getByRole('button', { name: 'Cancel' }).click()

  // An image: what is no image is refused in plain words, what it shows is asked for, and may be said later.
  await lead.getByRole('button', { name: 'Picture' }).click()
  const image = lead.getByRole('dialog', { name: 'Put an image' })
  await image.locator('input[type=file]').setInputFiles([
    { name: 'a.svg', mimeType: 'image/svg+xml', buffer: PNG },
    { name: 'wall.png', mimeType: 'image/png', buffer: PNG },
  ])
  const two = lead.getByRole('dialog', { name: 'Put 2 images' })
  await expect(two).toContainText('Choose a PNG, JPEG, WebP or GIF image.')
  await two.getByRole('button', { name: 'Leave a.svg out' }).click()
  await image.getByLabel('What it shows').fill('The wall of last week')
  await accessible(lead, '[role=dialog]')
  await image.getByRole('button', { name: 'Put on the board' }).click()
  await expect(wall(parent).getByRole('img', { name: 'The wall of last week' })).toBeVisible()
  await expect
    .poll(() =>
      wall(parent)
        .locator('img')
        .evaluate((img: HTMLImageElement) => img.naturalWidth),
    )
    .toBe(10)
  await undo(lead)
  await expect(wall(parent).getByRole('img', { name: 'The wall of last week' })).toHaveCount(0)

  // A page of this workspace is called by its title, another address is shown as it is.
  await paste(lead, { 'text/plain': `${server.url}/w/surrey-demo/themes/4` })
  await expect(thing(parent, /^Link: /)).toContainText('Theme 4')
  await paste(lead, { 'text/plain': 'https://www.gov.uk/children-with-sen' })
  await expect(thing(parent, /^Link: https/)).toContainText('gov.uk/children-with-sen')

  // A shape without a hand.
  await lead.getByRole('button', { name: 'Shape', exact: true }).focus()
  await lead.keyboard.press('Enter')
  await lead.keyboard.type('Decide')
  await expect(thing(parent, /^Rounded box: Decide/)).toBeVisible()
  await lead.keyboard.press('Escape')
  await accessible(lead, '.wall')
  await picture(lead, 'board-tools')
})
