import { expect } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import type { InboxItem } from '../../../shared/inbox/items.ts'
import { anchor, id, inbox, named, of, post, reply, waits, T, seeAll, test } from './inboxes.ts'

test('a reply is told to who began and who took part, until they have seen it; never to who wrote it', async ({
  health,
  parent,
  parent2,
}) => {
  const { id: comment } = (await post(parent)).body
  await reply(health, comment, { text: 'First' })
  expect(await of(parent, comment)).toMatchObject({
    why: 'replied',
    from: { id: health.person.id },
    says: 'First',
  })
  expect(await of(health, comment)).toBeUndefined()
  expect(await of(parent2, comment)).toBeUndefined()
  await reply(parent, comment, { text: 'Second' })
  expect(await of(health, comment)).toMatchObject({ why: 'replied', says: 'Second' })
  await seeAll(health)
  expect(await of(health, comment)).toBeUndefined()
})

test('a reply that is mention as well stands once, as the mention', async ({ lead, parent }) => {
  const { id: comment } = (await post(parent)).body
  const mentions = [await named(lead, 'Parent partner, Parents')]
  await reply(lead, comment, { text: 'See 2.0, @Parent partner, Parents', mentions })
  const items = (await inbox(parent)).filter((item) => item.comment?.id === comment)
  expect(items.map(({ why }) => why)).toEqual(['mentioned'])
})

test('C6: what is marked answered waits for its asker until they close it', async ({ lead, parent }) => {
  const { id: comment } = (await post(parent, { kind: 'challenge' })).body
  expect(await of(lead, comment)).toMatchObject({ why: 'challenge', waits: true, isNew: true })
  await lead.call(routes.setCommentState, {
    params: { ...T, comment },
    body: { state: 'answered', version: 1 },
  })
  expect(await of(lead, comment)).toBeUndefined()
  expect(await of(parent, comment)).toMatchObject({
    why: 'may close',
    from: { id: lead.person.id },
    isNew: true,
  })
  await seeAll(parent)
  expect(await of(parent, comment)).toMatchObject({ why: 'may close', isNew: false })
  await parent.call(routes.setCommentState, {
    params: { ...T, comment },
    body: { state: 'closed', version: 2 },
  })
  expect(await of(parent, comment)).toBeUndefined()
})

test('open challenges and suggestions wait for those who may write there, and for nobody else', async ({
  lead,
  health,
  parent,
  parent2,
  sponsor,
}) => {
  const { id: challenge } = (await post(parent, { kind: 'challenge' })).body
  expect((await of(health, challenge))?.why).toBe('challenge')
  expect(await of(sponsor, challenge)).toBeUndefined()
  expect(await of(parent2, challenge)).toBeUndefined()
  const suggestion = { form: 'replace', words: 'share of pupils', side: 'after' }
  const { id: ours } = (await post(sponsor, { kind: 'suggestion', text: '', suggestion })).body
  expect(await of(lead, ours)).toBeUndefined()
  const { id: wording } = (await post(parent, { kind: 'suggestion', text: '', suggestion })).body
  expect(await of(lead, wording)).toMatchObject({
    why: 'suggestion',
    says: 'Write “share of pupils” instead.',
  })
  for (const guest of [sponsor, parent2]) expect(await of(guest, wording)).toBeUndefined()
})

test('seen marks reach only what is in one’s own inbox, and never a version still to come', async ({
  server,
  health,
  parent,
}) => {
  const { id: comment } = (await post(parent)).body
  await reply(health, comment)
  const stranger = { id: `comment:${comment}`, version: 99 }
  await parent.call(routes.seenInbox, { body: { seen: [stranger, { id: 'anything', version: 1 }] } })
  expect(await of(parent, comment)).toBeUndefined()
  await reply(health, comment, { text: 'And more' })
  expect((await of(parent, comment))?.says).toBe('And more')
  const kept = await server.running.ledger.db.selectFrom('inbox_seen').select('item').execute()
  expect(kept.map(({ item }) => item)).not.toContain('anything')
})

test('wording waits for who may enter or confirm it, by the rule of the home page', async ({
  lead,
  health,
}) => {
  expect(await waits(lead)).toEqual(expect.arrayContaining(['enter wording 1', 'enter wording 2']))
  expect(await waits(health)).toEqual([])
  const body = { text: 'A wording as the letter has it.', source: null, seen: null }
  await lead.call(routes.enterWording, { params: { theme: '1' }, body })
  expect(await waits(health)).toEqual(['confirm wording 1'])
  expect(await waits(lead)).not.toContain('confirm wording 1')
  await health.call(routes.confirmWording, { params: { theme: '1' }, body: { text: body.text } })
  expect(await waits(health)).toEqual([])
})

test('a guest reader has no inbox, and another workspace is another inbox', async ({
  server,
  lead,
  reader,
}) => {
  expect((await reader.call(routes.inbox)).status).toBe(403)
  expect((await reader.call(routes.said)).status).toBe(403)
  await server.workspace('next-door')
  const neighbour = await server.signIn({ role: 'NL', workspace: 'next-door' })
  const items: InboxItem[] = (await neighbour.call(routes.inbox)).body.items
  expect(items.filter(({ comment }) => comment !== null)).toEqual([])
  expect((await neighbour.call(routes.said)).body.lines).toEqual([])
  // A member of this workspace is nobody in that one.
  const mention = await named(lead, 'Parents')
  const params = { document: '4' }
  const refused = await neighbour.call(routes.comment, {
    params,
    body: { id: id(), kind: 'question', text: 'Ask @Parents', anchor, writtenAt: 1, mentions: [mention] },
  })
  expect(refused.status).toBe(400)
})
