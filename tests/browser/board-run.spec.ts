import type { Page } from '@playwright/test'
import { routes } from '../../shared/api/routes.ts'
import { addItems } from '../../shared/board/edit.ts'
import { readItems } from '../../shared/board/items.ts'
import { CAST, expect, test } from '../support/browser.ts'
import { inRoom } from '../server/records/board.ts'

const thing = (page: Page, id: string) => page.locator(`[data-thing="${id}"]`)

test('who only reads cannot move a note; size, group and order are undone; F6, an absurd place, steps planned for all', async ({
  server,
  open,
}) => {
  test.slow()
  const { call } = await server.signIn(CAST.NL)
  const id = 'wall-to-run'
  const body = { id, title: 'A wall to run', theme: '4', template: 'blank' }
  expect((await call(routes.makeBoard, { body })).status).toBe(200)
  const { doc, stop } = await inRoom(server, id)
  const note = { kind: 'note', y: 40, partner: 'schools' } as const
  addItems(doc, [
    { ...note, id: 'one', x: 40, z: 'a1', words: 'One' },
    { ...note, id: 'two', x: 340, z: 'a2', words: 'Two' },
  ])
  const item = (which: string) => readItems(doc).find((one) => one.id === which)!
  const at = `boards/${id}`
  const [nl, wl, sp] = await Promise.all([
    open(CAST.NL, { at }),
    open(CAST['WL council'], { at }),
    open({ role: 'SP', partner: 'council' }, { at }),
  ])
  for (const page of [nl, wl, sp]) await expect(thing(page, 'two')).toBeVisible()
  const facilitate = async (does: string | RegExp): Promise<void> => {
    await nl.getByRole('button', { name: 'Facilitate' }).click()
    await nl.getByRole('menuitem', { name: does }).click()
  }

  await test.step('who only reads is told so, and no drag moves a note', async () => {
    await expect(sp.locator('.board-why')).toBeVisible()
    const before = item('one')
    await thing(sp, 'one').dragTo(sp.locator('.dots'), { targetPosition: { x: 300, y: 400 }, force: true })
    await sp.keyboard.press('Delete')
    await thing(nl, 'two').click()
    await nl.keyboard.press('Control+d')
    await expect.poll(() => readItems(doc).length).toBe(3)
    expect(item('one')).toEqual(before)
    await nl.keyboard.press('Control+z')
    await expect.poll(() => readItems(doc).length).toBe(2)
  })

  await test.step('size, group, order: each is undone', async () => {
    await thing(wl, 'one').click()
    const handle = (await wl.locator('.handle.is-bottom-right').boundingBox())!
    const size = item('one').w
    await wl.mouse.move(handle.x + 2, handle.y + 2)
    await wl.mouse.down()
    await wl.mouse.move(handle.x + 80, handle.y + 60, { steps: 4 })
    await wl.mouse.up()
    await expect.poll(() => item('one').w).toBeGreaterThan(size + 30)
    await wl.keyboard.press('Control+z')
    await expect.poll(() => item('one').w).toBe(size)
    await wl.keyboard.press('Control+a')
    await wl.keyboard.press('Control+g')
    await expect.poll(() => item('one').group).not.toBeNull()
    expect(item('two').group).toBe(item('one').group)
    await wl.keyboard.press('Control+z')
    await expect.poll(() => item('one').group).toBeNull()
    await wl.keyboard.press('Escape')
    await thing(wl, 'one').click()
    await wl.keyboard.press(']')
    await expect.poll(() => item('one').z > item('two').z).toBe(true)
    await wl.keyboard.press('Control+z')
    await expect.poll(() => item('one').z < item('two').z).toBe(true)
  })

  await test.step('F6 goes to the list', async () => {
    await wl.keyboard.press('F6')
    await expect(wl.locator('#board-list')).toBeFocused()
  })

  await test.step('what lies at an absurd place is found, and everybody is brought back into view', async () => {
    addItems(doc, [{ ...note, id: 'far', x: 900_000, y: -400_000, z: 'a3', words: 'Far away' }])
    stop()
    await wl.locator('[data-line="far"] .bl-words').click()
    await expect(thing(wl, 'far')).toBeInViewport()
    await thing(wl, 'far').focus()
    await wl.keyboard.press('Delete')
    await wl.getByRole('button', { name: 'Bring back into view' }).click()
    await expect(thing(wl, 'one')).toBeInViewport()
  })

  await test.step('the steps are planned, and everybody sees them', async () => {
    await facilitate('Plan the steps…')
    const plan = nl.getByRole('dialog', { name: 'Steps of the workshop' })
    await plan.getByRole('button', { name: 'Add a step' }).click()
    const last = plan.getByRole('listitem').last()
    await last.getByLabel('Step', { exact: true }).fill('Say what surprised you')
    await last.getByLabel('Minutes').fill('7')
    await plan.getByRole('button', { name: 'Keep these steps' }).click()
    await expect(plan).toHaveCount(0)
    await expect(wl.getByRole('region', { name: 'Steps of the workshop' })).toContainText(
      'Say what surprised you',
    )
  })
})
