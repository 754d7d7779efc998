import type { Locator, Page } from '@playwright/test'
import { routes } from '../../shared/api/routes.ts'
import { accessible, CAST, expect, section, test } from '../support/browser.ts'
import { became, CASES, choose, fromWall, line, list, next } from './board-support.ts'

const W = { workspace: 'surrey-demo' }

/** Goes on with Tab, as somebody without a mouse does, until this is reached. */
async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let n = 0; n < 120; n++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`Tab does not reach ${await target.evaluate((element) => element.outerHTML.slice(0, 200))}`)
}

/** Chooses from a menu with the arrow keys; the focus is on its button. */
async function chooseByKeys(page: Page, item: string): Promise<void> {
  await page.keyboard.press('Enter')
  const target = page.getByRole('menuitem', { name: item, exact: true })
  await expect(target).toBeVisible()
  for (let n = 0; n < 30; n++) {
    if (await target.evaluate((element) => element === document.activeElement)) break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
}

test('the whole workshop by keyboard, in the list alone', async ({ open, server }) => {
  test.slow()
  const { call } = await server.signIn(CAST.NL)
  const id = 'wall-by-keyboard'
  const made = { id, title: 'By keyboard', theme: '4', template: 'theme wall', columns: null }
  expect((await call(routes.makeBoard, { params: W, body: made })).status).toBe(200)
  const page = await open(CAST.NL, { at: `boards/${id}` })
  const other = await open(CAST.PP1, { at: `boards/${id}` })
  const acts = (words: string): Locator => line(page, words).getByRole('button', { name: /^Actions for/ })
  await expect(list(page).getByRole('heading', { name: 'As a list, 3 things' })).toBeVisible()
  await accessible(page)

  await test.step('write, and reveal', async () => {
    await tabTo(page, next(page, 'Begin: write privately'))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('textbox', { name: 'Your note' }))
    await page.keyboard.type('Waiting is the gap.')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Waiting is the gap.')).toBeVisible()
    await tabTo(page, next(page, 'Reveal 1 note'), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('alertdialog').getByRole('button', { name: 'Reveal 1 note' }))
    await page.keyboard.press('Enter')
    await expect(line(page, 'Waiting is the gap.')).toBeVisible()
  })

  await test.step('a note is added and written live; focus stays while others change the list', async () => {
    await tabTo(page, list(page).getByRole('button', { name: /^Add a note to indicating/ }))
    await page.keyboard.press('Enter')
    await page.keyboard.type('One form for all.')
    await expect(line(other, 'One form for all.')).toBeVisible()
    await page.keyboard.press('Escape')
    const words = line(page, 'One form for all.').getByRole('button', {
      name: 'One form for all.',
      exact: true,
    })
    await expect(words).toBeFocused()
    await choose(other, 'One form for all.', 'Move it to…')
    const where = other.getByRole('dialog', { name: /^Move/ })
    await where
      .getByRole('button', { name: /^To|Column: indicating/ })
      .first()
      .click()
    await other.getByRole('option', { name: /^Column: of special/ }).click()
    await where.getByRole('button', { name: 'Move it there' }).click()
    await expect(
      list(page)
        .getByRole('region', { name: /^of special/ })
        .getByRole('listitem'),
    ).toContainText('One form for all.')
    await expect(words).toBeFocused()
  })

  await test.step('moved, clustered, connected, taken off and brought back', async () => {
    await tabTo(page, acts('One form for all.'))
    await chooseByKeys(page, 'Put it in a cluster…')
    const dialog = page.getByRole('dialog', { name: /^Put/ })
    await accessible(page, '.dialog')
    await tabTo(page, dialog.getByRole('textbox', { name: 'Its name' }))
    await page.keyboard.type('One way in')
    await tabTo(page, dialog.getByRole('button', { name: 'Put it there' }))
    await page.keyboard.press('Enter')
    await expect(list(other).getByRole('heading', { name: 'One way in' })).toBeVisible()
    await tabTo(page, acts('Waiting is the gap.'), 'Shift+Tab')
    await chooseByKeys(page, 'Connect it to…')
    const connect = page.getByRole('dialog', { name: /^Connect/ })
    await tabTo(page, connect.getByRole('button', { name: /Choose what it leads to/ }))
    await page.keyboard.press('Enter')
    await page.keyboard.type('Note: One')
    await page.keyboard.press('Enter')
    await tabTo(page, connect.getByRole('button', { name: 'Connect them' }))
    await page.keyboard.press('Enter')
    await expect(line(other, 'from “Waiting is the gap.” to “One form for all.”')).toBeVisible()
    await tabTo(page, line(page, 'from “Waiting').getByRole('button', { name: /^Actions for/ }))
    await chooseByKeys(page, 'Take it off the board')
    await expect(line(other, 'from “Waiting')).toHaveCount(0)
  })

  await test.step('voted and shown', async () => {
    for (const name of ['Go on to Group', 'Start the vote']) {
      await tabTo(page, next(page, name), 'Shift+Tab')
      await page.keyboard.press('Enter')
    }
    // On the wall: Enter presses the button one has just clicked, and opens no words.
    await other
      .locator('.stage')
      .getByRole('button', { name: 'Give a vote to “Waiting is the gap.”' })
      .click()
    await other.keyboard.press('Enter')
    await expect(other.getByRole('heading', { name: '1 vote left' })).toBeVisible()
    await tabTo(page, line(page, 'Waiting is the gap.').getByRole('button', { name: /^Give a vote/ }))
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: '1 vote left' })).toBeVisible()
    await tabTo(page, next(page, 'Show the result'), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(line(other, 'Waiting is the gap.')).toContainText('4 votes')
    await expect(page.getByText(/2 people voted\. No partner is shown apart/)).toBeVisible()
    await accessible(page)
  })

  await test.step('sent to the narrative, and read there by another', async () => {
    await other.goto(`${server.url}/w/surrey-demo/themes/4`)
    await tabTo(page, acts('One form for all.'))
    await chooseByKeys(page, 'Send it…')
    const dialog = page.getByRole('dialog', { name: 'Send from the wall' })
    await tabTo(page, dialog.getByRole('button', { name: /Section$/ }))
    await page.keyboard.press('Enter')
    await page.keyboard.type(`4.0 ${CASES}`)
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('button', { name: /Section$/ })).toContainText(CASES)
    await tabTo(page, dialog.getByRole('button', { name: 'Send as a paragraph' }))
    await page.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(acts('One form for all.')).toBeFocused()
    await expect(section(other, CASES)).toContainText('One form for all.')
    await expect(fromWall(other)).toHaveText('One note came here from a wall')
    await tabTo(page, became(page, 'One form for all.'), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(section(page, CASES)).toContainText('One form for all.')
  })
})
