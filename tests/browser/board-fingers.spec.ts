import type { CDPSession, Page } from '@playwright/test'
import { CAST, expect, test } from '../support/browser.ts'
import { blankWall, middleOf, moreTools, off, type Point, thing, wall } from './board-hand-support.ts'

const note = { kind: 'note', partner: 'schools' } as const
const TWO = [
  { ...note, id: 'one', x: 0, y: 0, z: 'a1', words: 'One' },
  { ...note, id: 'two', x: 300, y: 0, z: 'a2', words: 'Two' },
]

/** Fingers on the glass, as the browser hears them: each goes from its first place to its last. */
async function fingers(session: CDPSession, ...ways: readonly (readonly Point[])[]): Promise<void> {
  const at = (step: number): Point[] =>
    ways.map((way) => {
      const leg = Math.min(Math.floor(step / STEPS), way.length - 2)
      const [from, to] = [way[leg]!, way[leg + 1]!]
      const part = step / STEPS - leg
      return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
    })
  const legs = Math.max(...ways.map((way) => way.length - 1))
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) })
  for (let step = 1; step <= legs * STEPS; step++)
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step) })
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}
const STEPS = 5

/** The same one by one; a finger is known by its number. */
const touch = (
  session: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  ...touchPoints: (Point & { id: number })[]
) => session.send('Input.dispatchTouchEvent', { type, touchPoints })

/** How large the wall is drawn, as the page says it. */
const zoom = async (page: Page): Promise<number> =>
  Number.parseInt((await page.locator('.zoom-bar').textContent())!.match(/\d+/)![0], 10)

test('fingers: two pinch and pan whatever tool is chosen, one draws, goes round things and puts them', async ({
  server,
  open,
}) => {
  const board = await blankWall(server, TWO)
  const page = await open(CAST['WL council'], { at: board.at, width: 1180, height: 820, touch: true })
  const session = await page.context().newCDPSession(page)
  await expect(thing(page, 'two')).toBeVisible()
  const ground = off(await middleOf(thing(page, 'one')), 150, 220)

  await test.step('a pinch zooms, and two fingers side by side move the view', async () => {
    const before = await zoom(page)
    await fingers(
      session,
      [off(ground, -40, 0), off(ground, -90, 0)],
      [off(ground, 40, 0), off(ground, 90, 0)],
    )
    await expect.poll(() => zoom(page)).toBeGreaterThan(before * 1.5)
    await fingers(
      session,
      [off(ground, -90, 0), off(ground, -40, 0)],
      [off(ground, 90, 0), off(ground, 40, 0)],
    )
    await expect.poll(() => zoom(page)).toBeLessThan(before * 1.2)
    const from = await middleOf(thing(page, 'one'))
    await fingers(
      session,
      [off(ground, -40, 0), off(ground, -40, -60)],
      [off(ground, 40, 0), off(ground, 40, -60)],
    )
    await expect.poll(async () => from.y - (await middleOf(thing(page, 'one'))).y).toBeGreaterThan(30)
    expect(board.place('one')).toEqual({ x: 0, y: 0 })
  })

  await test.step('a pinch whose fingers come down on notes moves none of them', async () => {
    const [one, two] = [await middleOf(thing(page, 'one')), await middleOf(thing(page, 'two'))]
    const before = await zoom(page)
    await fingers(session, [one, off(one, 100, 40)], [two, off(two, -100, 40)])
    await expect.poll(() => zoom(page)).toBeLessThan(before * 0.5)
    expect(['one', 'two'].map((id) => board.item(id)?.x)).toEqual([0, 300])
    await fingers(session, [off(one, 100, 40), one], [off(two, -100, 40), two])
    await expect.poll(() => zoom(page)).toBeGreaterThan(before * 0.9)
  })

  await test.step('of a pinch one finger is lifted: the other drags nothing', async () => {
    const [one, two] = [await middleOf(thing(page, 'one')), await middleOf(thing(page, 'two'))]
    const first = (dx: number, dy: number) => ({ ...off(one, dx, dy), id: 0 })
    const second = { ...two, id: 1 }
    await touch(session, 'touchStart', first(0, 0))
    await touch(session, 'touchStart', first(0, 0), second)
    await touch(session, 'touchMove', first(20, 0), second)
    await touch(session, 'touchEnd', second)
    await touch(session, 'touchMove', first(40, 60))
    await touch(session, 'touchMove', first(60, 90))
    await expect(wall(page)).not.toHaveClass(/is-holding/)
    await touch(session, 'touchEnd')
    // What is done next comes to the server after what was done here.
    await page.getByRole('button', { name: 'Sticky note' }).tap()
    await page.touchscreen.tap(ground.x, ground.y)
    await expect.poll(() => board.made('note').length).toBe(1)
    expect(board.place('one')).toEqual({ x: 0, y: 0 })
    await page.keyboard.press('Escape')
    await page.keyboard.press('Delete')
    await expect.poll(() => board.made('note').length).toBe(0)
  })

  await test.step('the pen draws with one finger; a second finger makes it a pinch, and nothing is drawn', async () => {
    await page.getByRole('button', { name: 'Pen', exact: true }).tap()
    await fingers(session, [ground, off(ground, 80, 30), off(ground, 160, 0)])
    await expect.poll(() => board.made('pen').length).toBe(1)
    expect(board.made('pen')[0]!.w).toBeGreaterThan(150) // the view did not go with the finger
    const before = await zoom(page)
    await fingers(
      session,
      [off(ground, -40, 60), off(ground, -90, 60)],
      [off(ground, 40, 60), off(ground, 90, 60)],
    )
    await expect.poll(() => zoom(page)).toBeGreaterThan(before * 1.3)
    await expect(page.locator('svg.draft')).toHaveCount(0)
    expect(board.made('pen')).toHaveLength(1)
  })

  await test.step('a tap puts a note, and the lasso goes round two', async () => {
    await page.getByRole('button', { name: 'Show the whole board' }).tap()
    const [one, two] = [await middleOf(thing(page, 'one')), await middleOf(thing(page, 'two'))]
    await page.getByRole('button', { name: 'Sticky note' }).tap()
    await page.touchscreen.tap(one.x, one.y + 220)
    await expect.poll(() => board.made('note').length).toBe(1)
    await page.keyboard.type('By finger')
    await expect(wall(page).getByRole('group', { name: /By finger/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await moreTools(page, 'Lasso L')
    const line = [off(one, -94, -80), off(two, 94, -80), off(two, 94, 80), off(one, -94, 80)]
    await fingers(session, [...line, line[0]!])
    await expect(wall(page).locator('[data-chosen=true]')).toHaveCount(2)
  })
})
