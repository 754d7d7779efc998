import type { Locator, Page } from '@playwright/test'
import { routes } from '../../shared/api/routes.ts'
import { accessible, CAST, expect, fits, picture, saved, section, select, test } from '../support/browser.ts'
import type { TestServer } from '../support/test-server.ts'

const W = { workspace: 'surrey-demo' }
const SC = { role: 'WL', partner: 'schools' } as const
const PROVIDER = { role: 'WL', partner: 'providers' } as const
const NOTES = {
  nl: 'SEN support rose from 11.00 to 11.70 in two years.',
  wl: 'More educational psychology at SEN Support stage.',
  pp: 'We told our story to five people in one year.',
  sc: 'A graduated response: the same steps in every school.',
  provider: 'Each part of the county has its own referral form.',
} as const
type Who = keyof typeof NOTES
const WHO = Object.keys(NOTES) as Who[]

const list = (page: Page): Locator => page.getByRole('region', { name: 'The same board as a list' })
const lines = (page: Page): Locator => list(page).locator('.bl-line')
const line = (page: Page, words: string): Locator => lines(page).filter({ hasText: words })
const steps = (page: Page): Locator => page.getByRole('region', { name: 'Steps of the workshop' })
const next = (page: Page, name: string | RegExp): Locator => steps(page).getByRole('button', { name })

/** Opens the menu of a line and chooses from it. */
async function choose(page: Page, words: string, item: string): Promise<void> {
  await line(page, words)
    .getByRole('button', { name: /^Actions for/ })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Two more officers, so that the council is shown apart: they vote as their pages would. */
async function officersVote(server: TestServer, board: string, item: string): Promise<void> {
  for (const name of ['Officer one', 'Officer two']) {
    const { call } = await server.signIn({ role: 'WL', partner: 'council', name })
    const { ballot } = (await call(routes.board, { params: { ...W, board } })).body
    const params = { ...W, board, round: ballot.id, item }
    expect((await call(routes.vote, { params, body: { votes: 1 } })).status).toBe(200)
  }
}

test('five people: write privately, reveal, cluster, vote, and the result by partner', async ({
  open,
  server,
}) => {
  test.slow()
  const nl = await open(CAST.NL, { at: 'boards' })
  await nl.getByRole('button', { name: 'New board' }).click()
  const asks = nl.getByRole('dialog', { name: 'New board' })
  await expect(asks.getByRole('list', { name: 'Columns it begins with' }).getByRole('listitem')).toHaveCount(
    3,
  )
  await accessible(nl, '.dialog')
  await asks.getByRole('textbox', { name: 'Title' }).fill('What each phrase means to us')
  await asks.getByRole('button', { name: 'Make this board' }).click()
  await expect(nl.getByRole('heading', { level: 1, name: 'What each phrase means to us' })).toBeVisible()
  const at = new URL(nl.url()).pathname.replace('/w/surrey-demo/', '')
  const board = at.replace('boards/', '')
  const [wl, pp, sc, provider] = await Promise.all([
    open(CAST['WL council'], { at }),
    open(CAST.PP1, { at, width: 360, height: 740, touch: true }),
    open(SC, { at }),
    open(PROVIDER, { at }),
  ])
  const pages: Record<Who, Page> = { nl, wl, pp, sc, provider }

  await test.step('everyone writes for themselves, and nobody sees another’s note, the facilitator included', async () => {
    await expect(next(wl, /Begin/)).toHaveCount(0)
    await next(nl, 'Begin: write privately').click()
    for (const who of WHO) {
      const page = pages[who]
      const note = page.getByRole('textbox', { name: 'Your note' })
      await note.fill(NOTES[who])
      if (who === 'pp') await page.getByRole('button', { name: 'Keep this note' }).tap()
      else await page.getByRole('button', { name: 'Keep this note' }).click()
      await expect(note).toHaveValue('')
      await expect(page.getByText(NOTES[who])).toBeVisible()
    }
    await expect(next(nl, 'Reveal 5 notes')).toBeVisible()
    for (const who of WHO) {
      const page = await pages[who].content()
      for (const other of WHO) if (other !== who) expect(page).not.toContain(NOTES[other])
    }
    await expect(pp.getByRole('timer')).toHaveAccessibleName(/left to write/)
    await fits(pp)
    await accessible(pp)
    await picture(pp, 'board-writing-360')
  })

  await test.step('revealed, they stand on the wall and in the list', async () => {
    await next(nl, 'Reveal 5 notes').click()
    const sure = nl.getByRole('alertdialog')
    await expect(sure).toContainText('All 5 notes will stand on the wall for everyone')
    await sure.getByRole('button', { name: 'Reveal 5 notes' }).click()
    for (const page of Object.values(pages))
      for (const words of Object.values(NOTES)) await expect(line(page, words)).toBeVisible()
    await expect(line(sc, NOTES.pp)).toContainText('Parents')
    await expect(list(sc).getByRole('heading', { name: 'As a list, 5 notes' })).toBeVisible()
  })

  await test.step('two notes become a named cluster', async () => {
    await next(nl, 'Go on to Group').click()
    await choose(wl, NOTES.pp, 'Put it in a cluster…')
    const cluster = wl.getByRole('dialog', { name: /^Put/ })
    await cluster.getByRole('textbox', { name: 'Its name' }).fill('One way in')
    await cluster.getByRole('button', { name: 'Put it there' }).click()
    await expect(list(sc).getByRole('heading', { name: 'One way in' })).toBeVisible()
    await choose(sc, NOTES.provider, 'Put it in a cluster…')
    await sc.getByRole('dialog', { name: /^Put/ }).getByRole('button', { name: 'Put it there' }).click()
    for (const words of [NOTES.pp, NOTES.provider])
      await expect(
        list(nl)
          .getByRole('region', { name: /^One way in/ })
          .getByRole('listitem')
          .filter({ hasText: words }),
      ).toBeVisible()
  })

  await test.step('votes are hidden until they are shown', async () => {
    await next(nl, 'Start the vote').click()
    await expect(pp.getByRole('heading', { name: '3 votes left' })).toBeVisible()
    const give = (page: Page, words: string) =>
      line(page, words).getByRole('button', { name: /^Give a vote/ })
    for (let left = 3; left > 0; left--) {
      await give(pp, NOTES.pp).tap()
      await expect(
        pp.getByRole('heading', { name: left === 1 ? 'No votes left' : `${left - 1} vote` }),
      ).toBeVisible()
    }
    await expect(give(pp, NOTES.pp)).toBeDisabled()
    await give(wl, NOTES.pp).click()
    await give(sc, NOTES.sc).click()
    await give(nl, NOTES.provider).click()
    await give(provider, NOTES.provider).click()
    await expect(nl.getByText('5 people have voted')).toBeVisible()
    await expect(line(nl, NOTES.pp)).not.toContainText(/\d votes?/)
    await officersVote(server, board, (await line(nl, NOTES.pp).getAttribute('data-line')) ?? '')
    await fits(pp)
    // On the wall the buttons are as small as the wall is looked at from afar; these do the same (WCAG 2.5.8).
    await accessible(nl, '.board-side')
    await picture(pp, 'board-voting-360')
  })

  await test.step('the result, by partner where three or more voted', async () => {
    await next(nl, 'Show the result').click()
    for (const page of [nl, pp]) {
      await expect(page.getByText('7 people voted: Council 4, others 3.')).toBeVisible()
      await expect(line(page, NOTES.pp)).toContainText('6 votes: Council 3, others 3')
      await expect(list(page).getByRole('heading', { name: /^One way in/ })).toContainText(
        '8 votes: Council 4, others 4',
      )
    }
    await list(nl).getByRole('button', { name: 'As it stands' }).click()
    await nl.getByRole('menuitem', { name: 'Most votes first' }).click()
    const cluster = list(nl).getByRole('region', { name: /^One way in/ })
    await expect(cluster.locator('.bl-line').first()).toContainText(NOTES.pp)
    await picture(nl, 'board-1280')
  })

  await test.step('sent to the narrative: it stands there for another, and each knows of the other', async () => {
    await pp.goto(`${server.url}/w/surrey-demo/themes/4#section-cases`)
    await line(wl, NOTES.sc).getByRole('button', { name: NOTES.sc, exact: true }).click()
    await line(wl, NOTES.sc).getByRole('button', { name: 'Send to a narrative' }).click()
    await accessible(wl, '.dialog')
    await sendAs(wl, 'Send as a paragraph')
    await expect(section(pp, CASES)).toContainText(NOTES.sc)
    await expect(fromWall(pp)).toHaveText('One note came here from a wall')
    await fromWall(pp).tap()
    const source = pp.getByRole('listitem').filter({ hasText: `“${NOTES.sc}”` })
    await expect(source.getByRole('link', { name: /^What each phrase means to us, sent by/ })).toBeVisible()
    for (const page of [wl, nl]) await expect(became(page, NOTES.sc)).toHaveText('in Theme 4, 4.0')

    // A cluster goes with its notes, as bullets.
    await list(nl)
      .getByRole('button', { name: /^Actions for cluster “One way in/ })
      .click()
    await nl.getByRole('menuitem', { name: 'Send it…' }).click()
    await nl.getByText('A bullet at the end of the section').click()
    await sendAs(nl, 'Send as a bullet')
    for (const words of [NOTES.pp, NOTES.provider])
      await expect(section(pp, CASES).getByRole('listitem').filter({ hasText: words })).toBeVisible()
    await expect(fromWall(pp)).toHaveText('2 notes came here from a wall')
    await fits(pp)
    await picture(pp, 'board-sent-360')
  })

  await test.step('the words are written anew in the narrative, and the wall says so', async () => {
    await wl.goto(`${server.url}/w/surrey-demo/themes/4`)
    await select(wl, CASES, 'in every school')
    await wl.keyboard.type('from Guildford to Woking')
    await saved(wl)
    await expect(became(nl, NOTES.sc)).toHaveText('rewritten since, in Theme 4, 4.0')
    await became(nl, NOTES.sc).click()
    await expect(section(nl, CASES)).toContainText('the same steps from Guildford to Woking')
  })
})

const CASES = 'Case studies'
const fromWall = (page: Page): Locator => page.locator('.from-walls summary')
/** What a line says has become of its note. */
const became = (page: Page, words: string): Locator =>
  line(page, words).getByRole('link', { name: /Theme 4/ })

/** In the open dialog: to the case studies of theme 4. */
async function sendAs(page: Page, act: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Send from the wall' })
  await dialog.getByRole('button', { name: /Section$/ }).click()
  await page.getByRole('option', { name: /Case studies/ }).click()
  await dialog.getByRole('button', { name: act }).click()
  await expect(dialog).toHaveCount(0)
}

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
  await expect(list(page).getByRole('heading', { name: 'As a list, nothing yet' })).toBeVisible()
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
    await tabTo(page, line(page, 'Waiting is the gap.').getByRole('button', { name: /^Give a vote/ }))
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: '1 vote left' })).toBeVisible()
    await tabTo(page, next(page, 'Show the result'), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(line(other, 'Waiting is the gap.')).toContainText('2 votes')
    await expect(page.getByText(/1 person voted\. No partner is shown apart/)).toBeVisible()
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
