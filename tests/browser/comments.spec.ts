import type { Page } from '@playwright/test'
import { routes } from '../../shared/api/routes.ts'
import { expect, saved, section, test } from '../support/browser.ts'
import { at, comment, markedWords, note, overview, pick } from './comments-support.ts'

const CHALLENGED = 'above the average for the South East and our statistical neighbours'
const CHALLENGE = 'A higher percentage shows that more children are found.'

const type = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.type(words)
  await saved(page)
}

test('C2: a comment stays on its phrase while others rewrite around it; deleted, it stays and quotes it', async ({
  open,
}) => {
  const parent = await open({ role: 'PP', partner: 'parents' }, { at })
  const lead = await open({ role: 'WL', partner: 'council' }, { at })
  await expect.poll(() => markedWords(parent, /^Challenge/)).toBe(CHALLENGED)

  // Written over before it, typed right at its edges, split and joined again: the same words all the time.
  await pick(lead, 'Overall the ')
  await lead.keyboard.type('Looking at everything together, the ')
  await pick(lead, CHALLENGED, 'before')
  await lead.keyboard.type('still well ')
  await pick(lead, CHALLENGED, 'behind')
  await type(lead, ', we think,')
  for (const page of [lead, parent]) await expect.poll(() => markedWords(page, /^Challenge/)).toBe(CHALLENGED)
  await expect(overview(parent)).toContainText(`Looking at everything together, the`)
  await pick(lead, 'South East and', 'before')
  await lead.keyboard.press('Enter')
  await saved(lead)
  for (const page of [lead, parent]) await expect.poll(() => markedWords(page, /^Challenge/)).toBe(CHALLENGED)
  await lead.keyboard.press('Backspace')
  await saved(lead)
  for (const page of [lead, parent]) await expect.poll(() => markedWords(page, /^Challenge/)).toBe(CHALLENGED)

  // Somebody who opens the page now sees it there too.
  const late = await open({ role: 'DO' }, { at })
  await expect.poll(() => markedWords(late, /^Challenge/)).toBe(CHALLENGED)

  await pick(lead, CHALLENGED)
  await lead.keyboard.press('Delete')
  await saved(lead)
  for (const page of [lead, parent, late]) {
    const gone = note(page, CHALLENGE)
    await expect(gone).toContainText('The words this was about are gone. They were:')
    await expect(gone).toContainText(CHALLENGED)
    expect(await markedWords(page, /^Challenge/)).toBe('')
  }
  await lead.keyboard.press('Control+z')
  for (const page of [lead, parent, late])
    await expect.poll(() => markedWords(page, /^Challenge/)).toBe(CHALLENGED)
})

test('a phrase cut here and pasted into another section takes its comment along', async ({ open }) => {
  const lead = await open({ role: 'WL', partner: 'council' }, { at })
  const parent = await open({ role: 'PP', partner: 'parents' }, { at })
  await expect.poll(() => markedWords(parent, /^Challenge/)).toBe(CHALLENGED)
  await pick(lead, CHALLENGED)
  await lead.keyboard.press('Control+x')
  await expect(note(lead, CHALLENGE)).toContainText('are gone')
  await section(lead, 'Key indicators').click()
  await lead.keyboard.press('Control+End')
  await lead.keyboard.press('Control+v')
  await saved(lead)
  for (const page of [lead, parent]) {
    await expect.poll(() => markedWords(page, /^Challenge/)).toBe(CHALLENGED)
    await expect(page.locator('[data-section="indicators"] mark[data-comment]').first()).toBeVisible()
  }
})

test('C6: only the person who asked closes a challenge', async ({ open, server }) => {
  const lead = await open({ role: 'NL' }, { at })
  const parent = await open({ role: 'PP', partner: 'parents' }, { at })
  await comment(parent, 'numbers of pupils', 'Challenge', 'Counted by whom?')

  await note(lead, 'Counted by whom?').click()
  const opened = note(lead, 'Counted by whom?')
  await expect(opened).toContainText('Only the person who asked can close this.')
  await expect(opened.getByRole('button', { name: /Close/ })).toHaveCount(0)
  await opened.getByRole('button', { name: 'Reply' }).click()
  await opened.getByLabel('Your reply').fill('By the schools, in January.')
  await opened.getByRole('button', { name: 'Send reply' }).click()
  await expect(opened).toContainText('By the schools, in January.')
  await opened.getByRole('button', { name: 'Mark answered' }).click()
  await expect(opened).toContainText('Answered')

  // Whatever client is used: the server holds it.
  const { call } = await server.signIn({ role: 'NL' })
  const params = { workspace: 'surrey-demo', document: '4' }
  const list = await call(routes.comments, { params })
  const { id, version } = list.body.find((one: { text: string }) => one.text === 'Counted by whom?')
  const refused = await call(routes.setCommentState, {
    params: { ...params, comment: id },
    body: { state: 'closed', version },
  })
  expect(refused.status).toBe(403)

  const own = note(parent, 'Counted by whom?')
  await expect(own).toContainText('Answered')
  await own.getByRole('button', { name: 'Close my challenge' }).click()
  await expect(parent.getByText('Counted by whom?')).toHaveCount(0)
  await expect(lead.getByText('Counted by whom?')).toHaveCount(0)
  await lead.getByRole('button', { name: /Which comments are shown/ }).click()
  await lead.getByRole('menuitem', { name: 'Closed', exact: true }).click()
  await expect(note(lead, 'Counted by whom?')).toContainText('Closed')
})

test('a comment is with everybody at once, new until it has been looked at', async ({ open }) => {
  const parent = await open({ role: 'PP', partner: 'parents' }, { at })
  const lead = await open({ role: 'NL' }, { at })
  await comment(parent, 'numbers of pupils', 'Question', 'Numbers, or shares?')
  const arrived = note(lead, 'Numbers, or shares?')
  await expect(arrived.getByRole('img', { name: 'New since you were last here' })).toBeVisible()
  const told = lead.waitForResponse((reply) => reply.url().endsWith('/comments/seen') && reply.ok())
  await arrived.click()
  await told
  await expect(arrived.getByRole('img', { name: 'New since you were last here' })).toHaveCount(0)
  await lead.reload()
  await expect(note(lead, 'Numbers, or shares?')).toBeVisible()
  await expect(
    note(lead, 'Numbers, or shares?').getByRole('img', { name: 'New since you were last here' }),
  ).toHaveCount(0)
})

test('a comment written offline waits, says so, and is delivered later', async ({ open }) => {
  const parent = await open({ role: 'PP', partner: 'parents' }, { at })
  const lead = await open({ role: 'NL' }, { at })
  await saved(parent)
  await parent.context().setOffline(true)
  await comment(parent, 'numbers of pupils', 'Question', 'Written on the train')
  await expect(note(parent, 'Written on the train')).toContainText('Waiting to be sent')
  expect(await lead.getByText('Written on the train').count()).toBe(0)
  await parent.context().setOffline(false)
  await expect(note(lead, 'Written on the train')).toBeVisible()
  await expect(note(parent, 'Written on the train')).not.toContainText('Waiting to be sent')
  await expect(parent.getByRole('article').filter({ hasText: 'Written on the train' })).toHaveCount(1)
})

test('what the server refuses comes back with its words and the reason', async ({ open }) => {
  const parent = await open({ role: 'PP', partner: 'parents' }, { at })
  await parent.route('**/comments', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 403,
          json: { error: 'not allowed', say: 'Guest readers read; they do not comment.' },
        })
      : route.continue(),
  )
  await pick(parent, 'numbers of pupils')
  await parent.keyboard.press('Control+Alt+m')
  await parent.getByLabel('Your words').fill('Hard-won words')
  await parent.keyboard.press('Control+Enter')
  const strip = parent.locator('.strip', { hasText: 'Not accepted' })
  await expect(strip).toContainText('Guest readers read; they do not comment.')
  await expect(strip).toContainText('Hard-won words')
  await strip.getByRole('button', { name: 'Copy my words' }).click()
  expect(await parent.evaluate(() => navigator.clipboard.readText())).toBe('Hard-won words')
  await parent.unroute('**/comments')
  await strip.getByRole('button', { name: 'Try again' }).click()
  await expect(note(parent, 'Hard-won words')).toBeVisible()
  await expect(strip).toHaveCount(0)
})

test('words lead to their note and a note to its words; a link leads to both', async ({ open }) => {
  const page = await open({ role: 'NL' }, { at })
  await expect.poll(() => markedWords(page, /^Challenge/)).toBe(CHALLENGED)
  await page.locator('mark[aria-description^="Challenge"]').first().click()
  const chosen = page.locator('.note.on')
  await expect(chosen).toContainText(CHALLENGE)
  await expect(page.locator('mark[data-comment].on').first()).toBeVisible()
  await chosen.getByRole('button', { name: 'Copy a link to this comment' }).click()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(/#comment=/)
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  const other = await open({ role: 'WL', partner: 'council' }, { at: at + new URL(link).hash })
  await expect(other.locator('.note.on')).toContainText(CHALLENGE)
  await expect(other.locator('mark[data-comment].on').first()).toBeInViewport()
})

test('its author changes words and takes them back; the history keeps them', async ({ open }) => {
  const page = await open({ role: 'PP', partner: 'parents' }, { at })
  await comment(page, 'numbers of pupils', 'Question', 'Say shares')
  const mine = page.locator('.note.on')
  await mine.getByRole('button', { name: 'Change or take back your comment' }).click()
  await page.getByRole('menuitem', { name: 'Change my words' }).click()
  await mine.getByLabel('Change your words').fill('Say shares of pupils')
  await mine.getByRole('button', { name: 'Keep the change' }).click()
  await expect(mine).toContainText('Say shares of pupils')
  await expect(mine).toContainText('edited')
  await mine.getByRole('button', { name: 'History' }).click()
  const history = page.getByRole('dialog', { name: 'History of this comment' })
  await expect(history).toContainText('changed words; before, they were')
  await expect(history.getByText('Say shares', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await mine.getByRole('button', { name: 'Change or take back your comment' }).click()
  await page.getByRole('menuitem', { name: 'Take back my comment' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take it back' }).click()
  await expect(page.getByText('Say shares of pupils')).toHaveCount(0)
})
