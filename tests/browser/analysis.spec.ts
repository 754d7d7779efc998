import { routes } from '../../shared/api/routes.ts'
import { accessible, CAST, expect, fits, saved, section, select, test } from '../support/browser.ts'
import { socketPeer } from '../support/socket-peer.ts'

const AT = 'documents/analysis-parents'
const ROOM = 'surrey-demo/analysis/parents'
const SECRET = 'Families still wait a year for a first appointment.'

test('C4: parents write for themselves, share, invite, submit; the council reads and never writes', async ({
  open,
  server,
}) => {
  const parent = await open(CAST.PP1, { at: AT })
  await section(parent, 'What families tell us').click()
  await parent.keyboard.type(SECRET)
  await saved(parent)
  await expect(parent.getByText('Only Parents can see it.')).toBeVisible()

  const council = await open(CAST['WL council'], { at: 'analyses' })
  const theirs = council.locator('.analyses > li').filter({ hasText: 'Parent carer forum' })
  await expect(theirs).toContainText('Nothing shared or submitted.')
  await council.goto(`${server.url}/w/surrey-demo/${AT}`)
  await expect(council.getByText('This document is not open to you', { exact: false })).toBeVisible()
  await expect(council.getByText(SECRET)).toHaveCount(0)
  await expect(council.locator('[data-saved]'), 'nothing is on its way').toHaveCount(0)

  await parent.getByRole('button', { name: 'Share with the other partners' }).click()
  await accessible(parent, '.dialog')
  await parent.getByRole('button', { name: 'Share this draft' }).click()
  await expect(parent.getByText('Shared draft', { exact: true })).toBeVisible()

  // Read live, not written in, not commented on.
  await council.reload()
  const read = section(council, 'What families tell us')
  await expect(read).toContainText(SECRET)
  await section(parent, 'What families tell us').click()
  await parent.keyboard.press('End')
  await parent.keyboard.type(' It was the same last year.')
  await expect(read).toContainText('It was the same last year.')
  await read.click()
  await council.keyboard.type('Council words')
  await expect(read).not.toContainText('Council words')
  await expect(council.getByText('You read here.', { exact: false })).toBeVisible()
  await accessible(council, '.analysis-state')

  await parent.getByRole('button', { name: 'Invite comments' }).click()
  await parent.getByRole('button', { name: 'Invite comments' }).last().click()
  await expect(council.getByText('You can read and comment. Only Parents writes.')).toBeVisible()

  await parent.getByRole('button', { name: 'Submit this analysis' }).click()
  await parent.getByRole('button', { name: 'Submit to all partners' }).click()
  const link = council.getByRole('link', { name: /^Submission 1, \d+ \w+ \d\d:\d\d$/ })
  await expect(link).toBeVisible()

  // An edit of theirs is refused at the socket and by the routes.
  const token = await server.token(CAST['WL council'])
  const { peer, closed } = await socketPeer(server.url.replace('http', 'ws'), { token, room: ROOM })
  await expect.poll(() => JSON.stringify(peer.doc.getXmlFragment('s:tell'))).toContain('Families still wait')
  peer.doc.getXmlFragment('s:tell').delete(0, 1)
  await expect.poll(() => peer.notices.length + peer.denials.length).toBeGreaterThan(0)
  const headers = { authorization: `Bearer ${token}` }
  const params = { workspace: 'surrey-demo', partner: 'parents' }
  const refused = await server.call(routes.submitAnalysis, {
    params,
    headers,
    body: { id: 'council-tries-1' },
  })
  expect(refused.status).toBe(403)
  await expect(section(parent, 'What families tell us')).toContainText(SECRET)

  // The draft goes on; the submission does not. Sharing taken back, the draft is theirs alone again.
  await section(parent, 'What families tell us').click()
  await parent.keyboard.press('End')
  await parent.keyboard.type(' Written after.')
  await saved(parent)
  await parent.getByRole('button', { name: 'Take sharing back' }).click()
  await parent
    .getByRole('alertdialog')
    .or(parent.getByRole('dialog'))
    .getByRole('button', { name: 'Take sharing back' })
    .click()
  expect(await closed).toBeGreaterThanOrEqual(4000)
  await council.goto(`${server.url}/w/surrey-demo/analyses`)
  await expect(theirs.getByRole('link', { name: 'Read the draft' })).toHaveCount(0)
  await accessible(council)
  await theirs.getByRole('link', { name: /^Submission 1/ }).click()
  await expect(council.getByText('This version stays as it is', { exact: false })).toBeVisible()
  await expect(council.getByText(SECRET)).toBeVisible()
  await expect(council.getByText('Written after.')).toHaveCount(0)

  await parent.getByRole('button', { name: 'Submit again' }).click()
  await parent.getByRole('button', { name: 'Submit to all partners' }).click()
  await expect(parent.getByRole('link', { name: /^Submission 2/ })).toBeVisible()
  await expect(parent.getByRole('link', { name: /^Submission 1/ })).toBeVisible()
})

test('a paragraph is linked to a narrative, and read beside it at 1280 and 360 px', async ({ open }) => {
  const parent = await open(CAST.PP1, { at: AT })
  await section(parent, 'What families tell us').click()
  await parent.keyboard.type(SECRET)
  await saved(parent)
  await parent.getByRole('button', { name: 'Link to a narrative' }).first().click()
  await parent.getByRole('radio', { name: /numbers of pupils/ }).check({ force: true })
  await accessible(parent, '.dialog')
  await parent.getByRole('button', { name: 'Link these two' }).click()
  await expect(parent.getByRole('link', { name: 'Beside Theme 4' })).toBeVisible()

  const council = await open(CAST['WL council'], { at: 'themes/4' })
  await expect(section(council, 'Overview position statement')).toContainText('numbers of pupils')
  await expect(council.getByRole('link', { name: 'Parents say…' })).toHaveCount(0)
  await parent.getByRole('button', { name: 'Submit this analysis' }).click()
  await parent.getByRole('button', { name: 'Submit to all partners' }).click()
  await expect(parent.getByRole('link', { name: /^Submission 1/ })).toBeVisible()
  await council.reload()
  await council.getByRole('link', { name: 'Parents say…' }).click()
  await expect(council.getByRole('region', { name: 'Parents say' })).toContainText(SECRET)
  const says = council.getByRole('region', { name: 'Theme 4 says' })
  await expect(says).toContainText('numbers of pupils')
  await accessible(council)

  const writer = await open(CAST.NL, { at: 'themes/4' })
  await select(writer, 'Overview position statement', 'Overall', 'before')
  await writer.keyboard.type('Reworded. ')
  await saved(writer)
  await expect(says).toContainText('Reworded. Overall', { timeout: 15_000 })
  await says.getByText('what it said then', { exact: false }).click()
  await expect(says.locator('details blockquote')).toBeVisible()
  for (const width of [360, 320]) {
    await council.setViewportSize({ width, height: 780 })
    await fits(council)
  }
  await parent.setViewportSize({ width: 360, height: 780 })
  await fits(parent)
})

test('a passage copied from a narrative and pasted in the analysis offers to link the two', async ({
  open,
}) => {
  const parent = await open(CAST.PP1, { at: 'themes/4' })
  await select(parent, 'Overview position statement', 'in keeping with the England average')
  await parent.keyboard.press('Control+c')
  await parent.goto(`${new URL(parent.url()).origin}/w/surrey-demo/${AT}`)
  const tell = section(parent, 'What families tell us')
  await tell.click()
  await parent.keyboard.type('They say: ')
  await parent.keyboard.press('Control+v')
  await expect(tell).toContainText('They say: in keeping with the England average')
  const offer = parent.getByRole('group', { name: 'Link this paragraph to Theme 4, 1.0?' })
  await expect(offer).toBeVisible()
  await accessible(parent, '.text')
  await parent.setViewportSize({ width: 320, height: 700 })
  await fits(parent)
  await parent.setViewportSize({ width: 1280, height: 900 })

  // One goes on writing; the paragraph that is linked is the one that stands then.
  await parent.keyboard.type(', not for us.')
  await parent.keyboard.press('Tab')
  await expect(offer.getByRole('button', { name: 'Link these two' })).toBeFocused()
  await parent.keyboard.press('Enter')
  await expect(parent.getByRole('link', { name: 'Beside Theme 4' })).toBeVisible()
  await expect(offer).toHaveCount(0)
  await expect(tell, 'the question is no part of the text').not.toContainText('Link this paragraph')
  await parent.getByRole('link', { name: 'Beside Theme 4' }).click()
  await expect(parent.getByRole('region', { name: 'Parents say' })).toContainText('average, not for us.')
  await expect(parent.getByRole('region', { name: 'Theme 4 says' })).toContainText('is in keeping with')
})

test('abbreviations say what they mean by pointer, key and tap; long sentences are marked when asked', async ({
  open,
}) => {
  const page = await open(CAST.PP2, { at: 'themes/4' })
  const text = section(page, 'Overview position statement')
  await text.locator('.term', { hasText: 'SEN' }).first().hover()
  const meaning = page.locator('.meaning')
  await expect(meaning).toContainText('Special educational needs')
  await page.keyboard.press('Escape')
  await expect(meaning).toHaveCount(0)

  await select(page, 'Overview position statement', 'with SEN support', 'before')
  for (let steps = 0; steps < 6; steps += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Control+Alt+e')
  const panel = page.getByRole('dialog', { name: 'Plain English' })
  await expect(panel.getByLabel('At the caret')).toContainText('Special educational needs')
  await accessible(page, '.dialog')
  await panel.getByText('Mark sentences over 25 words').click()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(text.locator('.long-count', { hasText: '35 words' })).toBeVisible()
  await expect(text.locator('.long-count', { hasText: '27 words' })).toBeVisible()
  await accessible(page, '.text')

  const phone = await open(CAST.PP1, { at: 'themes/4', width: 360, height: 780, touch: true })
  await section(phone, 'Overview position statement').locator('.term').first().tap()
  await expect(phone.locator('.meaning')).toBeVisible()
  await phone.getByRole('button', { name: 'Plain-English help' }).click()
  await expect(phone.getByRole('dialog', { name: 'Plain English' })).toContainText(
    'Abbreviations on this page',
  )
  await fits(phone)
})

test('F11: Easy Read is written by people, signed off by a person, and says what changed since', async ({
  open,
}) => {
  const page = await open(CAST.PP1, { at: 'themes/4' })
  await expect(page.getByText('not written yet')).toBeVisible()
  await page.getByRole('link', { name: 'Easy Read version' }).click()
  const sign = page.getByRole('button', { name: 'Sign this text off' })
  await expect(sign).toBeDisabled()
  await expect(sign).toHaveAccessibleDescription(/Nothing is written yet/)
  await expect(page.locator('[data-say*="everyday words"]').first()).toBeVisible()
  await section(page, 'In Easy Read').click()
  await page.keyboard.type('Some children need help at school.')
  await saved(page)
  await sign.click()
  await page.getByRole('button', { name: 'Sign it off' }).click()
  await expect(page.getByRole('link', { name: /^Signed off by .* on \d+ \w+$/ })).toBeVisible()
  await section(page, 'In Easy Read').click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Help comes too late.')
  await saved(page)
  await expect(page.getByRole('link', { name: /1 paragraph changed since$/ })).toBeVisible({
    timeout: 15_000,
  })
  await accessible(page, '.analysis-state')
})
