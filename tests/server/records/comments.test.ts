import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { routes } from '../../../shared/api/routes.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
let health: Guest
let parent: Guest
let reader: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  health = await server.signIn({ role: 'WL', partner: 'ccgs' })
  parent = await server.signIn({ role: 'PP', partner: 'parents' })
  reader = await server.signIn({ role: 'GR' })
})
afterAll(() => server.stop())

const position = { item: { client: 7, clock: 3 }, assoc: 0 }
const anchor = {
  section: 'overview',
  start: position,
  end: position,
  quote: 'numbers of pupils',
  before: '',
  after: '',
}
let count = 0
const id = (): string => `comment-${String((count += 1)).padStart(5, '0')}`
const fresh = (over = {}) => ({
  id: id(),
  kind: 'challenge',
  text: 'Is it so?',
  anchor,
  writtenAt: 1_700_000_000_000,
  ...over,
})
const T = { document: '4' }
const all = async (guest: Guest) => (await guest.call(routes.comments, { params: T })).body
const find = async (guest: Guest, comment: string) =>
  (await all(guest)).find((one: { id: string }) => one.id === comment)
const trail = async (guest: Guest, comment: string) =>
  (await guest.call(routes.commentTrail, { params: { ...T, comment } })).body

let theirs: { id: string; version: number }
beforeEach(async () => {
  theirs = (await parent.call(routes.comment, { params: T, body: fresh() })).body
})

test('a comment carries its author and partner from the session, whatever the body says', async () => {
  const body = fresh({
    author: { id: 'x', name: 'Somebody else', partner: 'council', role: 'NL' },
    state: 'closed',
  })
  const posted = await parent.call(routes.comment, { params: T, body })
  expect(posted.status).toBe(200)
  expect(posted.body).toMatchObject({
    author: { id: parent.person.id, partner: 'parents', role: 'PP' },
    state: 'open',
    version: 1,
    writtenAt: 1_700_000_000_000,
    unread: false,
    replies: [],
  })
  expect(posted.body.at).toBeGreaterThan(Date.now() - 60_000)
})

test('the same comment sent twice, as from an offline queue, stands once', async () => {
  const body = fresh()
  const [first, second] = await Promise.all([
    parent.call(routes.comment, { params: T, body }),
    parent.call(routes.comment, { params: T, body }),
  ])
  expect([first.status, second.status]).toEqual([200, 200])
  expect((await all(parent)).filter((one: { id: string }) => one.id === body.id)).toHaveLength(1)
  expect((await trail(parent, body.id)).map((entry: { did: string }) => entry.did)).toEqual(['posted'])
  const taken = await health.call(routes.comment, { params: T, body })
  expect([taken.status, taken.body.error]).toEqual([400, 'bad request'])

  const reply = { id: id(), text: 'We hear you.', writtenAt: 1 }
  for (let n = 0; n < 2; n += 1)
    expect((await lead.call(routes.reply, { params: { ...T, comment: body.id }, body: reply })).status).toBe(
      200,
    )
  expect((await find(parent, body.id)).replies).toHaveLength(1)
})

test('C6 (R91): only its author closes a comment; others answer, reply and reopen', async () => {
  const place = { ...T, comment: theirs.id }
  const close = (guest: Guest, version: number, state = 'closed') =>
    guest.call(routes.setCommentState, { params: place, body: { state, version } })
  const refused = await close(lead, theirs.version)
  expect([refused.status, refused.body.error]).toEqual([403, 'not allowed'])
  expect(refused.body.say).toMatch(/Only the person who wrote this comment closes it/)
  expect((await find(lead, theirs.id)).state).toBe('open')

  const answered = await close(lead, theirs.version, 'answered')
  expect(answered.body).toMatchObject({ state: 'answered', version: 2 })
  const closed = await close(parent, 2)
  expect(closed.body).toMatchObject({ state: 'closed', version: 3 })
  expect((await close(lead, 3, 'open')).status).toBe(403)
  expect((await close(parent, 3, 'open')).body.state).toBe('open')
  expect((await trail(lead, theirs.id)).map((entry: { did: string }) => entry.did)).toEqual([
    'posted',
    'answered',
    'closed',
    'reopened',
  ])
})

test('a stale write is answered with the comment as it stands, and changes nothing', async () => {
  const params = { ...T, comment: theirs.id }
  await health.call(routes.reply, { params, body: { id: id(), text: 'One more thing.', writtenAt: 1 } })
  const stale = await lead.call(routes.setCommentState, { params, body: { state: 'answered', version: 1 } })
  expect([stale.status, stale.body.error]).toEqual([409, 'stale'])
  expect(stale.body.theirs).toMatchObject({ id: theirs.id, version: 2, state: 'open' })
  expect(stale.body.theirs.replies).toHaveLength(1)
  expect((await find(lead, theirs.id)).state).toBe('open')
})

test('of two who set different states at once, one is told it is stale', async () => {
  const params = { ...T, comment: theirs.id }
  const both = await Promise.all([
    lead.call(routes.setCommentState, { params, body: { state: 'answered', version: 1 } }),
    parent.call(routes.setCommentState, { params, body: { state: 'closed', version: 1 } }),
  ])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
})

test('its author edits and takes back; nobody else does; the trail keeps the words', async () => {
  const params = { ...T, comment: theirs.id }
  for (const guest of [lead, health, reader]) {
    expect((await guest.call(routes.editComment, { params, body: { text: 'Put in a mouth' } })).status).toBe(
      403,
    )
    expect((await guest.call(routes.deleteComment, { params })).status).toBe(403)
  }
  const edited = await parent.call(routes.editComment, { params, body: { text: 'Is it really so?' } })
  expect(edited.body).toMatchObject({ text: 'Is it really so?', version: 2 })
  expect(edited.body.editedAt).not.toBeNull()
  expect((await parent.call(routes.deleteComment, { params })).body).toEqual({ done: true })
  expect(await find(lead, theirs.id)).toBeUndefined()
  expect(
    (await trail(lead, theirs.id)).map(({ did, before }: { did: string; before: string }) => [did, before]),
  ).toEqual([
    ['posted', null],
    ['edited', 'Is it so?'],
    ['deleted', 'Is it really so?'],
  ])
  const late = await lead.call(routes.reply, { params, body: { id: id(), text: 'Too late', writtenAt: 1 } })
  expect([late.status, late.body.error]).toEqual([410, 'gone'])
})

test('a comment that others answered stays as their frame when it is taken back, without its words', async () => {
  const params = { ...T, comment: theirs.id }
  const reply = { id: id(), text: 'Fair.', writtenAt: 1 }
  await lead.call(routes.reply, { params, body: reply })
  await parent.call(routes.deleteComment, { params })
  expect(await find(lead, theirs.id)).toMatchObject({ deleted: true, text: '', replies: [{ text: 'Fair.' }] })

  const own = { ...params, reply: reply.id }
  expect((await parent.call(routes.deleteReply, { params: own })).status).toBe(403)
  expect((await parent.call(routes.editReply, { params: own, body: { text: 'No' } })).status).toBe(403)
  expect(
    (await lead.call(routes.editReply, { params: own, body: { text: 'Very fair.' } })).body.replies[0].text,
  ).toBe('Very fair.')
  expect((await lead.call(routes.deleteReply, { params: own })).body.replies[0]).toMatchObject({
    deleted: true,
    text: '',
  })
})

test('unread until seen, and again after news; re-anchoring is no news', async () => {
  const params = { ...T, comment: theirs.id }
  expect((await find(lead, theirs.id)).unread).toBe(true)
  expect((await find(parent, theirs.id)).unread).toBe(false)
  const before = (await lead.call(routes.home)).body.themes[3]
  await lead.call(routes.seenComments, { params: T, body: { seen: [{ id: theirs.id, version: 1 }] } })
  expect((await find(lead, theirs.id)).unread).toBe(false)
  const after = (await lead.call(routes.home)).body.themes[3]
  expect([after.openComments, after.unreadComments]).toEqual([before.openComments, before.unreadComments - 1])

  const moved = { ...anchor, before: 'Overall the ', after: ' identified with SEN' }
  expect(
    (await health.call(routes.moveAnchor, { params, body: { anchor: moved, version: 1 } })).body.anchor
      .before,
  ).toBe('Overall the ')
  expect((await find(lead, theirs.id)).unread).toBe(false)
  await health.call(routes.reply, { params, body: { id: id(), text: 'News', writtenAt: 1 } })
  expect((await find(lead, theirs.id)).unread).toBe(true)
})

test('nobody moves a comment onto other words, except its author', async () => {
  const params = { ...T, comment: theirs.id }
  const body = { anchor: { ...anchor, quote: 'quite other words' }, version: 1 }
  expect((await health.call(routes.moveAnchor, { params, body })).status).toBe(403)
  expect((await parent.call(routes.moveAnchor, { params, body })).status).toBe(200)
})

test('a guest reader neither reads nor writes comments; a sponsor writes them', async () => {
  const params = { ...T, comment: theirs.id }
  expect((await reader.call(routes.comments, { params: T })).status).toBe(403)
  expect((await reader.call(routes.comment, { params: T, body: fresh() })).status).toBe(403)
  expect(
    (await reader.call(routes.reply, { params, body: { id: id(), text: 'x', writtenAt: 1 } })).status,
  ).toBe(403)
  expect(
    (await reader.call(routes.setCommentState, { params, body: { state: 'answered', version: 1 } })).status,
  ).toBe(403)
  expect((await reader.call(routes.commentTrail, { params })).status).toBe(403)
  const sponsor = await server.signIn({ role: 'SP' })
  expect((await sponsor.call(routes.comment, { params: T, body: fresh() })).status).toBe(200)
})

test('whoever becomes a guest reader changes nothing they once wrote', async () => {
  const sponsor = await server.signIn({ role: 'SP', name: 'Sponsor for a while' })
  const mine = (await sponsor.call(routes.comment, { params: T, body: fresh() })).body
  const params = { ...T, comment: mine.id }
  const reply = { id: id(), text: 'And so on.', writtenAt: 1 }
  await sponsor.call(routes.reply, { params, body: reply })
  await lead.call(routes.changeMember, { params: { member: sponsor.person.id }, body: { role: 'GR' } })
  const ofReply = { ...params, reply: reply.id }
  const body = { text: 'Changed as a guest' }
  expect((await sponsor.call(routes.editComment, { params, body })).status).toBe(403)
  expect((await sponsor.call(routes.editReply, { params: ofReply, body })).status).toBe(403)
  expect((await sponsor.call(routes.deleteReply, { params: ofReply })).status).toBe(403)
  expect((await sponsor.call(routes.deleteComment, { params })).status).toBe(403)
  expect(await find(lead, mine.id)).toMatchObject({ text: mine.text, replies: [{ text: reply.text }] })
})

test('a comment is found in its own theme only', async () => {
  const params = { document: '3', comment: theirs.id }
  expect((await parent.call(routes.editComment, { params, body: { text: 'x' } })).status).toBe(404)
  expect((await parent.call(routes.commentTrail, { params })).status).toBe(404)
})

test.each([
  ['no words', { text: '   ' }, /Write something first/],
  ['too many words', { text: 'x'.repeat(4_001) }, /under 4,000 characters/],
  ['an unknown kind', { kind: 'rant' }, /"kind"/],
  ['no anchor', { anchor: undefined }, /"anchor"/],
  ['an id that is no id', { id: '../../etc' }, /"id"/],
])('%s: refused, and it says what was wrong', async (_, over, say) => {
  const reply = await parent.call(routes.comment, { params: T, body: fresh(over) })
  expect([reply.status, reply.body.error]).toEqual([400, 'bad request'])
  expect(reply.body.say).toMatch(say)
})

test('a comment written on a clock that runs ahead was not written in the future', async () => {
  const posted = await parent.call(routes.comment, {
    params: T,
    body: fresh({ writtenAt: Date.now() + 86_400_000 }),
  })
  expect(posted.body.writtenAt).toBe(posted.body.at)
})

test('everyone with the page open hears of it within a second', async () => {
  const live = new WebSocket(`${server.url.replace('http', 'ws')}/live/surrey-demo?as=${lead.person.id}`, {
    headers: { cookie: lead.cookie, origin: server.url },
  })
  await new Promise((resolve) => live.once('open', resolve))
  const heard = new Promise<number>((resolve) =>
    live.on('message', (data: Buffer) => {
      if (data.toString() === JSON.stringify({ type: 'changed', what: 'comments', document: '4' }))
        resolve(Date.now())
    }),
  )
  const sent = Date.now()
  await parent.call(routes.comment, { params: T, body: fresh() })
  expect((await heard) - sent).toBeLessThan(1_000)
  live.close()
})

test('what waited offline is not stale for one’s own earlier writes, and is for somebody else’s', async () => {
  const params = { ...T, comment: theirs.id }
  const answer = (guest: Guest, version: number, state = 'answered') =>
    guest.call(routes.setCommentState, { params, body: { state, version } })
  const reply = (guest: Guest) =>
    guest.call(routes.reply, { params, body: { id: id(), text: 'Yes.', writtenAt: 1_700_000_000_000 } })
  // Replied and marked answered on a train: both were made on the version seen before.
  expect((await reply(health)).body.version).toBe(2)
  expect((await answer(health, 1)).body).toMatchObject({ state: 'answered', version: 3 })
  expect((await answer(lead, 1, 'open')).status).toBe(409)

  const mine = fresh()
  await health.call(routes.comment, { params: T, body: mine })
  // A comment that waits to be posted has no version yet for the page that shows it.
  const own = { ...T, comment: mine.id }
  const closed = await health.call(routes.setCommentState, {
    params: own,
    body: { state: 'closed', version: 0 },
  })
  expect(closed.body).toMatchObject({ state: 'closed', version: 2 })
})
