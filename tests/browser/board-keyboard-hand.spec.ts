import type { Page } from '@playwright/test'
import { accessible, CAST, expect, test } from '../support/browser.ts'
import { blankWall, drag, middleOf, moreTools, off, thing, wall, withChosen } from './board-hand-support.ts'
import { line } from './board-support.ts'

const note = { kind: 'note', partner: 'schools' } as const
const THINGS = [
  { ...note, id: 'one', x: 0, y: 0, z: 'a1', words: 'One' },
  { ...note, id: 'two', x: 300, y: 0, z: 'a2', words: 'Two' },
  { ...note, id: 'far', x: 900_000, y: -400_000, z: 'a3', words: 'Far away' },
  {
    id: 'line',
    kind: 'connector',
    x: 0,
    y: 0,
    z: 'a4',
    from: { item: 'one', side: null },
    to: { item: 'two', side: null },
  },
] as const

const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-thing') ?? null)

test('Space, a connector by keyboard, what has gone astray, a pen that is pressed, and the eraser', async ({
  server,
  open,
}) => {
  const board = await blankWall(server, THINGS)
  const page = await open(CAST['WL council'], { at: board.at })
  const said = (words: string | RegExp) => page.getByRole('status').filter({ hasText: words })
  await expect(thing(page, 'two')).toBeVisible()

  await test.step('with Space held the pointer moves the view, over a thing and with any tool', async () => {
    await thing(page, 'one').focus()
    const from = await middleOf(thing(page, 'two'))
    await page.keyboard.down('Space')
    await page.keyboard.down('Space') // as a key that is held down repeats itself
    await drag(page, from, off(from, 0, 100))
    await page.keyboard.up('Space')
    await expect.poll(async () => (await middleOf(thing(page, 'two'))).y - from.y).toBeGreaterThan(60)
    expect(board.place('two')).toEqual({ x: 300, y: 0 })
    await expect(wall(page)).not.toHaveClass(/is-holding/)
    await wall(page).focus()
    await page.keyboard.press('p')
    await page.keyboard.down('Space')
    await drag(page, off(from, 0, 100), off(from, 0, 40))
    await page.keyboard.up('Space')
    await page.keyboard.press('Escape')
    expect(board.made('pen')).toEqual([])
  })

  await test.step('what keys carry stays in hand while the view moves', async () => {
    await thing(page, 'one').focus()
    await page.keyboard.press('Space')
    await expect(said('Picked up')).toHaveCount(1)
    await page.keyboard.press('Shift+ArrowDown')
    const ground = off(await middleOf(thing(page, 'two')), 0, 200)
    await page.keyboard.down('Space')
    await drag(page, ground, off(ground, 0, -60))
    await page.keyboard.up('Space')
    await page.keyboard.press('ArrowDown')
    expect(board.place('one')).toEqual({ x: 0, y: 0 })
    await page.keyboard.press('Space')
    await expect.poll(() => board.place('one')).toEqual({ x: 0, y: 50 })
    // Another act puts it down first.
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Control+d')
    await expect.poll(() => board.made('note').length).toBe(1)
    expect(board.place('one')).toEqual({ x: 0, y: 40 })
    await page.keyboard.press('Delete')
    await expect.poll(() => board.made('note').length).toBe(0)
  })

  await test.step('arrows come to a connector: it is named, written in, and goes', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Home')
    for (let steps = 0; steps < 4 && (await focused(page)) !== 'line'; steps++)
      await page.keyboard.press('ArrowDown')
    const spot = wall(page).getByRole('group', { name: /^Connector from “One” to “Two”/ })
    await expect(spot).toBeFocused()
    await page.keyboard.press('Space')
    await expect(said('A connector goes where the things it joins go.')).toHaveCount(1)
    await page.keyboard.press('Enter')
    await page.keyboard.type('leads to')
    await page.keyboard.press('Escape')
    await expect(wall(page).getByRole('group', { name: /“Two”: leads to/ })).toBeFocused()
    await accessible(page, '.wall')
    await page.keyboard.press('Delete')
    await expect.poll(() => board.item('line')).toBeUndefined()
  })

  await test.step('what stands absurdly far away is moved back to the others', async () => {
    await line(page, 'Far away').locator('.bl-words').click()
    await expect(thing(page, 'far')).toBeInViewport()
    await withChosen(page, 'Move it back to the others')
    await expect.poll(() => board.place('far')).toEqual({ x: 0, y: 176 })
    await expect(thing(page, 'far')).toBeInViewport()
    await expect(thing(page, 'two')).toBeInViewport()
  })

  await test.step('the pen is as wide as it is pressed; the eraser takes the stroke it touches', async () => {
    await wall(page).focus()
    await page.keyboard.press('p')
    const { x, y } = off(await middleOf(thing(page, 'two')), 0, 180)
    const session = await page.context().newCDPSession(page)
    const pen = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', dx: number, force: number) =>
      session.send('Input.dispatchMouseEvent', {
        type,
        x: x + dx,
        y: y + dx / 2,
        force,
        pointerType: 'pen',
        button: 'left',
        buttons: type === 'mouseReleased' ? 0 : 1,
        clickCount: 1,
      })
    await pen('mousePressed', 0, 0.2)
    for (let n = 1; n <= 8; n++) await pen('mouseMoved', n * 15, 0.2 + n * 0.08 + (n % 2) / 20)
    await pen('mouseReleased', 120, 0)
    await expect.poll(() => board.made('pen').length).toBe(1)
    const [stroke] = board.made('pen')
    const pressed = stroke!.points.filter((_, n) => n % 3 === 2)
    expect(pressed[0]).toBeCloseTo(0.2, 1)
    expect(pressed.at(-1)).toBeCloseTo(0.84, 1)
    await drag(page, { x, y: y + 120 }, { x: x + 120, y: y + 120 })
    await expect.poll(() => board.made('pen').length).toBe(2)
    await moreTools(page, 'Eraser E')
    await drag(page, { x: x + 60, y: y + 150 }, { x: x + 60, y: y + 100 })
    await expect.poll(() => board.made('pen').map(({ id }) => id)).toEqual([stroke!.id])
  })
})
