import type { Locator, Page } from '@playwright/test'
import type { Comment } from '../../shared/annotations/comments.ts'
import { routes } from '../../shared/api/routes.ts'
import { accessible, CAST, expect, fits, picture, test } from '../support/browser.ts'
import { STARTER } from '../support/test-server.ts'
import { at, note, pick } from './comments-support.ts'

const inboxLink = (page: Page): Locator => page.getByRole('banner').getByRole('link', { name: /^Inbox/ })
const names = (page: Page): Locator => page.getByRole('listbox', { name: 'People and partners' })

async function begin(page: Page, on: string): Promise<void> {
  await pick(page, on)
  await page.getByRole('toolbar', { name: 'Writing tools' }).getByRole('button', { name: 'Comment' }).click()
}

test('the council names the parents; a parent finds it on a phone, is led to the words, and answers there', async ({
  open,
}) => {
  const parent = await open(CAST.PP1, { width: 360, height: 780, touch: true })
  await expect(inboxLink(parent)).toBeVisible()
  const council = await open(CAST.NL, { at })
  await begin(council, 'numbers of pupils')
  const box = council.getByLabel('Your words')
  await box.pressSequentially('Do these fit what @Par')
  await expect(names(council).getByRole('option').first()).toHaveText('Parents (everyone)')
  await names(council).getByRole('option').first().click()
  await expect(box).toBeFocused()
  await expect(box).toHaveValue('Do these fit what @Parents ')
  await expect(names(council)).toBeHidden()
  await box.pressSequentially('see?')
  await council.getByRole('button', { name: 'Post comment' }).click()
  await expect(note(council, 'Do these fit').locator('.mention')).toHaveText('@Parents')

  // Live: nothing was reloaded; and it is said, wherever the parent is.
  await expect(parent.locator('[role="status"][aria-live="polite"]').first()).toContainText(
    'Nominated lead mentioned you in Theme 4.',
  )
  await expect(inboxLink(parent)).toHaveAccessibleName(/Inbox, \d+ new/)
  await inboxLink(parent).click()
  const mention = parent
    .getByRole('listitem')
    .filter({ has: parent.getByRole('link', { name: 'Council mentioned you' }) })
  await expect(mention).toContainText('Do these fit what @Parents see?')
  await expect(mention).toContainText('On “numbers of pupils”')
  await expect(mention).toContainText('New')
  await fits(parent)
  await accessible(parent)
  await picture(parent, 'inbox-phone')
  await mention.getByRole('link').click()
  const sheet = parent.getByRole('region', { name: 'Comments' })
  await expect(sheet).toContainText('Do these fit what @Parents (you) see?')
  await sheet.getByRole('textbox', { name: 'Your reply' }).pressSequentially('Not quite, @Nom')
  await expect(names(parent).getByRole('option')).toHaveText(['Nominated lead, Council'])
  await names(parent).getByRole('option').tap()
  await sheet.getByRole('button', { name: 'Send' }).click()
  await expect(sheet).toContainText('Not quite, @Nominated lead, Council')
  await fits(parent)

  // What has been seen is gone from the inbox; the council hears of the answer without asking.
  await inboxLink(council).click()
  await expect(council.getByRole('link', { name: 'Parents mentioned you' })).toBeVisible()
  await inboxLink(parent).click()
  await expect(parent.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible()
  await expect(parent.getByRole('link', { name: 'Council mentioned you' })).toBeHidden()
})

test('by keyboard alone: a name is chosen with the arrows, Escape leaves the list and then the box', async ({
  open,
}) => {
  const page = await open(CAST['WL health'], { at })
  await pick(page, 'numbers of pupils')
  await page.keyboard.press('Control+Alt+m')
  const box = page.getByLabel('Your words')
  await expect(box).toBeFocused()
  await page.keyboard.type('Can @')
  await expect(names(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(names(page)).toBeHidden()
  await expect(box).toBeFocused()
  await page.keyboard.press('Backspace')
  await page.keyboard.type('@Da')
  await expect(names(page).getByRole('option', { name: 'Data officer, Council' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  const active = await box.getAttribute('aria-activedescendant')
  await expect(page.locator(`#${CSS_ESCAPE(active)}`)).toHaveText('Data officer, Council')
  await accessible(page, '.composer')
  await page.keyboard.press('Tab')
  await expect(box).toHaveValue('Can @Data officer, Council ')
  await expect(box).toBeFocused()
  await page.keyboard.type('and @S')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.keyboard.type('check?')
  await expect(box).toHaveValue(/^Can @Data officer, Council and @S\S+.* check\?$/)
  await page.keyboard.press('Control+Enter')
  await expect(note(page, 'Can @Data').locator('.mention')).toHaveCount(2)
  // Words changed later keep the names that still stand in them.
  await page.getByRole('button', { name: 'Change or take back your comment' }).click()
  await page.getByRole('menuitem', { name: 'Change my words' }).click()
  await page.getByLabel('Change your words').fill('Can @Data officer, Council check?')
  await page.getByRole('button', { name: 'Keep the change' }).click()
  await expect(note(page, 'Can @Data').locator('.mention')).toHaveText(['@Data officer, Council'])
})

const CSS_ESCAPE = (id: string | null): string => (id ?? '').replace(/[^\w-]/g, '\\$&')

test('what was said and what became of it stands by partner, live, and prints on A4', async ({
  open,
  server,
}) => {
  const lead = await server.signIn(CAST.NL)
  const parent = await server.signIn(CAST.PP1)
  const page = await open(CAST.PP1, { at: 'said' })
  const mine = page.getByRole('region', { name: 'Parent carer forum' })
  await expect(mine).toContainText(/Parents said \d+ things?:/)
  await expect(mine).toContainText('A higher percentage shows that more children are found.')

  const comments: Comment[] = (await parent.call(routes.comments, { params: { document: '4' } })).body
  const challenge = comments.find(({ kind, author }) => kind === 'challenge' && author.partner === 'parents')
  const anchor = comments.find((one) => one.anchor.quote === 'numbers of pupils')?.anchor
  await lead.call(routes.reply, {
    params: { document: '4', comment: challenge?.id ?? '' },
    body: { id: 'reply-from-lead', text: 'We will say so in the next draft.', writtenAt: 1, mentions: [] },
  })
  // C6: a reply to a challenge is a line of "you said, we did" at once.
  await expect(mine).toContainText('We will say so in the next draft.')
  await expect(mine).toContainText('Replied to, still open')
  // A suggestion that is decided says how, at once, with the words that are in the text now.
  const suggestion = { form: 'replace', words: 'share of pupils', side: 'after' }
  const params = { document: '4', comment: 'share-of-pupils' }
  await parent.call(routes.comment, {
    params,
    body: { id: params.comment, kind: 'suggestion', text: '', anchor, writtenAt: 1, suggestion },
  })
  await expect(mine).toContainText('share of pupils')
  await lead.call(routes.acceptSuggestion, { params, body: { version: 1, words: null } })
  const accepted = mine.getByRole('listitem').filter({ hasText: 'Accepted as suggested' })
  await expect(accepted).toContainText('Now in the text: “share of pupils”')
  await expect(accepted).toContainText('Nominated lead, Council')
  await expect(mine).toContainText('1 changed the text')
  await expect(inboxLink(page)).toHaveAccessibleName(/new$/)

  await page.getByRole('button', { name: /What became of it/ }).click()
  await page.getByRole('option', { name: 'Open' }).click()
  await expect(mine).not.toContainText('We will say so in the next draft.')
  await page.getByRole('button', { name: /What became of it/ }).click()
  await page.getByRole('option', { name: 'Everything' }).click()
  await page.getByRole('button', { name: /Partner/ }).click()
  await page.getByRole('option', { name: 'All partners' }).click()
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('Parent carer forum')
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(5)
  await accessible(page)
  await picture(page, 'said')
  await page.setViewportSize({ width: 320, height: 780 })
  await fits(page)
  await picture(page, 'said-phone')
  await page.setViewportSize({ width: 794, height: 1123 })
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Parent carer forum' })).toBeVisible()
  await picture(page, 'said-print')
  expect(page.url()).toContain(`/w/${STARTER}/said`)
})

test('home and the inbox tell the same: what waits, how much is new, and all marked as seen', async ({
  open,
}) => {
  const page = await open(CAST.NL)
  const waiting = page.getByRole('complementary', { name: 'What is new' })
  await expect(
    waiting.getByRole('button', { name: 'Theme 1: enter the wording from the letter.' }),
  ).toBeVisible()
  await expect(waiting.getByRole('link', { name: /answer the challenge from Parents/ })).toBeVisible()
  await page.getByRole('link', { name: 'Open my inbox' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'wait for you' })).toBeVisible()
  await page.getByRole('button', { name: 'Mark all as seen' }).click()
  await expect(page.getByText(/Nothing new; \d+ wait for you\./)).toBeVisible()
  await expect(inboxLink(page)).toHaveAccessibleName('Inbox, nothing new')
  await accessible(page)
  await picture(page, 'inbox')
  // One press leads to the wording itself.
  await page
    .getByRole('region', { name: 'Theme 1' })
    .getByRole('link', { name: 'Enter the wording from the letter' })
    .click()
  await expect(page.getByRole('dialog')).toContainText('Theme 1')
})
