import type { Locator, Page } from '@playwright/test'
import * as Y from 'yjs'
import { anchorOn } from '../../shared/annotations/anchors.ts'
import type { Proposal } from '../../shared/annotations/suggestions.ts'
import { routes } from '../../shared/api/routes.ts'
import { fragmentOf } from '../../shared/narrative/sections.ts'
import { roomOf } from '../../shared/rooms.ts'
import { expect } from '../support/browser.ts'
import { stockClient } from '../support/stock-client.ts'
import { type MemberOptions, STARTER, type TestServer } from '../support/test-server.ts'

export interface Seed extends Partial<Proposal> {
  id: string
  /** The words it is about, and their section. */
  on: string
  section?: string
  /** Why. */
  text?: string
}

/** Opens Theme 4 as this person without a browser, for as long as `act` needs it. */
async function inText<T>(
  server: TestServer,
  who: MemberOptions,
  act: (doc: Y.Doc) => T | Promise<T>,
): Promise<T> {
  const client = stockClient(server.url.replace('http', 'ws'), roomOf(STARTER, '4'), await server.token(who))
  await client.synced()
  const done = await act(client.doc)
  client.stop()
  return done
}

/** Suggestions on words of Theme 4, posted as this person over the API. */
export async function suggested(
  server: TestServer,
  who: MemberOptions,
  seeds: readonly Seed[],
): Promise<void> {
  const guest = await server.signIn(who)
  await inText(server, who, async (doc) => {
    for (const {
      id,
      on,
      section = 'overview',
      text = '',
      form = 'replace',
      words = '',
      side = 'after',
    } of seeds) {
      const reply = await guest.call(routes.comment, {
        params: { document: '4' },
        body: {
          id,
          kind: 'suggestion',
          text,
          anchor: anchorOn(doc, section, on),
          writtenAt: Date.now(),
          mentions: [],
          suggestion: { form, words, side },
        },
      })
      expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    }
  })
}

/** Types into 1.0 as this person, before some of its words. */
export const typed = (server: TestServer, who: MemberOptions, words: string, before: string): Promise<void> =>
  inText(server, who, (doc) => {
    const texts = fragmentOf(doc, 'overview')
      .toArray()
      .flatMap((block) => (block instanceof Y.XmlElement ? block.toArray() : []))
    const text = texts.find((one) => one instanceof Y.XmlText && one.toJSON().includes(before))
    if (!(text instanceof Y.XmlText)) throw new Error(`No paragraph holds "${before}"`)
    text.insert(text.toJSON().indexOf(before), words)
  })

/** The note of a suggestion, by its id. */
export const noteOf = (page: Page, id: string): Locator => page.locator(`#note-${id}`)

/** What the menu of a suggestion's note holds is chosen. */
export async function more(page: Page, note: Locator, item: string): Promise<void> {
  await note.getByRole('button', { name: 'More about this suggestion' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
