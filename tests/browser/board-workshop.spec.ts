import type { Locator, Page } from '@playwright/test'
import { routes } from '../../shared/api/routes.ts'
import { accessible, CAST, expect, fits, picture, saved, section, select, test } from '../support/browser.ts'
import type { TestServer } from '../support/test-server.ts'
import { became, CASES, choose, fromWall, line, list, next, sendAs } from './board-support.ts'

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

/** Two more officers, so that the council is shown apart: they vote as their pages would. */
async function officersVote(server: TestServer, board: string, item: string): Promise<void> {
  for (const name of ['Officer one', 'Officer two']) {
    const { call } = await server.signIn({ role: 'WL', partner: 'council', name })
    const { ballot } = (await call(routes.board, { params: { ...W, board } })).body
    const params = { ...W, board, round: ballot.id, item }
    expect((await call(routes.vote, { params, body: { votes: 1 } })).status).toBe(200)
  }
}

const give = (page: Page, words: string): Locator =>
  line(page, words).getByRole('button', { name: /^Give a vote/ })

/** What came up, on the list of issues. */
const issue = (page: Page): Locator => page.getByRole('listitem').filter({ hasText: 'Who pays for taxis?' })

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
    await expect(
      list(sc).getByRole('heading', { name: 'As a list, 8 things, 5 of them notes' }),
    ).toBeVisible()
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

  await test.step('on a phone who is refused sees why, below the words they scrolled', async () => {
    await choose(pp, NOTES.pp, 'Send it…')
    const dialog = pp.getByRole('dialog', { name: 'Send from the wall' })
    await dialog.getByText('To the actions').tap()
    await dialog.getByRole('button', { name: 'Make an action' }).tap()
    await expect(dialog.getByRole('alert')).toContainText('Send it to the issues list instead')
    await expect(dialog.getByRole('alert')).toBeInViewport({ ratio: 1 })
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

  await test.step('what came up is entered by hand and settled: everyone’s list says so, also amid an answer', async () => {
    await Promise.all([pp, nl].map((page) => page.goto(`${server.url}/w/surrey-demo/issues`)))
    await pp.getByRole('button', { name: 'Add an issue' }).tap()
    await pp.getByRole('textbox', { name: 'What came up' }).fill('Who pays for taxis?')
    await accessible(pp, '.dialog')
    await pp.getByRole('button', { name: 'Put it on the list' }).tap()
    await expect(issue(nl)).toContainText('Raised by Parent partner')
    await issue(pp)
      .getByRole('button', { name: /^Say how/ })
      .tap()
    await issue(nl)
      .getByRole('button', { name: /^Say how/ })
      .click()
    await nl.getByRole('textbox', { name: 'Outcome' }).fill('The council does.')
    await nl.getByRole('button', { name: 'Settle the issue' }).click()
    await expect(nl.getByRole('heading', { name: /^Open/ })).toBeFocused()
    await expect(pp.getByRole('dialog')).toContainText('It is settled: “The council does.”')
    await pp.getByRole('button', { name: 'Leave it as it is' }).tap()
    await pp.getByRole('button', { name: 'Show those that are settled' }).tap()
    await expect(issue(pp)).toContainText('Settled: The council does. By Nominated lead')
    await fits(pp)
    await accessible(pp)
  })
})
