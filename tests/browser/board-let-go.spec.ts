import type { Locator } from '@playwright/test'
import { changeItems, show } from '../../shared/board/edit.ts'
import { change } from '../server/records/board.ts'
import { CAST, expect, test } from '../support/browser.ts'
import { list } from './board-support.ts'
import { blankWall, drag, middleOf, off, take, thing, wall } from './board-hand-support.ts'

const note = { kind: 'note', partner: 'schools' } as const
const THINGS = [
  { ...note, id: 'one', x: 0, y: 0, z: 'a1', words: 'One' },
  { ...note, id: 'two', x: 300, y: 0, z: 'a2', words: 'Two' },
  { ...note, id: 'three', x: 600, y: 0, z: 'a3', words: 'Three' },
]

test('a hand lets go of what is taken away, locked or left while it holds it', async ({ server, open }) => {
  const board = await blankWall(server, THINGS)
  const page = await open(CAST['WL council'], { at: board.at })
  const said = (words: string | RegExp) => page.getByRole('status').filter({ hasText: words })
  const lock = (id: string, locked: boolean) => changeItems(board.doc, new Map([[id, { locked }]]))
  await expect(thing(page, 'three')).toBeVisible()
  await wall(page).focus()
  await page.keyboard.press('0')

  await test.step('another takes away, or locks, what is dragged', async () => {
    const two = await middleOf(thing(page, 'two'))
    const hand = await take(page, two)
    await page.mouse.move(hand.x, hand.y + 200, { steps: 3 })
    await expect(wall(page)).toHaveClass(/is-holding/)
    show(board.doc, ['two'], false)
    await expect(wall(page)).not.toHaveClass(/is-holding/)
    await expect(said('Somebody took it away or locked it meanwhile.')).toHaveCount(1)
    await page.mouse.up()
    show(board.doc, ['two'], true)
    await expect(thing(page, 'two')).toBeVisible()

    const again = await take(page, two)
    await page.mouse.move(again.x, again.y + 200, { steps: 3 })
    lock('two', true)
    await expect(wall(page)).not.toHaveClass(/is-holding/)
    await page.mouse.move(again.x, again.y + 240)
    await page.mouse.up()
    lock('two', false)
    await expect(thing(page, 'two')).not.toHaveClass(/is-locked/)
    expect(board.place('two')).toEqual({ x: 300, y: 0 })
  })

  await test.step('what is pulled at its corner is left by Escape, and has its size again', async () => {
    await thing(page, 'one').click()
    const before = await thing(page, 'one').boundingBox()
    const corner = await middleOf(thing(page, 'one').locator('.handle.is-bottom-right'))
    await page.mouse.move(corner.x, corner.y)
    await page.mouse.down()
    await page.mouse.move(corner.x + 80, corner.y + 60, { steps: 3 })
    await expect
      .poll(async () => (await thing(page, 'one').boundingBox())!.width)
      .toBeGreaterThan(before!.width)
    await page.keyboard.press('Escape')
    await expect.poll(() => thing(page, 'one').boundingBox()).toEqual(before)
    await page.mouse.up()
  })

  await test.step('a handle joins the thing it stands at, also when another was selected before; Escape leaves the line', async () => {
    await thing(page, 'one').click()
    await expect(wall(page).locator('.side-handle')).toHaveCount(4)
    await thing(page, 'two').click()
    const from = await middleOf(wall(page).locator('.side-handle[data-side=bottom]'))
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x, from.y + 90, { steps: 3 })
    await expect(wall(page).locator('svg.draft.lines path')).not.toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(wall(page).locator('svg.draft.lines')).toHaveCount(0)
    await page.mouse.up()
    await thing(page, 'one').click()
    await thing(page, 'two').click()
    await drag(page, from, off(from, 0, 40), await middleOf(thing(page, 'three')))
    await expect
      .poll(() => board.made('connector').map((line) => line.from))
      .toEqual([{ item: 'two', side: 'bottom' }])
  })

  await test.step('the board is locked while keys carry: it goes back, and one is told why', async () => {
    await thing(page, 'one').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await expect(wall(page)).toHaveClass(/is-holding/)
    const facilitator = await server.signIn(CAST.NL)
    await change(facilitator, board.id, { locked: true })
    await expect(said('locked this board')).not.toHaveCount(0)
    await expect(wall(page)).not.toHaveClass(/is-holding/)
    await change(facilitator, board.id, { locked: false })
    await expect(page.locator('.board-why')).toHaveCount(0)
  })

  await test.step('what one writes in is locked: the words are left, and the keyboard stays at the thing', async () => {
    await thing(page, 'one').dblclick()
    await page.keyboard.type(' more')
    await expect(thing(page, 'one').getByRole('textbox')).toBeFocused()
    lock('one', true)
    await expect(thing(page, 'one').getByRole('textbox')).toHaveCount(0)
    await expect(thing(page, 'one')).toBeFocused()
    const twoListed = list(page).locator('[data-line=two]')
    await twoListed.locator('.bl-words').press('F2')
    await expect(twoListed.getByRole('textbox')).toBeFocused()
    lock('two', true)
    await expect(twoListed.locator('.bl-words')).toBeFocused()
    lock('two', false)
    expect(board.place('one')).toEqual({ x: 0, y: 0 })
  })

  await test.step('a double press on the line below the selected one is on that line twice', async () => {
    const [two, three] = ['two', 'three'].map((id) => list(page).locator(`[data-line=${id}]`)) as [
      Locator,
      Locator,
    ]
    await two.locator('.bl-words').click()
    await expect(two.getByRole('button', { name: 'Send to a narrative' })).toBeVisible()
    await three.locator('.bl-words').dblclick()
    await expect(three.getByRole('textbox')).toBeFocused()
    await expect(two.getByRole('button', { name: 'Send to a narrative' })).toHaveCount(0)
  })
})
