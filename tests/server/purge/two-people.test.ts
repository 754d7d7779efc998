import { afterAll, beforeAll, expect, it } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import type { Role } from '../../../shared/domain/roles.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

/** The two keys of a purge are held by two people: nobody who made the other holder turns both. */

const DAY = 24 * 3_600_000

let server: TestServer
let lead: Guest
let second: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  second = await server.signIn({ role: 'NL', name: 'Second lead' })
})
afterAll(() => server.stop())

const db = () => server.running.ledger.db
let count = 0

/** Somebody whom `by` invites, signed in with that link. */
async function invited(by: Guest, role: Role): Promise<Guest> {
  const body = { name: `${role} ${++count}`, partner: 'council', role, themes: [] }
  const fresh = await by.call(routes.invite, { body })
  expect(fresh.status).toBe(200)
  return joined(fresh.body.url)
}
const joined = (link: string): Promise<Guest> => server.enter(link)

/** Asked for by the first, whose key that turns; what the second is answered. */
async function bothKeys(first: Guest, other: Guest) {
  const purge = `two-people-${String(++count).padStart(4, '0')}`
  const asked = await first.call(routes.askPurge, {
    body: { id: purge, document: '4', words: `Nobody Inparticular ${count}` },
  })
  expect(asked.body.state).toBe('asked')
  return other.call(routes.turnKey, { params: { purge }, body: {} })
}
async function refused(first: Guest, other: Guest): Promise<void> {
  const reply = await bothKeys(first, other)
  expect([reply.status, reply.body.error]).toEqual([403, 'not allowed'])
  expect(reply.body.say).toMatch(/behind both keys.*asked again a day after/)
}
async function taken(first: Guest, other: Guest): Promise<void> {
  expect((await bothKeys(first, other)).status).toBe(200)
}
/** As if this person's links had been used a day and a bit ago. */
const aDayLater = ({ person }: Guest) =>
  db()
    .updateTable('credential')
    .set((e) => ({ used_at: e('used_at', '-', DAY + 60_000) }))
    .where('member', '=', person.id)
    .where('used_at', 'is not', null)
    .execute()

it('who has just been invited by the lead does not turn the other key, whichever is turned first', async () => {
  const officer = await invited(lead, 'DO')
  await refused(lead, officer)
  await refused(officer, lead)
  await taken(second, officer)
  await aDayLater(officer)
  await taken(lead, officer)
})

it('nor with another invited in between, nor two who were both invited by one', async () => {
  const puppet = await invited(lead, 'NL')
  const officer = await invited(puppet, 'DO')
  await refused(lead, officer)
  await refused(puppet, await invited(lead, 'DO'))
  await taken(second, officer)
})

it('nor who was given the role, or let in by a link that the lead made for them', async () => {
  const officer = await server.signIn({ role: 'DO', name: 'An officer of old' })
  await taken(lead, officer)
  const { body } = await lead.call(routes.freshLink, { params: { member: officer.person.id } })
  await taken(lead, officer) // a link that nobody has used lets nobody in
  await refused(lead, await joined(body.url))

  const helper = await server.signIn({ role: 'WL', partner: 'council', name: 'A helper' })
  const params = { member: helper.person.id }
  expect((await lead.call(routes.changeMember, { params, body: { role: 'DO' } })).status).toBe(200)
  await refused(lead, helper)
  await taken(second, helper)
})

it('who makes a link for their own second device is still one person', async () => {
  const officer = await server.signIn({ role: 'DO', name: 'With two devices' })
  const { body } = await officer.call(routes.freshLink, { params: { member: officer.person.id } })
  await taken(lead, await joined(body.url))
})
