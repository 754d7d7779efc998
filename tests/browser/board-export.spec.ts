import { readFile } from 'node:fs/promises'
import { routes } from '../../shared/api/routes.ts'
import { addItems, show } from '../../shared/board/edit.ts'
import { readItems } from '../../shared/board/items.ts'
import { accessible, CAST, expect, test } from '../support/browser.ts'
import { socketPeer } from '../support/socket-peer.ts'
import { STARTER } from '../support/test-server.ts'

const board = 'board-to-export-1'

test('a board is in the list with a picture, is kept as PNG and SVG, printed, and brought back from its history', async ({
  server,
  open,
}) => {
  const lead = await server.signIn(CAST.NL)
  await lead.call(routes.makeBoard, {
    body: {
      id: board,
      title: 'Families’ wall',
      theme: '4',
      template: 'what families tell us',
      columns: null,
    },
  })
  const wall = await socketPeer(server.url.replace('http', 'ws'), {
    token: await server.token(CAST.NL),
    room: `${STARTER}/board/${board}`,
  })
  await wall.peer.until(() => wall.peer.synced)
  addItems(wall.peer.doc, [
    {
      id: 'n1',
      kind: 'note',
      x: 20,
      y: 90,
      z: 'b1',
      parent: 'column-1',
      partner: 'parents',
      words: 'One person answered.',
    },
    {
      id: 'n2',
      kind: 'note',
      x: 20,
      y: 250,
      z: 'b2',
      parent: 'column-1',
      partner: 'schools',
      words: 'The same form everywhere.',
    },
  ])
  await wall.peer.until(() => wall.peer.allSaved)
  const kept = await lead.call(routes.nameVersion, {
    params: { document: `board-${board}` },
    body: { name: 'Both notes' },
  })
  show(wall.peer.doc, ['n2'], false)
  await wall.peer.until(() => wall.peer.allSaved)

  const page = await open(CAST.NL, { at: 'boards' })
  const thumb = page.locator('.bp-rows > li', { hasText: 'Families’ wall' }).locator('img')
  await expect
    .poll(() => thumb.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(100)

  await page.getByRole('link', { name: 'Families’ wall' }).click()
  const keep = async (name: string): Promise<{ file: string; bytes: Buffer }> => {
    await page.getByRole('button', { name: 'Export and history' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name, exact: true }).click()
    const done = await download
    return { file: done.suggestedFilename(), bytes: await readFile(await done.path()) }
  }
  const png = await keep('PNG')
  expect(png.file).toBe('Families’ wall.png')
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG')
  // Notes in two partners’ grounds: the picture has their colours, and not only paper.
  const colours = await page.evaluate(async (bytes) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))]))
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const data = context?.getImageData(0, 0, image.width, image.height).data ?? []
    const found = new Set<string>()
    for (let at = 0; at < data.length; at += 4) found.add(`${data[at]} ${data[at + 1]} ${data[at + 2]}`)
    return { width: image.width, found: ['251 233 223', '127 42 2'].filter((colour) => found.has(colour)) }
  }, png.bytes.toString('base64'))
  expect(colours.found).toEqual(['251 233 223', '127 42 2'])
  expect(colours.width).toBeGreaterThan(1_000)
  const svg = await keep('SVG, sharp at any size')
  expect(svg.bytes.includes('answered.</tspan>')).toBe(true)
  // Letters as large as the wall's: else lines break elsewhere.
  const sizes = await page
    .locator('.note-words, .frame-name')
    .evaluateAll((all) => all.map((words) => Number.parseFloat(getComputedStyle(words).fontSize)))
  expect(sizes.length).toBeGreaterThan(1)
  for (const size of sizes) expect(svg.bytes.toString()).toContain(`font-size="${size}"`)
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Export and history' }).click()
  await page.getByRole('menuitem', { name: 'PNG', exact: true }).click()
  const none = page.getByRole('dialog', { name: 'There is no file' })
  await expect(none).toContainText('We could not reach the server')
  await none.getByRole('button', { name: 'Close' }).click()
  await page.context().setOffline(false)

  await page.goto(`${server.url}/w/${STARTER}/boards/${board}/print`)
  await expect(page.getByRole('heading', { level: 2, name: 'What works' })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'One person answered.' })).toContainText(
    'Parents',
  )
  await accessible(page)

  await page.goto(
    `${server.url}/w/${STARTER}/documents/board-${board}/history/${(kept.body as { id: string }).id}`,
  )
  const looked = page.getByRole('img', { name: 'How the board looked' })
  await expect
    .poll(() => looked.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(100)
  await expect(
    page.getByRole('heading', { name: 'Note, Schools: “The same form everywhere.”' }),
  ).toBeVisible()
  await expect(page.getByRole('link', { name: 'Families’ wall' })).toHaveAttribute(
    'href',
    `/w/${STARTER}/boards/${board}`,
  )
  await accessible(page)
  await page.getByRole('button', { name: 'Bring back this version' }).click()
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await expect(dialog).toContainText('Note, Schools: “The same form everywhere.”: new on the board')
  await dialog.getByRole('button', { name: 'Bring back the whole board' }).click()
  await expect(page).toHaveURL(new RegExp(`/boards/${board}$`))
  await wall.peer.until(() => readItems(wall.peer.doc).some(({ id }) => id === 'n2'))
  // On the board itself it is said, and put back.
  const strip = page.locator('.restored')
  await expect(strip).toContainText('brought back the whole board as in “Both notes”')
  await strip.getByRole('button', { name: 'Put back' }).click()
  await wall.peer.until(() => readItems(wall.peer.doc).every(({ id }) => id !== 'n2'))
  await expect(strip).toContainText('put the whole board back as it was before a restore')
  wall.socket.close()

  // In the archive it offers what can be done with it, and no more.
  await page.getByRole('button', { name: 'Facilitate' }).click()
  await page.getByRole('menuitem', { name: 'Put it in the archive' }).click()
  const back = page.getByRole('button', { name: 'Bring it back from the archive' })
  await expect(back).toBeVisible()
  for (const name of [/^Begin/, 'Start a timer', 'Facilitate'])
    await expect(page.getByRole('button', { name })).toHaveCount(0)
  await back.click()
  await expect(page.getByRole('button', { name: /^Begin/ })).toBeVisible()

  // From the list, by keyboard: the focus goes along with its line, not to the top of the page.
  await page.getByRole('link', { name: 'Boards', exact: true }).click()
  await page.getByRole('button', { name: 'Put “Families’ wall” in the archive' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Bring “Families’ wall” back' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Families’ wall' })).toBeFocused()
})
