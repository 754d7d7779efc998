import type { Page } from '@playwright/test'
import type * as Y from 'yjs'
import { anchorOn, flatsOf } from '../../shared/annotations/anchors.ts'
import { COMMENT_KINDS } from '../../shared/annotations/comments.ts'
import { routes } from '../../shared/api/routes.ts'
import { expect, fits, picture, test, CAST } from '../support/browser.ts'
import { roomOf } from '../../shared/rooms.ts'
import { stockClient } from '../support/stock-client.ts'
import { STARTER, type TestServer } from '../support/test-server.ts'
import { at } from './comments-support.ts'

const PEOPLE = [CAST['WL council'], CAST['WL health'], CAST.PP1, CAST.PP2] as const

/** Puts comments and suggestions on words all over the overview, by several people. */
async function annotate(server: TestServer, comments: number, suggestions: number): Promise<void> {
  const guests = await Promise.all(PEOPLE.map((one) => server.signIn(one)))
  const token = await server.token(CAST['WL council'])
  const reader = stockClient(server.url.replace('http', 'ws'), roomOf(STARTER, '4'), token)
  await reader.synced()
  const { doc } = reader
  const text = wordsOf(doc).filter((word) => word.length > 5)
  let made = 0
  for (let n = 0; made < comments + suggestions && n < text.length; n += 1) {
    const words = text[n] ?? ''
    const anchor = anchorOn(doc, 'overview', words)
    const guest = guests[n % guests.length]
    if (anchor === null || guest === undefined) continue
    const suggested = made % 3 === 2 && made / 3 < suggestions
    const reply = await guest.call(routes.comment, {
      params: { document: '4' },
      body: {
        id: `many-${String(made).padStart(6, '0')}`,
        kind: suggested ? 'suggestion' : COMMENT_KINDS.filter((kind) => kind !== 'suggestion')[made % 3],
        text: suggested ? '' : `What do we mean by ${words} here, and who counted?`,
        anchor,
        writtenAt: Date.now() - made * 60_000,
        mentions: [],
        suggestion: suggested
          ? {
              form: (['replace', 'insert', 'strike'] as const)[((made / 3) % 3) | 0],
              words: (made / 3) % 3 >= 2 ? '' : `${words} each year`,
              side: 'after',
            }
          : null,
      },
    })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    made += 1
  }
  expect(made).toBe(comments + suggestions)
  reader.stop()
}

/** Words of the overview, each once. */
function wordsOf(doc: Y.Doc): string[] {
  const { text } = flatsOf(doc)('overview')
  return [...new Set(text.split(/[\s,.:;()/\ufffc]+/))].filter((word) => text.includes(` ${word} `))
}

test('forty comments and twenty suggestions stay legible, wide and narrow, and several are decided at once', async ({
  open,
  server,
}) => {
  await annotate(server, 40, 20)
  const council = await open(CAST['WL council'], { at })
  await expect(council.locator('.mhead h2')).toHaveText(/4\d comments, 2\d suggestions/)
  await expect(council.locator('.prose ins.sg').first()).toBeVisible()
  await fits(council)
  await picture(council, 'suggestions-many-1280')
  const phone = await open(CAST.PP1, { at, width: 360, height: 740, touch: true })
  await phone.locator('.prose mark[data-comment]').nth(4).click()
  await phone.getByRole('navigation', { name: 'Narrative' }).getByRole('button', { name: 'Comments' }).click()
  await fits(phone)
  await picture(phone, 'suggestions-many-360')

  const before = await openSuggestions(council)
  await council.getByRole('button', { name: /Which comments are shown/ }).click()
  await council.getByRole('menuitem', { name: 'Decide several suggestions…' }).click()
  const dialog = council.getByRole('alertdialog')
  await dialog.getByRole('button', { name: /Which/ }).click()
  await council.getByRole('option', { name: /^From Parents/ }).click()
  await dialog.getByRole('button', { name: /^Accept \d+ suggestions$/ }).click()
  await expect(council.getByRole('dialog')).toContainText(/\d+ suggestions accepted/)
  await council.getByRole('button', { name: 'Close this list' }).click()
  await expect.poll(async () => openSuggestions(council)).toBeLessThan(before)
})

const openSuggestions = async (page: Page): Promise<number> =>
  Number(/(\d+) suggestion/.exec((await page.locator('.mhead h2').textContent()) ?? '')?.[1] ?? 0)
