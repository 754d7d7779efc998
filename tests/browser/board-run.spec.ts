import type { Page } from '@playwright/test'
import { routes } from '../../shared/api/routes.ts'
import { addItems } from '../../shared/board/edit.ts'
import { readItems } from '../../shared/board/items.ts'
import { accessible, CAST, expect, test } from '../support/browser.ts'
import { inRoom } from '../server/records/board.ts'
import { choose, fromMenu, line, list, next } from './board-support.ts'

const SP = { role: 'SP', partner: 'council' } as const

const thing = (page: Page, id: string) => page.locator(`[data-thing="${id}"]`)

/** Where a page sees a thing, and how large: px of the window. */
const seenAt = (page: Page, id: string) =>
  thing(page, id)
    .boundingBox()
    .then((box) => box && [box.x, box.y, box.width].map(Math.round).join(' '))

async function timersSay(pages: readonly Page[], words: RegExp): Promise<void> {
  for (const page of pages) await expect(page.getByRole('timer')).toHaveAccessibleName(words)
}

const PEOPLE = /^People on the board/

test('a workshop is run: who only reads, steps and their promise, timer, calling, following, projecting, lock, handing over', async ({
  server,
  open,
}) => {
  test.slow()
  const { call, person } = await server.signIn(CAST.NL)
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
    open(SP, { at }),
  ])
  const all = [nl, wl, sp]
  for (const page of all) await expect(thing(page, 'two')).toBeVisible()
  const facilitate = (does: string): Promise<void> => fromMenu(nl, 'Facilitate', does)

  await test.step('who only reads is told so, and no drag moves a note', async () => {
    await expect(sp.locator('.board-why')).toBeVisible()
    const before = item('one')
    await thing(sp, 'one').dragTo(sp.locator('.dots'), { targetPosition: { x: 300, y: 400 }, force: true })
    await sp.keyboard.press('Delete')
    await thing(nl, 'two').click()
    await nl.keyboard.press('Control+d')
    await expect.poll(() => readItems(doc).length).toBe(3)
    expect(item('one')).toEqual(before)
    // From afar the picture has what they tried to move as well: it is not in their hand.
    for (let far = 0; far < 6; far++) await sp.getByRole('application').press('-')
    await expect(sp.locator('.far-picture')).toHaveCSS('width', '492px')
    await sp.keyboard.press('1')
    await nl.keyboard.press('Control+z')
    await expect.poll(() => readItems(doc).length).toBe(2)
  })

  await test.step('who has not spoken is said, until one does', async () => {
    const silent = list(sp).getByRole('region', { name: 'Not heard from yet' })
    await expect(silent).toContainText('Council')
    await expect(silent).not.toContainText('Schools')
    await wl.getByRole('application').press('n')
    await wl.keyboard.press('Escape')
    await expect(silent).not.toContainText('Council')
    await wl.keyboard.press('Control+z')
    await expect(silent).toContainText('Council')
  })

  await test.step('F6 goes to the list', async () => {
    await wl.keyboard.press('F6')
    await expect(wl.locator('#board-list')).toBeFocused()
  })

  await test.step('what lies at an absurd place is found, and everybody is brought back into view', async () => {
    addItems(doc, [{ ...note, id: 'far', x: 900_000, y: -400_000, z: 'a3', words: 'Far away' }])
    await wl.locator('[data-line="far"] .bl-words').click()
    await expect(thing(wl, 'far')).toBeInViewport()
    await thing(wl, 'far').focus()
    await wl.keyboard.press('Delete')
    await wl.getByRole('button', { name: 'Bring back into view' }).click()
    await expect(thing(wl, 'one')).toBeInViewport()
  })

  /** Opens the plan and chooses what is told of who wrote. */
  const planWriters = async (words: string): Promise<void> => {
    const plan = nl.getByRole('dialog', { name: 'Steps of the workshop' })
    await plan.getByRole('button', { name: /When the notes are shown$/ }).click()
    await nl.getByRole('option', { name: words }).click()
    await plan.getByRole('button', { name: 'Keep these steps' }).click()
    await expect(plan).toHaveCount(0)
  }
  await test.step('a step is planned, everybody sees it, and it sets up its time and its round', async () => {
    await facilitate('Plan the steps…')
    const plan = nl.getByRole('dialog', { name: 'Steps of the workshop' })
    await plan.getByRole('button', { name: 'Add a step' }).click()
    await plan.getByLabel('Step', { exact: true }).fill('Say what surprised you')
    await plan.getByLabel('Minutes').fill('7')
    await plan.getByRole('button', { name: /What it does$/ }).click()
    await nl.getByRole('option', { name: 'Write privately' }).click()
    await planWriters('Nobody is told who wrote what')
    await expect(wl.getByRole('region', { name: 'Steps of the workshop' })).toContainText(
      'Say what surprised you',
    )
    await next(nl, 'Begin: write privately').click()
    await timersSay(all, /^(7 minutes|6 minutes \d+ seconds?), left to write$/)
  })

  await test.step('what is promised about names stays promised, whatever is planned later', async () => {
    const mine = wl.getByRole('region', { name: 'Write for yourself' })
    await expect(mine).toContainText('in mixed order, with no name')
    // Words begun outlive a reload.
    await mine.getByRole('textbox', { name: 'Your note' }).fill('That it took a year')
    await wl.reload()
    await expect(mine.getByRole('textbox', { name: 'Your note' })).toHaveValue('That it took a year')
    await mine.getByRole('button', { name: 'Keep this note' }).click()
    await expect(mine.getByRole('heading', { name: 'Your note' })).toBeVisible()
    await facilitate('Plan the steps…')
    await planWriters('The partner is shown, and the history tells who wrote each note')
    await nl.getByRole('button', { name: 'Facilitate' }).click()
    await expect(nl.getByRole('menuitem', { name: 'Start private writing…' })).toHaveCount(0)
    await nl.keyboard.press('Escape')
    await expect(mine).toContainText('in mixed order, with no name')
    // A note that waits on the device until its round is over.
    await wl.context().setOffline(true)
    await mine.getByRole('textbox', { name: 'Your note' }).fill('Nobody rang back')
    await mine.getByRole('button', { name: 'Keep this note' }).click()
    await expect(mine).toContainText('Waits on this device')
    await next(nl, 'Reveal 1 note').click()
    const sure = nl.getByRole('alertdialog')
    await expect(sure).toContainText('Nobody is told who wrote what.')
    await sure.getByRole('button', { name: 'Reveal 1 note' }).click()
    await expect(line(sp, 'That it took a year')).toBeVisible()
    const shown = readItems(doc).find(({ kind, partner }) => kind === 'note' && partner === null)
    expect(shown).toMatchObject({ author: null, partner: null })
    await wl.context().setOffline(false)
    const late = wl.getByRole('status', { name: 'Not on the board: a note that came too late' })
    await expect(late).toContainText('had been shown before yours came')
    await accessible(wl, '.bd-private')
    await late.getByRole('button', { name: 'Put it on the board under your name' }).click()
    await expect(line(sp, 'Nobody rang back')).toContainText('Council')
    await expect(late).toHaveCount(0)
  })

  await test.step('the timer is everyone’s: halted, gone on with, over', async () => {
    await fromMenu(nl, 'Change the timer', 'Halt it')
    await timersSay(all, /left, halted$/)
    await fromMenu(nl, 'Change the timer', 'Go on with it')
    await timersSay(all, /left to write$/)
    // Its last second.
    const { ledger } = server.running
    const over = JSON.stringify({ state: 'running', endsAt: Date.now() + 1_000, of: 420_000 })
    await ledger.db.updateTable('board').set({ timer: over }).where('id', '=', id).execute()
    await facilitate('Lock it for everyone else')
    await timersSay(all, /^no time, time is up$/)
  })

  await test.step('locked for everyone but who runs it, and opened again', async () => {
    await expect(wl.locator('.board-why')).toContainText('locked this board')
    // The lock is on moving things: one votes as before.
    await facilitate('Start a vote…')
    const asks = nl.getByRole('dialog', { name: 'Start a vote' })
    await asks.getByRole('button', { name: 'Start the vote' }).click()
    await line(wl, 'Two')
      .getByRole('button', { name: /^Give a vote/ })
      .click()
    await expect(wl.getByRole('heading', { name: '2 votes left' })).toBeVisible()
    await choose(wl, 'Two', 'Give it a vote')
    await expect(wl.getByRole('heading', { name: '1 vote left' })).toBeVisible()
    await facilitate('Show the result of the vote')
    await expect(line(sp, 'Two')).toContainText('2 votes')
    await facilitate('Unlock it for everyone')
    await expect(wl.locator('.board-why')).toHaveCount(0)
  })

  await test.step('all are brought to a place, and one goes back', async () => {
    await nl.getByRole('application').press('-')
    const mine = await seenAt(sp, 'one')
    await facilitate('Bring everyone here')
    for (const page of [wl, sp]) await expect(page.getByText(/has called everyone here/)).toBeVisible()
    await expect.poll(() => seenAt(sp, 'one')).not.toBe(mine)
    await sp.getByRole('button', { name: 'Go back' }).click()
    await expect.poll(() => seenAt(sp, 'one')).toBe(mine)
    await wl.getByRole('button', { name: 'Stay here' }).click()
    // Where only the list is shown one is told, and goes when one will.
    await sp.setViewportSize({ width: 360, height: 740 })
    await facilitate('Bring everyone here')
    await accessible(sp, '.bd-called')
    await sp.getByRole('button', { name: 'Go there' }).click()
    await expect(thing(sp, 'one')).toBeInViewport()
    await sp.setViewportSize({ width: 1280, height: 900 })
    await wl.getByRole('button', { name: 'Stay here' }).click()
  })

  await test.step('one sees what another sees, until one moves; and hides pointers', async () => {
    await fromMenu(wl, PEOPLE, `${person.name}, Council`)
    const along = wl.locator('.going-along')
    await expect(along).toContainText(`You see what ${person.name} sees`)
    const before = await seenAt(wl, 'one')
    await nl.getByRole('application').press('-')
    await expect.poll(() => seenAt(wl, 'one')).not.toBe(before)
    await wl.getByRole('application').press('0')
    await expect(along).toHaveCount(0)

    const pointers = wl.locator('.pointers')
    const { x, y } = (await thing(nl, 'one').boundingBox())!
    await nl.mouse.move(x + 20, y + 20)
    await expect(pointers).toHaveAttribute('data-shown', '1')
    await fromMenu(wl, PEOPLE, 'Hide the others’ pointers')
    await expect(pointers).toHaveCount(0)
  })

  await test.step('projected: the step, the time and what the facilitator sees, and nothing to change', async () => {
    await wl.goto(`${server.url}/w/surrey-demo/${at}/show`)
    await expect(wl.locator('.board-show-step')).toHaveText('Say what surprised you')
    await expect(wl.getByRole('timer')).toBeVisible()
    const before = await seenAt(wl, 'one')
    await nl.getByRole('application').press('1')
    await expect.poll(() => seenAt(wl, 'one')).not.toBe(before)
    const things = readItems(doc)
    await expect(wl.getByRole('toolbar')).toHaveCount(0)
    await thing(wl, 'one').click()
    for (const key of ['Delete', 'n', 'Enter', 'x']) await wl.keyboard.press(key)
    await wl.locator('.react-flow__pane').dblclick({ position: { x: 300, y: 500 } })
    await expect(wl.locator('.ProseMirror')).toHaveCount(0)
    await wl.keyboard.press('Escape')
    await expect(thing(wl, 'one')).toBeVisible()
    await expect(wl).toHaveURL(new RegExp(`${at}$`))
    expect(readItems(doc)).toEqual(things)
  })

  await test.step('handed over; whoever is followed leaves, and that is said', async () => {
    await fromMenu(wl, PEOPLE, `${person.name}, Council`)
    await expect(wl.getByRole('button', { name: 'Facilitate' })).toHaveCount(0)
    await facilitate('Hand over to…')
    const hand = nl.getByRole('dialog', { name: 'Hand over the workshop' })
    await hand.getByRole('button', { name: /Who facilitates$/ }).click()
    const { person: to } = await server.signIn(CAST['WL council'])
    await nl.getByRole('option', { name: `${to.name}, Council` }).click()
    await hand.getByRole('button', { name: 'Hand it over' }).click()
    await expect(wl.getByRole('button', { name: 'Facilitate' })).toBeVisible()
    await nl.goto(`${server.url}/w/surrey-demo`)
    await expect(wl.locator('.going-along')).toContainText(`${person.name} is no longer here`)
  })
  stop()
})
