import { once } from 'node:events'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { routes } from '../../../shared/api/routes.ts'
import { digest } from '../../../server/accounts/secrets.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const codeOf = (link: string): string => link.split('#')[1] ?? ''

test('a link shows what it offers without being spent, then signs in once', async () => {
  const code = codeOf(await server.link({ role: 'WL', partner: 'ccgs' }))
  for (let look = 0; look < 3; look += 1) {
    const offer = await server.call(routes.joinOffer, { body: { code } })
    expect(offer.status).toBe(200)
    expect(offer.body.person).toMatchObject({ name: 'Workstream lead', partner: 'ccgs', role: 'WL' })
    expect(offer.headers.getSetCookie()).toEqual([])
  }
  const joined = await server.call(routes.join, { body: { code } })
  expect(joined.status).toBe(200)
  const [cookie = ''] = joined.headers.getSetCookie()
  expect(cookie).toMatch(new RegExp(`^tl_${joined.body.person.id}=[A-Za-z0-9_-]{43};`))
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Lax/)
  expect(cookie).toMatch(/Path=\//)

  const again = await server.call(routes.join, { body: { code } })
  expect(again.status).toBe(410)
  expect(again.body).toEqual({
    error: 'gone',
    say: 'This link was used already. Ask your lead for a fresh one.',
  })
  expect(again.headers.getSetCookie()).toEqual([])
})

test('of many who press Join on one link at once, exactly one gets in', async () => {
  const code = codeOf(await server.link({ role: 'WL', partner: 'providers' }))
  const racers = await Promise.all(
    Array.from({ length: 8 }, () => server.call(routes.join, { body: { code } })),
  )
  expect(racers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    200, 410, 410, 410, 410, 410, 410, 410,
  ])
})

test('an expired, a replaced, a revoked and a made-up link open nothing', async () => {
  const { db } = server.running.ledger
  const expired = codeOf(await server.link({ role: 'VL' }))
  await db
    .updateTable('credential')
    .set({ expires_at: Date.now() - 1 })
    .where('hash', '=', digest(expired))
    .execute()
  const late = await server.call(routes.join, { body: { code: expired } })
  expect([late.status, late.body.say]).toEqual([410, expect.stringContaining('more than seven days old')])

  const replaced = codeOf(await server.link({ role: 'SP' }))
  await server.link({ role: 'SP' })
  expect((await server.call(routes.join, { body: { code: replaced } })).status).toBe(410)

  const lead = await server.signIn({ role: 'NL' })
  const revoked = codeOf(await server.link({ role: 'GR' }))
  const out = await lead.call(routes.invitations)
  const mine = out.body.find((one: { member: { role: string } }) => one.member.role === 'GR')
  expect((await lead.call(routes.revokeInvitation, { params: { invitation: mine.id } })).status).toBe(200)
  expect((await server.call(routes.join, { body: { code: revoked } })).status).toBe(410)

  const forged = await server.call(routes.join, { body: { code: 'a'.repeat(43) } })
  expect(forged.status).toBe(404)
})

test('an expired session is nobody, and an active one lasts on', async () => {
  const { db } = server.running.ledger
  const guest = await server.signIn({ role: 'DO' })
  const secret = guest.cookie.split('=')[1] ?? ''
  const set = (row: object) =>
    db.updateTable('credential').set(row).where('hash', '=', digest(secret)).execute()

  await set({ last_seen: Date.now() - 3_600_000, expires_at: Date.now() + 1_000 })
  expect((await guest.call(routes.home)).status).toBe(200)
  const { expires_at } = await db
    .selectFrom('credential')
    .select('expires_at')
    .where('hash', '=', digest(secret))
    .executeTakeFirstOrThrow()
  expect(expires_at).toBeGreaterThan(Date.now() + 89 * 86_400_000)

  await set({ expires_at: Date.now() - 1 })
  expect((await guest.call(routes.home)).status).toBe(401)
})

test('neither the code, nor a session, nor a token is kept in clear', async () => {
  const code = codeOf(await server.link({ role: 'NL' }))
  const guest = await server.signIn({ role: 'PP', partner: 'parents' })
  const token = await server.token({ role: 'DO' })
  const everything = JSON.stringify(
    await server.running.ledger.db.selectFrom('credential').selectAll().execute(),
  )
  for (const secret of [code, guest.cookie.split('=')[1] ?? 'none', token])
    expect(everything).not.toContain(secret)
  expect(everything).toContain(digest(token))
})

test('a cookie that was made up, or belongs to somebody else, is nobody', async () => {
  const lead = await server.signIn({ role: 'NL' })
  const parent = await server.signIn({ role: 'PP', partner: 'parents' })
  const secret = parent.cookie.split('=')[1]
  for (const headers of [
    { cookie: `tl_${lead.person.id}=${'A'.repeat(43)}` },
    { cookie: `tl_${lead.person.id}=${secret}` },
    { cookie: `tl_${lead.person.id}=${secret}`, 'x-throughline-as': lead.person.id },
    { cookie: parent.cookie, 'x-throughline-as': lead.person.id },
    { authorization: `Bearer ${secret}` },
    { authorization: 'Bearer nothing' },
  ]) {
    const reply = await server.call(routes.home, { params: { workspace: 'surrey-demo' }, headers })
    expect([reply.status, reply.body.error]).toEqual([401, 'signed out'])
  }
})

test('one browser holds several people: each window says which one it is', async () => {
  const lead = await server.signIn({ role: 'NL' })
  const parent = await server.signIn({ role: 'PP', partner: 'parents' })
  const cookie = `${lead.cookie}; ${parent.cookie}`
  const params = { workspace: 'surrey-demo' }
  const home = (headers: Record<string, string>) => server.call(routes.home, { params, headers })

  expect((await home({ cookie, 'x-throughline-as': parent.person.id })).body.me.id).toBe(parent.person.id)
  expect((await home({ cookie, 'x-throughline-as': lead.person.id })).body.me.id).toBe(lead.person.id)
  expect((await home({ cookie })).body.error).toBe('choose')
  expect((await home({ cookie: `${lead.cookie}; tl_old=${'B'.repeat(43)}` })).body.me.id).toBe(lead.person.id)

  const both = await server.call(routes.signedIn, { headers: { cookie } })
  expect(both.body.people.map((one: { person: { id: string } }) => one.person.id).toSorted()).toEqual(
    [lead.person.id, parent.person.id].toSorted(),
  )
  const out = await server.call(routes.signOut, { params: { member: lead.person.id }, headers: { cookie } })
  expect(out.headers.getSetCookie()[0]).toMatch(new RegExp(`^tl_${lead.person.id}=;`))
  expect((await home({ cookie })).body.me.id).toBe(parent.person.id)
})

test('devices are listed by name and ended one by one', async () => {
  const here = await server.signIn({ role: 'SP' })
  const code = codeOf(await server.link({ role: 'SP' }))
  const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
  const there = await server.call(routes.join, { body: { code }, headers: { 'user-agent': firefox } })
  const cookie = there.headers.getSetCookie()[0]?.split(';')[0] ?? ''

  const list = await here.call(routes.devices)
  expect(list.body).toHaveLength(2)
  const other = list.body.find((one: { thisOne: boolean }) => !one.thisOne)
  expect(other.name).toBe('Firefox on Windows')
  expect((await here.call(routes.endDevice, { params: { device: other.id } })).status).toBe(200)
  expect((await here.call(routes.home, { headers: { cookie } })).status).toBe(401)
  expect((await here.call(routes.home)).status).toBe(200)

  const stranger = await server.signIn({ role: 'NL' })
  const mine = (await here.call(routes.devices)).body[0].id
  expect((await stranger.call(routes.endDevice, { params: { device: mine } })).status).toBe(404)
})

test('a device that is signed out hears no more of the workspace; the others come back', async () => {
  const here = await server.signIn({ role: 'DO' })
  const there = await server.signIn({ role: 'DO' })
  const listen = ({ person, cookie }: typeof here) =>
    new WebSocket(`${server.url.replace('http', 'ws')}/live/surrey-demo?as=${person.id}`, {
      headers: { cookie, origin: server.url },
    })
  const pages = [listen(here), listen(there)]
  await Promise.all(pages.map((page) => once(page, 'open')))
  const closed = Promise.all(pages.map((page) => once(page, 'close')))
  const list = (await here.call(routes.devices)).body
  const other = list.find((one: { thisOne: boolean }) => !one.thisOne)
  await here.call(routes.endDevice, { params: { device: other.id } })
  expect((await closed).map(([code]) => code as number)).toEqual([4510, 4510])

  const out = listen(there)
  out.on('error', () => undefined)
  expect((await once(out, 'unexpected-response'))[1].statusCode).toBe(401)
  const back = listen(here)
  await once(back, 'open')
  back.close()
})

test('joining is tried a few times a minute, not without end', async () => {
  const tries: number[] = []
  for (let n = 0; n < 40; n += 1)
    tries.push((await server.call(routes.joinOffer, { body: { code: `guess-${n}` } })).status)
  expect(tries.at(0)).not.toBe(200)
  const last = await server.call(routes.joinOffer, { body: { code: 'guess' } })
  expect(last.status).toBe(429)
  expect(last.body.error).toBe('too many')
})

test('a store that takes no notes just now still knows who is signed in', async () => {
  const guest = await server.signIn({ role: 'WL', partner: 'schools' })
  const { db } = server.running.ledger
  await db.updateTable('credential').set({ last_seen: 0 }).where('member', '=', guest.person.id).execute()
  await sql`pragma query_only = on`.execute(db) // as a full disk does: every write fails
  try {
    expect((await guest.call(routes.home)).status).toBe(200)
  } finally {
    await sql`pragma query_only = off`.execute(db)
  }
})
