import type { Page } from '@playwright/test'
import { whereBytesLie } from '../support/bytes.ts'
import {
  accessible,
  caretAfter,
  CAST,
  expect,
  fits,
  picture,
  saved,
  section,
  select,
  test,
  words,
} from '../support/browser.ts'
import { comment, note, pick } from './comments-support.ts'

const NUMBER = '999 000 0018'
const OVERVIEW = 'Overview position statement'
const GONE = 'Text was removed from this document to protect a person. You are reading it as it stands now.'

const text = async (page: Page): Promise<string> => (await words(page, OVERVIEW)).join('\n')

/** Everything this browser keeps of the page's origin, as text: every database, both storages, and Yjs updates as bytes. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const parts: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)]
    for (const key of Object.keys(localStorage))
      for (const part of (localStorage.getItem(key) ?? '').split(' '))
        try {
          parts.push(atob(part))
        } catch {
          // no base64
        }
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name)
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(new Error(name)))
      })
      for (const store of db.objectStoreNames) {
        const values = await new Promise<unknown[]>((resolve) => {
          const request = db.transaction(store).objectStore(store).getAll()
          request.addEventListener('success', () => resolve(request.result as unknown[]))
        })
        for (const value of values)
          parts.push(
            value instanceof Uint8Array
              ? Array.from(value, (byte) => String.fromCharCode(byte)).join('')
              : (JSON.stringify(value) ?? ''),
          )
      }
      db.close()
    }
    return parts.join('\n')
  })

/** The number as it is, or its figures typed one by one as a Yjs update keeps them. */
const holdsNumber = (all: string): boolean =>
  all.includes(NUMBER) || all.includes(NUMBER.replaceAll(' ', '')) || all.includes('000 0018')

async function turnKey(page: Page, first: boolean): Promise<void> {
  await page.getByRole('button', { name: first ? 'Turn my key…' : 'Remove for good…' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText(NUMBER)
  await dialog.getByRole('button', { name: first ? 'Turn my key' : 'Remove for good' }).click()
  await expect(dialog).toBeHidden()
}

test('B6: a pasted NHS number is purged with two keys; no page, device, history or file has it, and an old tab brings nothing back', async ({
  open,
  server,
  cable,
}) => {
  const parent = await open(CAST.PP1, { at: 'themes/4' })
  await saved(parent)
  await caretAfter(parent, OVERVIEW, 'to support them.')
  await parent.evaluate((number) => navigator.clipboard.writeText(` NHS number ${number} for her.`), NUMBER)
  await parent.keyboard.press('Control+V')
  await expect(section(parent, OVERVIEW)).toContainText(NUMBER)
  await parent.keyboard.type(' And a sentence that stays.')
  await saved(parent)
  await comment(parent, NUMBER, 'Question', `Should ${NUMBER} stand here?`)

  // A second person has it all on their device, and goes offline with words of their own.
  const old = await open(CAST['WL health'], { at: 'themes/4', cable })
  await expect(section(old, OVERVIEW)).toContainText(NUMBER)
  await saved(old)
  const elsewhere = await open(CAST['WL council'], { at: 'themes/4' })
  await expect(section(elsewhere, OVERVIEW)).toContainText(NUMBER)
  await saved(elsewhere)
  expect(holdsNumber(await kept(elsewhere))).toBe(true)
  await elsewhere.getByRole('link', { name: 'Five narratives' }).first().click()
  await expect(elsewhere.getByRole('heading', { level: 1 })).toBeVisible()
  cable.cut()
  await caretAfter(old, OVERVIEW, 'sentence that stays.')
  await old.keyboard.type(' Typed on the train.')
  await expect(old.locator('[data-saved]')).toContainText('Offline')

  // Asked for on the words themselves.
  await select(parent, OVERVIEW, NUMBER)
  await parent
    .getByRole('toolbar', { name: 'Selected words' })
    .getByRole('button', { name: 'Ask for removal…' })
    .click()
  const ask = parent.getByRole('dialog', { name: 'Ask for removal' })
  await expect(ask.getByLabel('The exact words')).toHaveValue(NUMBER)
  await ask.getByRole('button', { name: 'See where they stand' }).click()
  await expect(ask).toContainText('1 place in the text')
  await expect(ask).toContainText('1 comment or reply')
  await accessible(parent)
  await picture(parent, 'purge-ask')
  await ask.getByRole('button', { name: 'Ask for removal' }).click()
  await expect(ask).toBeHidden()

  // Meanwhile a comment is being written on the very words.
  await pick(parent, NUMBER)
  await parent
    .getByRole('toolbar', { name: 'Writing tools' })
    .getByRole('button', { name: 'Comment' })
    .click()
  await parent.getByLabel('Your words').fill('Half a thought.')

  const lead = await open(CAST.NL, { at: 'purges' })
  const officer = await open(CAST.DO, { at: 'purges', width: 360, height: 780, touch: true })
  await fits(officer)
  await accessible(officer)
  await picture(officer, 'purges-phone')
  await turnKey(lead, true)
  await expect(officer.getByRole('listitem').filter({ hasText: 'Nominated lead: turned by' })).toBeVisible()
  await picture(lead, 'purges')
  await turnKey(officer, false)
  await expect(officer.getByText(/^Removed from \d+ places$/)).toBeVisible()

  // The open page reads the new text by itself, says so, and cannot undo back to the old one.
  await expect(parent.getByText(GONE)).toBeVisible()
  await expect(section(parent, OVERVIEW)).toContainText(
    'NHS number [removed] for her. And a sentence that stays.',
  )
  await saved(parent)
  const unsent = parent.getByRole('status').filter({ hasText: 'Your words, not sent.' })
  await expect(unsent.locator('blockquote')).toHaveText('Half a thought.')
  await accessible(parent)
  await picture(parent, 'purge-done')
  await parent.getByRole('button', { name: 'I have read this' }).click()
  await section(parent, OVERVIEW).click()
  await parent.keyboard.press('Control+Z')
  await parent.keyboard.press('Control+Z')
  expect(await text(parent)).not.toContain('0018')
  await expect(parent.getByRole('article').filter({ hasText: 'Should [removed] stand here?' })).toBeVisible()
  // What was being written goes on as a comment on other words.
  await pick(parent, 'a sentence that stays')
  await parent
    .getByRole('toolbar', { name: 'Writing tools' })
    .getByRole('button', { name: 'Comment' })
    .click()
  await expect(unsent).toBeHidden()
  await expect(parent.getByLabel('Your words')).toHaveValue('Half a thought.')
  await parent.getByRole('button', { name: 'Post comment' }).click()
  await expect(note(parent, 'Half a thought.')).toContainText('Half a thought.')
  await expect(parent.getByRole('status').filter({ hasText: 'Not accepted' })).toHaveCount(0)
  await parent.goto(parent.url().replace('/themes/4', '/documents/4/history'))
  await expect(parent.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(parent.locator('main')).not.toContainText('0018')
  await expect.poll(async () => holdsNumber(await kept(parent))).toBe(false)

  // A page that shows no document lets go of its copy too.
  await expect.poll(async () => holdsNumber(await kept(elsewhere)), { timeout: 15_000 }).toBe(false)

  // The old tab comes back: its own unsaved words are given to it, and nothing else of what it held is.
  cable.mend()
  await expect(old.getByText(GONE)).toBeVisible({ timeout: 20_000 })
  await expect(section(old, OVERVIEW)).toContainText('NHS number [removed] for her.')
  const given = old.getByRole('status').filter({ hasText: 'Not accepted.' })
  await expect(given.locator('blockquote')).toHaveText(/Typed on the train\.$/)
  await expect(given.locator('blockquote')).not.toContainText('0018')
  await expect.poll(async () => holdsNumber(await kept(old))).toBe(false)
  await given.getByRole('button', { name: 'Throw away' }).click()
  await old.reload()
  await saved(old)
  expect(await text(old)).not.toContain('0018')
  expect(await text(old)).toContain('And a sentence that stays.')
  expect(await whereBytesLie(server.dataDir, NUMBER)).toEqual([])
})
