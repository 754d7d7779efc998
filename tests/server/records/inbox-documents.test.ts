import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import type { DocumentId } from '../../../shared/domain/documents.ts'
import type { VersionReason } from '../../../shared/history/version.ts'
import type { InboxItem, InboxWhy } from '../../../shared/inbox/items.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
let health: Guest
let parent: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  health = await server.signIn({ role: 'WL', partner: 'ccgs' })
  parent = await server.signIn({ role: 'PP', partner: 'parents' })
})
afterAll(() => server.stop())

const found = async (guest: Guest, why: InboxWhy): Promise<InboxItem[]> =>
  (await guest.call(routes.inbox)).body.items.filter((item: InboxItem) => item.why === why)
const see = (guest: Guest, items: readonly InboxItem[]) =>
  guest.call(routes.seenInbox, { body: { seen: items.map(({ id }) => ({ id, version: 0 })) } })
/** Keeps a version as the documents' own rules do. */
const keep = (document: DocumentId, why: VersionReason, by: Guest, at: number) =>
  server.running.ledger.db
    .insertInto('version')
    .values({
      workspace: 'surrey-demo',
      document,
      id: `${document}-${at}`,
      at,
      why,
      name: null,
      by: JSON.stringify(by.person),
      checksum: '',
      paragraphs: '[]',
      words: 1,
      content: new Uint8Array(),
    })
    .execute()

/** Hands an analysis in, as its own rule does. */
const submit = (by: Guest, number: number, at: number) =>
  server.running.ledger.db
    .insertInto('submission')
    .values({
      workspace: 'surrey-demo',
      id: `submission-${number}`,
      partner: 'parents',
      number,
      version: `v-${number}`,
      by: JSON.stringify(by.person),
      at,
      words: 1,
    })
    .execute()

test('another partner’s submitted analysis is news until it has been looked at; one’s own is not', async () => {
  const now = Date.now()
  // A version that was kept for a submission which then failed is no news.
  await keep('analysis-parents', 'submitted', parent, now)
  expect(await found(lead, 'analysis submitted')).toEqual([])
  await submit(parent, 1, now + 1)
  const [item] = await found(lead, 'analysis submitted')
  expect(item).toMatchObject({
    title: 'Parents: own analysis',
    from: { id: parent.person.id },
    at: now + 1,
    isNew: true,
    waits: false,
  })
  expect(await found(parent, 'analysis submitted')).toEqual([])
  await see(lead, item === undefined ? [] : [item])
  expect(await found(lead, 'analysis submitted')).toEqual([])
  expect(await found(health, 'analysis submitted')).toHaveLength(1)
  // A newer submission is news again, and stands for the one before it.
  await submit(parent, 2, now + 2)
  expect((await found(lead, 'analysis submitted')).map(({ at }) => at)).toEqual([now + 2])
  expect((await found(health, 'analysis submitted')).map(({ at }) => at)).toEqual([now + 2])
})

test('a draft that is opened to the others is told; a private one is told to nobody', async () => {
  expect(await found(lead, 'analysis shared')).toEqual([])
  await server.running.ledger.db
    .insertInto('analysis')
    .values({ workspace: 'surrey-demo', partner: 'parents', shared: 1, invited: 0, version: 1 })
    .execute()
  expect(await found(lead, 'analysis shared')).toMatchObject([{ document: 'analysis-parents', isNew: true }])
  expect(await found(parent, 'analysis shared')).toEqual([])
  await see(lead, await found(lead, 'analysis shared'))
  expect(await found(lead, 'analysis shared')).toEqual([])
  // Taken back, and opened again: news once more.
  await server.running.ledger.db.updateTable('analysis').set({ version: 3 }).execute()
  expect(await found(lead, 'analysis shared')).toHaveLength(1)
})

test('Easy Read waits for those who sign it off once it has words, and again when it was written on since', async () => {
  const { db } = server.running.ledger
  const place = { workspace: 'surrey-demo', document: 'easy-4', section: 'easy' } as const
  await db
    .insertInto('section_state')
    .values({ ...place, position: 0, title: 'In Easy Read', words: 0 })
    .execute()
  const edit = (at: number) =>
    db
      .insertInto('section_edit')
      .values({ ...place, member: health.person.id, by: JSON.stringify(health.person), at })
      .onConflict((c) => c.columns(['workspace', 'document', 'section', 'member']).doUpdateSet({ at }))
      .execute()
  await edit(1_000)
  expect(await found(parent, 'easy read')).toEqual([])
  await db.updateTable('section_state').set({ words: 12 }).where('document', '=', 'easy-4').execute()
  for (const guest of [parent, lead])
    expect(await found(guest, 'easy read')).toMatchObject([
      { document: 'easy-4', title: 'Theme 4 in Easy Read', from: { id: health.person.id }, waits: true },
    ])
  expect(await found(health, 'easy read')).toEqual([])
  await keep('easy-4', 'signed off', parent, 2_000)
  expect(await found(parent, 'easy read')).toEqual([])
  await edit(3_000)
  expect(await found(parent, 'easy read')).toHaveLength(1)
})
