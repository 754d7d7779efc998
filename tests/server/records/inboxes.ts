import { routes } from '../../../shared/api/routes.ts'
import type { Mention } from '../../../shared/annotations/mentions.ts'
import type { InboxItem } from '../../../shared/inbox/items.ts'
import type { SaidLine } from '../../../shared/inbox/said.ts'
import { test as signedIn } from '../../support/signed-in.ts'
import type { Guest } from '../../support/test-server.ts'

/** People signed in, a second parent too; each test begins with inboxes in which nothing is new. */
export const test = signedIn
  .extend<{ $file: { parent2: Guest } }>({
    parent2: [
      async ({ server }, use) =>
        use(await server.signIn({ role: 'PP', partner: 'parents', name: 'Second parent partner' })),
      { scope: 'file' },
    ],
  })
  .extend<{ nothingNew: void }>({
    nothingNew: [
      async ({ lead, health, parent, parent2, sponsor }, use) => {
        for (const guest of [lead, health, parent, parent2, sponsor]) await seeAll(guest)
        await use()
      },
      { auto: true },
    ],
  })

let count = 0
export const id = (): string => `inbox-test-${String((count += 1)).padStart(5, '0')}`
export const anchor = {
  section: 'overview',
  start: {},
  end: {},
  quote: 'numbers of pupils',
  before: '',
  after: '',
}
export const T = { document: '4' }

export const post = async (guest: Guest, over: object = {}, document = '4') => {
  const body = { id: id(), kind: 'question', text: 'Is it so?', anchor, writtenAt: 1, ...over }
  return guest.call(routes.comment, { params: { document }, body })
}
export const reply = (guest: Guest, comment: string, over: object = {}) =>
  guest.call(routes.reply, {
    params: { ...T, comment },
    body: { id: id(), text: 'So it is.', writtenAt: 1, ...over },
  })
export const inbox = async (guest: Guest): Promise<InboxItem[]> => (await guest.call(routes.inbox)).body.items
export const of = async (guest: Guest, comment: string): Promise<InboxItem | undefined> =>
  (await inbox(guest)).find((item) => item.comment?.id === comment)
export const seeAll = async (guest: Guest) => {
  const seen = (await inbox(guest)).map((item) => ({ id: item.id, version: item.comment?.version ?? 0 }))
  await guest.call(routes.seenInbox, { body: { seen } })
}
export const names = async (guest: Guest, document = '4'): Promise<Mention[]> =>
  (await guest.call(routes.mentionable, { params: { document } })).body
export const named = async (guest: Guest, words: string): Promise<Mention> => {
  const found = (await names(guest)).find((one) => one.words === words)
  if (found === undefined) throw new Error(`nobody is called ${words}`)
  return found
}

/** The anchor of the starter's question on these words: it can be placed. */
export const realAnchor = async (guest: Guest) =>
  (await guest.call(routes.comments, { params: T })).body.find(
    (one: { author: { partner: string }; anchor: { quote: string } }) =>
      one.author.partner === 'providers' && one.anchor.quote === anchor.quote,
  ).anchor
/** What is asked of somebody about wording. */
export const waits = async (guest: Guest) =>
  (await inbox(guest)).filter(({ why }) => why.endsWith('wording')).map(({ why, theme }) => `${why} ${theme}`)
/** The line of a comment in "you said, we did". */
export const line = async (guest: Guest, comment: string): Promise<SaidLine | undefined> =>
  (await guest.call(routes.said)).body.lines.find((one: SaidLine) => one.comment === comment)
