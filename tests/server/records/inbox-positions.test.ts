import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import type { InboxItem } from '../../../shared/inbox/items.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
let parent: Guest
let health: Guest
let sponsor: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  parent = await server.signIn({ role: 'PP', partner: 'parents' })
  health = await server.signIn({ role: 'WL', partner: 'ccgs' })
  sponsor = await server.signIn({ role: 'DO' })
})
afterAll(() => server.stop())

const asked = async (guest: Guest): Promise<InboxItem[]> =>
  (await guest.call(routes.inbox)).body.items.filter(({ why }: InboxItem) => why.startsWith('position'))
let count = 0
const take = async (guest: Guest, on: string) => {
  const taken = await guest.call(routes.setPosition, {
    params: { theme: '4' },
    body: {
      id: `position-inbox-${String((count += 1))}`,
      partner: guest.person.partner,
      on,
      stance: 'agree',
      reason: null,
      publish: true,
      seen: null,
      writtenAt: Date.now(),
    },
  })
  expect(taken.status).toBe(200)
  return taken.body
}

test('nobody is asked before somebody has taken a position; then each signatory is, once a theme, until it has', async () => {
  for (const guest of [lead, parent, health]) expect(await asked(guest)).toEqual([])
  await take(lead, 'evidence')
  expect(await asked(parent)).toMatchObject([
    {
      why: 'position',
      document: '4',
      title: 'Theme 4',
      from: { id: lead.person.id },
      says: 'Your partner has not yet said where it stands on the evidence base and on the conclusions on impact.',
      isNew: true,
      waits: true,
    },
  ])
  expect((await asked(health)).map(({ why }) => why)).toEqual(['position'])
  // Who does not sign for a partner is not asked.
  expect(await asked(sponsor)).toEqual([])
  expect(await asked(lead)).toEqual([])
  await take(parent, 'evidence')
  expect((await asked(parent))[0]?.says).toBe(
    'Your partner has not yet said where it stands on the conclusions on impact.',
  )
  await take(parent, 'conclusions')
  expect(await asked(parent)).toEqual([])
})

test('once the text has changed since, the signatory is asked again, and that is news once', async () => {
  const { db } = server.running.ledger
  const { version } = await db
    .selectFrom('position')
    .select('version')
    .where('partner', '=', 'parents')
    .where('on', '=', 'evidence')
    .executeTakeFirstOrThrow()
  const changed = (n: number) =>
    db
      .insertInto('changed_since')
      .values({ workspace: 'surrey-demo', document: '4', version, changed: n })
      .onConflict((c) => c.columns(['workspace', 'document', 'version']).doUpdateSet({ changed: n }))
      .execute()
  await changed(4)
  const [item] = await asked(parent)
  expect(item).toMatchObject({ why: 'position again', isNew: true })
  expect(item?.says).toContain('4 paragraphs have changed since')
  await parent.call(routes.seenInbox, { body: { seen: [{ id: item?.id ?? '', version: 0 }] } })
  await changed(5)
  expect(await asked(parent)).toMatchObject([{ why: 'position again', isNew: false }])
  await changed(0)
  expect(await asked(parent)).toEqual([])
})

test('nobody is asked about a frozen narrative', async () => {
  expect(await asked(health)).toHaveLength(1)
  expect((await lead.call(routes.freeze, { params: { theme: '4' }, body: {} })).status).toBe(200)
  expect(await asked(health)).toEqual([])
})
