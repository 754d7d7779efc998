import type { KyselyPlugin } from 'kysely'
import { expect } from 'vitest'
import { readable } from '../../../server/records/readable.ts'
import { rightsOf } from '../../../server/records/standing.ts'
import { routes } from '../../../shared/api/routes.ts'
import type { InboxItem } from '../../../shared/inbox/items.ts'
import { test } from '../../support/signed-in.ts'
import type { Guest } from '../../support/test-server.ts'
import { action, close, enter, planned, underWay } from './meeting.ts'

const found = async (by: Guest): Promise<InboxItem[]> =>
  ((await by.call(routes.inbox)).body.items as InboxItem[]).filter(({ why }) => why.startsWith('meeting'))
const see = (by: Guest, items: readonly InboxItem[]) =>
  by.call(routes.seenInbox, { body: { seen: items.map(({ id }) => ({ id, version: 0 })) } })

test('the invited hear of a meeting on its day and while it is under way, its owner of an action until it is done', async ({
  lead,
  health,
  parent,
}) => {
  const { id } = await planned(lead, 'workshop', { startsAt: Date.now(), invitees: [health.person.id] })
  await planned(lead, 'workshop', { startsAt: Date.now() + 3 * 86_400_000, invitees: [health.person.id] })
  expect(await found(parent)).toEqual([])
  const today = await found(health)
  expect(today).toMatchObject([
    { why: 'meeting today', document: `minutes-${id}`, isNew: true, waits: false },
  ])
  await see(health, today)
  expect(await found(health)).toEqual([])
  await lead.call(routes.startMeeting, { params: { meeting: id }, body: {} })
  expect(await found(health)).toMatchObject([{ why: 'meeting under way', waits: true }])

  const owner = { member: parent.person.id, name: parent.person.name, partner: 'parents' }
  const due = { day: '2026-11-27', time: '16:00' }
  const given = { item: 'next-steps', words: 'Ask three families.', action: { owner, due } }
  const made = (await enter(lead, id, action(given))).body
  await close(lead, id)
  expect(await found(health)).toEqual([])
  expect(await found(parent)).toMatchObject([
    {
      why: 'meeting action',
      from: { id: lead.person.id },
      says: 'Ask three families. Due 27 November 2026, 16:00.',
      waits: true,
    },
  ])
  await parent.call(routes.settleAction, {
    params: { meeting: id, entry: made.id },
    body: { ...made.action, state: 'done' },
  })
  expect(await found(parent)).toEqual([])
})

test('what may be read is asked of all documents at once, and is what each says by itself', async ({
  server,
  lead,
  health,
  reader,
}) => {
  await close(lead, (await underWay(lead)).id)
  for (let count = 0; count < 12; count++) await planned(lead)
  const { db } = server.running.ledger
  let asked = 0
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      asked++
      return node
    },
    transformResult: async ({ result }) => result,
  }
  for (const { person, workspace } of [lead, health, reader]) {
    const visitor = { ...person, workspace }
    asked = 0
    const found = await readable(db.withPlugin(counting), visitor)
    expect(asked).toBeLessThan(10) // with each document by itself it is dozens, and grows with every meeting
    for (const [document, rights] of found) expect(rights).toEqual(await rightsOf(db, visitor, document))
  }
})
