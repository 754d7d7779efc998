import { CAST, expect, test } from '../support/browser.ts'
import {
  blankWall,
  drag,
  middleOf,
  moreTools,
  off,
  take,
  thing,
  wall,
  withChosen,
} from './board-hand-support.ts'

const note = { kind: 'note', partner: 'schools' } as const
const THREE = [
  { ...note, id: 'one', x: 0, y: 0, z: 'a1', words: 'One' },
  { ...note, id: 'two', x: 300, y: 90, z: 'a2', words: 'Two' },
  { ...note, id: 'three', x: 640, y: 30, z: 'a3', words: 'Three' },
]

test('a hand on the wall: the next note by a handle, lines that draw, a copy with Alt, stamps, a frame, rows, the eraser', async ({
  server,
  open,
}) => {
  const board = await blankWall(server, THREE)
  const page = await open(CAST['WL council'], { at: board.at })
  await expect(thing(page, 'three')).toBeVisible()
  // At real size a px of the window is one of the board.
  await wall(page).focus()
  await page.keyboard.press('0')
  const lines = wall(page).locator('[data-line]')
  const [low] = [await middleOf(thing(page, 'one'))]

  await test.step('a press on a handle makes the next note there, joined and ready for words', async () => {
    await thing(page, 'three').click()
    await wall(page).locator('.side-handle[data-side=bottom]').click()
    await page.keyboard.type('Four')
    await page.keyboard.press('Escape')
    await expect.poll(() => board.made('note').length).toBe(1)
    await expect(lines).toHaveCount(1)
    const [four] = board.made('note')
    expect(four).toMatchObject({ x: 640, partner: 'council' })
    expect(four!.y).toBeGreaterThan(30 + 112)
    expect(board.made('connector')[0]).toMatchObject({
      from: { item: 'three', side: 'bottom' },
      to: { item: four!.id },
    })
    await page.keyboard.press('Control+z') // its words
    await page.keyboard.press('Control+z') // the note and its line are one step
    await expect.poll(() => board.items().length).toBe(3)
  })

  await test.step('what is moved is drawn level with its neighbour, and the line is seen; Alt holds that off', async () => {
    const from = await take(page, await middleOf(thing(page, 'two')))
    await page.mouse.move(from.x, from.y - 87, { steps: 6 })
    await expect(wall(page).locator('.guides line')).not.toHaveCount(0)
    await page.keyboard.down('Alt')
    await page.mouse.move(from.x, from.y - 86)
    await expect(wall(page).locator('.guides line')).toHaveCount(0)
    await page.keyboard.up('Alt')
    await page.mouse.move(from.x, from.y - 87)
    await page.mouse.up()
    await expect.poll(() => board.item('two')?.y).toBe(0)
    await expect(wall(page).locator('.guides line')).toHaveCount(0)
  })

  await test.step('Alt at the beginning of a drag moves a copy', async () => {
    const from = await middleOf(thing(page, 'two'))
    await page.keyboard.down('Alt')
    const hand = await take(page, from)
    await page.mouse.move(hand.x, hand.y + 200, { steps: 5 })
    await page.mouse.up()
    await page.keyboard.up('Alt')
    await expect.poll(() => board.made('note').length).toBe(1)
    expect(board.made('note')[0]).toMatchObject({ x: 300, y: 200, partner: 'schools' })
    expect(board.item('two')).toMatchObject({ x: 300, y: 0 })
    await page.keyboard.press('Delete')
    await expect.poll(() => board.made('note').length).toBe(0)
  })

  await test.step('a stamp is chosen and put, and Shift keeps it in hand', async () => {
    await moreTools(page, 'Stamp X')
    await page.getByRole('group', { name: 'Which stamp' }).getByRole('button', { name: 'Risk' }).click()
    await page.keyboard.down('Shift')
    await page.mouse.click(low.x, low.y + 260)
    await page.keyboard.up('Shift')
    await page.mouse.click(low.x + 160, low.y + 260)
    await expect
      .poll(() => board.made('stamp').map(({ stamp, partner }) => [stamp, partner]))
      .toEqual([
        ['risk', 'council'],
        ['risk', 'council'],
      ])
    await page.mouse.click(low.x + 320, low.y + 260)
    await expect(thing(page, board.made('stamp')[0]!.id)).toContainText('Risk')
    expect(board.made('stamp')).toHaveLength(2)
  })

  await test.step('several are lined up, and their gaps made equal', async () => {
    await thing(page, 'one').click()
    for (const id of ['two', 'three']) await thing(page, id).click({ modifiers: ['Shift'] })
    await withChosen(page, 'Align top edges')
    await expect.poll(() => ['one', 'two', 'three'].map((id) => board.item(id)?.y)).toEqual([0, 0, 0])
    await withChosen(page, 'Equal gaps across')
    await expect.poll(() => ['one', 'two', 'three'].map((id) => board.item(id)?.x)).toEqual([0, 320, 640])
    await withChosen(page, 'Align top edges')
    await expect(page.getByRole('status').filter({ hasText: 'They stand so already.' })).toHaveCount(1)
  })

  await test.step('a frame drawn round things takes them in, and they go along', async () => {
    await page.keyboard.press('Escape')
    const [one, two] = [await middleOf(thing(page, 'one')), await middleOf(thing(page, 'two'))]
    await page.getByRole('button', { name: 'Frame', exact: true }).click()
    await drag(page, off(one, -110, -110), off(two, 110, 90))
    await page.keyboard.type('Together')
    await page.keyboard.press('Escape')
    const frame = await expect
      .poll(() => board.made('frame')[0]?.id)
      .toBeTruthy()
      .then(() => board.made('frame')[0]!.id)
    expect(['one', 'two', 'three'].map((id) => board.item(id)?.parent)).toEqual([frame, frame, null])
    const name = await thing(page, frame).getByText('Together').boundingBox()
    const held = { x: name!.x + name!.width / 2, y: name!.y + name!.height / 2 }
    await drag(page, held, off(held, 0, 120))
    await expect.poll(() => board.place('one')?.y).toBeGreaterThan(60)
    expect(board.place('two')!.y).toBe(board.place('one')!.y)
    expect(board.place('three')).toEqual({ x: 640, y: 0 })
    // A copy of what stands in a frame stands in it too.
    await thing(page, 'one').click()
    await page.keyboard.press('Control+d')
    await expect.poll(() => board.made('note')[0]?.parent).toBe(frame)
  })

  await test.step('the map is drawn in the colours of the partners, and the view goes where it is pressed and dragged', async () => {
    const map = page.getByRole('img', { name: 'Map of the board' })
    await expect.poll(() => map.evaluate(pixelsOfSchools)).toBeGreaterThan(0)
    const box = (await map.boundingBox())!
    const across = (): Promise<number> =>
      wall(page)
        .locator('.react-flow__viewport')
        .evaluate((viewport) => new DOMMatrix(getComputedStyle(viewport).transform).e)
    const before = await across()
    await page.mouse.move(box.x + 4, box.y + box.height / 2)
    await page.mouse.down()
    await expect.poll(across).toBeGreaterThan(before + 100)
    await page.mouse.move(box.x + box.width - 4, box.y + box.height / 2, { steps: 3 })
    await expect.poll(across).toBeLessThan(before - 100)
    await page.mouse.up()
  })
})

/** Runs in the page: how much of a picture has the schools' colour. */
function pixelsOfSchools(map: SVGElement | HTMLElement): number {
  const { width, height } = map as HTMLCanvasElement
  const pen = (map as HTMLCanvasElement).getContext('2d')!
  pen.save()
  pen.fillStyle = getComputedStyle(map).getPropertyValue('--schools')
  const ink = Number.parseInt(pen.fillStyle.slice(1), 16)
  pen.restore()
  const { data } = pen.getImageData(0, 0, width, height)
  let found = 0
  for (let n = 0; n < data.length; n += 4)
    if (ink === data[n]! * 65_536 + data[n + 1]! * 256 + data[n + 2]!) found += 1
  return found
}
