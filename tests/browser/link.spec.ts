import type { Page } from '@playwright/test'
import { routes } from '../../shared/api/routes.ts'
import { caretAfter, CAST, expect, saved, section, test, words } from '../support/browser.ts'
import { STARTER } from '../support/test-server.ts'

// Promises 2, 3 and 4 of design.md, seen from the page: saved is true, offline means later, refused means told.
const OVERVIEW = 'Overview position statement'
const PLACE = 'since the inspection in October 2016.'
const at = 'themes/4'

const line = (page: Page, words: string | RegExp) =>
  page.getByRole('status').filter({ hasText: words }).first()
const overview = (page: Page) => section(page, OVERVIEW)

test('twelve edits offline are counted, kept, and delivered when the link is back, without a reload', async ({
  open,
  cable,
}) => {
  const writer = await open(CAST['WL health'], { at, cable })
  const reader = await open(CAST.DO, { at })
  await saved(writer)
  await writer.evaluate(() => Object.assign(window, { sameePage: true }))
  await caretAfter(writer, OVERVIEW, PLACE)
  cable.cut()
  await writer.keyboard.type(' far behind.', { delay: 30 })
  await expect(line(writer, 'Offline: 12 edits kept on this device')).toBeVisible()
  await expect(overview(reader)).not.toContainText('far behind.')
  cable.mend()
  await saved(writer)
  await expect(overview(reader)).toContainText(`${PLACE} far behind.`)
  expect(await writer.evaluate(() => 'sameePage' in window)).toBe(true)
})

test('a tab closed a moment after typing loses nothing, even offline; its words go out from any page', async ({
  open,
  server,
  cable,
}) => {
  const writer = await open(CAST['WL health'], { at, cable })
  const reader = await open(CAST.DO, { at })
  await saved(writer)
  await caretAfter(writer, OVERVIEW, PLACE)
  cable.cut()
  await expect(line(writer, /Offline|Catching up/)).toBeVisible()
  await writer.keyboard.type(' Typed, then closed.')
  const context = writer.context()
  await writer.close()
  cable.mend()
  const home = await context.newPage()
  await home.goto(`${cable.url}/w/${STARTER}`)
  await expect(overview(reader)).toContainText(`${PLACE} Typed, then closed.`)
  expect(server.running.url).toBeTruthy()
})

test('the server restarts: pages come back by themselves and go on', async ({ open, server }) => {
  const writer = await open(CAST['WL council'], { at })
  const reader = await open(CAST.DO, { at })
  await saved(writer)
  await caretAfter(writer, OVERVIEW, PLACE)
  await writer.keyboard.type(' Before the restart.')
  await saved(writer)
  await server.restart()
  await writer.keyboard.type(' After it.')
  await saved(writer)
  await expect(overview(reader)).toContainText(`${PLACE} Before the restart. After it.`)
})

test('a link that hangs without closing is noticed, and nothing typed meanwhile is lost', async ({
  open,
  cable,
}) => {
  const writer = await open(CAST['WL council'], { at, cable })
  const reader = await open(CAST.DO, { at })
  await saved(writer)
  await caretAfter(writer, OVERVIEW, PLACE)
  cable.hang()
  await writer.keyboard.type(' Into silence.')
  await expect(line(writer, 'Saving…')).toBeVisible()
  await expect(line(writer, 'Offline: 14 edits kept on this device')).toBeVisible({ timeout: 20_000 })
  cable.mend()
  await saved(writer)
  await expect(overview(reader)).toContainText(`${PLACE} Into silence.`)
})

test('what is no longer allowed comes back to its author, with the words and the reason, until thrown away', async ({
  open,
  server,
  cable,
}) => {
  const writer = await open(CAST['WL health'], { at, cable })
  const reader = await open(CAST.DO, { at })
  await writer.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await saved(writer)
  const lead = await server.signIn(CAST.NL)
  const health = await server.member(CAST['WL health'])
  await caretAfter(writer, OVERVIEW, PLACE)
  cable.cut()
  await writer.keyboard.type(' Not any more.')
  await expect(line(writer, 'Offline: 14 edits')).toBeVisible()
  const change = { params: { member: health.id }, body: { themes: ['1'] } }
  expect((await lead.call(routes.changeMember, change)).status).toBe(200)
  cable.mend()

  await expect(line(writer, 'Not accepted: 14 edits.')).toBeVisible()
  const strip = line(writer, 'Your words are here:')
  await expect(strip).toContainText('Not any more.')
  await expect(strip).toContainText('1.0 Overview position statement')
  await expect(writer.locator('.prose, .ProseMirror').filter({ hasText: 'Not any more.' })).toHaveCount(0)
  await expect(overview(reader)).not.toContainText('Not any more.')
  await strip.getByRole('button', { name: 'Copy my words' }).click()
  await expect(strip.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await writer.evaluate(() => navigator.clipboard.readText())).toBe(
    '1.0 Overview position statement\nNot any more.',
  )

  await writer.reload()
  await expect(line(writer, 'Not accepted: 14 edits.')).toBeVisible()
  await line(writer, 'Your words are here:').getByRole('button', { name: 'Throw away' }).click()
  await saved(writer)
  await writer.reload()
  await saved(writer)
  await expect(writer.getByText('Not any more.')).toHaveCount(0)
})

test('two windows of one person write side by side, and both say Saved', async ({ open }) => {
  const one = await open(CAST['WL council'], { at })
  const two = await one.context().newPage()
  await two.goto(one.url())
  await saved(two)
  await caretAfter(one, OVERVIEW, PLACE)
  await caretAfter(two, OVERVIEW, 'to support them.')
  await one.keyboard.type(' Window one.')
  await two.keyboard.type(' Window two.')
  for (const page of [one, two]) {
    await saved(page)
    await expect(overview(page)).toContainText(`${PLACE} Window one.`)
    await expect(overview(page)).toContainText('to support them. Window two.')
  }
})

test('where only the socket is blocked, the stored text is there with what to ask the network team', async ({
  open,
}) => {
  const page = await open(CAST.DO)
  await page.routeWebSocket(/\/sync\//, (socket) => socket.close({ code: 1006 }).catch(() => {}))
  await page.goto(`${page.url()}/${at}`)
  await expect(page.getByText('Overall the numbers of pupils')).toBeVisible()
  const strip = line(page, 'The live link does not open on this network')
  await strip.getByText('What to ask your network team').click()
  await expect(strip).toContainText('secure WebSocket connections (wss)')
  await page.unrouteAll()
})

test('a page older than the document says so before it has read a word', async ({ open }) => {
  const page = await open(CAST.DO)
  await page.routeWebSocket(/\/sync\//, (socket) => socket.close({ code: 4409 }))
  await page.goto(`${page.url()}/${at}`)
  await expect(line(page, 'Throughline has changed. Reload to go on. Nothing is lost.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Reload the page' })).toBeVisible()
})

test('who may only comment reads live, is told Saved, and types nothing in', async ({ open }) => {
  const sponsor = await open({ role: 'SP', partner: 'council' }, { at })
  await saved(sponsor)
  const writer = await open(CAST['WL council'], { at })
  await caretAfter(writer, OVERVIEW, PLACE)
  await writer.keyboard.type(' Seen by the sponsor.')
  await expect(sponsor.getByText('Seen by the sponsor.').first()).toBeVisible()
  await caretAfter(sponsor, OVERVIEW, 'Seen by the sponsor.')
  await sponsor.keyboard.type('xyzzy')
  await saved(sponsor)
  // What they type begins a suggestion; the text has none of it, for anybody.
  await expect(sponsor.getByText('xyzzy').first()).toBeVisible()
  for (const page of [sponsor, writer])
    expect((await words(page, OVERVIEW)).join('\n')).not.toContain('xyzzy')
})
