import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { routes } from '../../../shared/api/routes.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
let parent: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  parent = await server.signIn({ role: 'PP', partner: 'parents', name: 'Parent partner' })
})
afterAll(() => server.stop())

const wanted = { name: 'Somebody', partner: 'schools', role: 'WL', themes: ['4'] }
let some: { id: string }
beforeEach(async () => {
  some = (await lead.call(routes.invite, { body: wanted })).body.invitation.member
})

const socket = (guest: Guest, path: string) =>
  new WebSocket(`${server.url.replace('http', 'ws')}${path}?as=${guest.person.id}&schema=3`, {
    headers: { cookie: guest.cookie, origin: server.url },
  })

test('a lead invites by name, partner, role and themes, and gets a link that works', async () => {
  const fresh = await lead.call(routes.invite, { body: { ...wanted, name: 'New SENCO' } })
  expect(fresh.status).toBe(200)
  expect(fresh.body.url).toMatch(new RegExp(`^${server.url}/join#[A-Za-z0-9_-]{43}$`))
  expect(fresh.body.invitation.by.id).toBe(lead.person.id)
  const joined = await server.call(routes.join, { body: { code: fresh.body.url.split('#')[1] } })
  expect(joined.body.person).toMatchObject({
    name: 'New SENCO',
    partner: 'schools',
    role: 'WL',
    themes: ['4'],
  })

  const listed = (await lead.call(routes.members)).body.find(
    (one: { name: string }) => one.name === 'New SENCO',
  )
  expect(listed).toMatchObject({ devices: 1, invited: false })
})

test('the forum manages forum members, and nobody else', async () => {
  const forum = { name: 'Third parent', partner: 'parents', role: 'PP', themes: [] }
  const added = await parent.call(routes.invite, { body: forum })
  expect(added.status).toBe(200)
  const { id } = added.body.invitation.member
  expect(
    (await parent.call(routes.changeMember, { params: { member: id }, body: { name: 'Third' } })).status,
  ).toBe(200)

  const refusals = [
    parent.call(routes.invite, { body: wanted }),
    parent.call(routes.invite, { body: { ...forum, role: 'NL' } }),
    parent.call(routes.invite, { body: { ...forum, partner: 'council' } }),
    parent.call(routes.changeMember, { params: { member: id }, body: { role: 'NL' } }),
    parent.call(routes.changeMember, { params: { member: id }, body: { partner: 'council' } }),
    parent.call(routes.changeMember, { params: { member: some.id }, body: { name: 'Taken over' } }),
    parent.call(routes.freshLink, { params: { member: some.id } }),
    parent.call(routes.freshLink, { params: { member: lead.person.id } }),
    parent.call(routes.removeMember, { params: { member: lead.person.id } }),
  ]
  for (const reply of await Promise.all(refusals))
    expect([reply.status, reply.body.error]).toEqual([403, 'not allowed'])
  expect((await parent.call(routes.removeMember, { params: { member: id } })).status).toBe(200)
})

test('a parent partner who writes one theme cannot make, or become, one who writes them all', async () => {
  const narrow = await server.signIn({ role: 'PP', partner: 'parents', name: 'Narrow', themes: ['4'] })
  const all = { name: 'Wide', partner: 'parents', role: 'PP', themes: [] }
  expect((await narrow.call(routes.invite, { body: all })).status).toBe(403)
  expect((await narrow.call(routes.invite, { body: { ...all, themes: ['3', '4'] } })).status).toBe(403)
  expect((await narrow.call(routes.freshLink, { params: { member: parent.person.id } })).status).toBe(403)
  expect((await narrow.call(routes.invite, { body: { ...all, themes: ['4'] } })).status).toBe(200)
})

test.each(['WL', 'DO', 'VL', 'SP', 'GR'] as const)('%s manages nobody', async (role) => {
  const guest = await server.signIn({ role })
  const replies = await Promise.all([
    guest.call(routes.invite, { body: { ...wanted, partner: 'parents', role: 'PP' } }),
    guest.call(routes.changeMember, { params: { member: some.id }, body: { name: 'X' } }),
    guest.call(routes.freshLink, { params: { member: some.id } }),
    guest.call(routes.removeMember, { params: { member: some.id } }),
    guest.call(routes.invitations),
  ])
  expect(replies.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
  expect((await guest.call(routes.members)).status).toBe(role === 'GR' ? 403 : 200)
})

test('nobody raises themselves', async () => {
  for (const [guest, body] of [
    [parent, { role: 'NL' }],
    [parent, { partner: 'council' }],
    [lead, { role: 'DO' }],
    [lead, { themes: ['1'] }],
  ] as const) {
    const reply = await guest.call(routes.changeMember, { params: { member: guest.person.id }, body })
    expect(reply.status).toBe(403)
  }
  const renamed = await lead.call(routes.changeMember, {
    params: { member: lead.person.id },
    body: { name: 'The lead' },
  })
  expect([renamed.status, renamed.body.name]).toEqual([200, 'The lead'])
})

test('the last nominated lead is neither removed nor demoted', async () => {
  const other = await server.signIn({ role: 'NL', name: 'Second lead' })
  expect(
    (await other.call(routes.changeMember, { params: { member: lead.person.id }, body: { role: 'WL' } }))
      .status,
  ).toBe(200)
  const back = { params: { member: lead.person.id }, body: { role: 'NL' } }
  expect((await other.call(routes.removeMember, { params: { member: other.person.id } })).body.say).toMatch(
    /only nominated lead/,
  )
  expect((await other.call(routes.changeMember, back)).status).toBe(200)
  // With two of them, each asks the other to go: exactly one may.
  const both = await Promise.all([
    lead.call(routes.removeMember, { params: { member: other.person.id } }),
    lead.call(routes.changeMember, { params: { member: other.person.id }, body: { role: 'WL' } }),
  ])
  expect(both.map(({ status }) => status)).toContain(200)
  expect((await lead.call(routes.removeMember, { params: { member: lead.person.id } })).status).toBe(403)
})

test('a person removed is out at once: requests, token, link, sockets', async () => {
  const guest = await server.signIn({ role: 'WL', partner: 'schools', name: 'Leaver' })
  const token = await server.token({ role: 'WL', partner: 'schools', name: 'Leaver' })
  const link = await server.link({ role: 'WL', partner: 'schools', name: 'Leaver' })
  const room = socket(guest, '/sync/surrey-demo/narrative/4')
  const live = socket(guest, '/live/surrey-demo')
  await Promise.all([once(room, 'open'), once(live, 'open')])
  const closed = Promise.all([once(room, 'close'), once(live, 'close')])
  expect((await lead.call(routes.removeMember, { params: { member: guest.person.id } })).status).toBe(200)
  expect((await closed).map(([code]) => code as number)).toEqual([4401, 4401])

  expect((await guest.call(routes.home)).status).toBe(401)
  expect(
    (
      await server.call(routes.home, {
        params: { workspace: 'surrey-demo' },
        headers: { authorization: `Bearer ${token}` },
      })
    ).status,
  ).toBe(401)
  expect((await server.call(routes.join, { body: { code: link.split('#')[1] } })).status).toBe(410)
  const refused = socket(guest, '/sync/surrey-demo/narrative/4')
  refused.on('error', () => undefined)
  const [, response] = await once(refused, 'unexpected-response')
  expect(response.statusCode).toBe(401)
})

test('a person whose role changes is told on open pages, and joins again with the new rights', async () => {
  const guest = await server.signIn({ role: 'WL', partner: 'schools', name: 'Changer' })
  const room = socket(guest, '/sync/surrey-demo/narrative/4')
  const live = socket(guest, '/live/surrey-demo')
  await Promise.all([once(room, 'open'), once(live, 'open')])
  const closed = once(room, 'close')
  const told = new Promise((resolve) =>
    live.on('message', (data: Buffer) => data.includes('"you"') && resolve(data.toString())),
  )
  await lead.call(routes.changeMember, { params: { member: guest.person.id }, body: { role: 'SP' } })
  expect((await closed)[0]).toBe(4510)
  expect(JSON.parse((await told) as string)).toEqual({ type: 'you', what: 'rights' })
  live.close()
})

test('who did what to people is in the audit, without secrets', async () => {
  const rows = await server.running.ledger.db.selectFrom('audit').selectAll().execute()
  const did = new Set(rows.map((row) => row.did))
  for (const act of ['added', 'made a link', 'joined', 'changed', 'removed', 'made a token'])
    expect(did).toContain(act)
  expect(JSON.stringify(rows)).not.toMatch(/[A-Za-z0-9_-]{43}/)
})
