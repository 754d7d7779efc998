import { nanoid } from 'nanoid'
import { sql } from 'kysely'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { HELP } from '../../../server/admin/options.ts'
import { checkChain } from '../../../server/records/chain.ts'
import { routes } from '../../../shared/api/routes.ts'
import { PARTNER_KINDS } from '../../../shared/domain/partners.ts'
import { GROUNDS, type Ground, type Stance, WORDS_REMOVED } from '../../../shared/domain/positions.ts'
import type { ThemeId } from '../../../shared/domain/themes.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
const open: WebsocketProvider[] = []
let signatories: Record<(typeof PARTNER_KINDS)[number], Guest>
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  signatories = {
    council: lead,
    ccgs: await server.signIn({ role: 'WL', partner: 'ccgs' }),
    providers: await server.signIn({ role: 'WL', partner: 'providers' }),
    parents: await server.signIn({ role: 'PP', partner: 'parents', name: 'Second parent partner' }),
    schools: await server.signIn({ role: 'WL', partner: 'schools' }),
  }
})
afterAll(async () => {
  for (const provider of open.splice(0)) provider.destroy()
  await server.stop()
})

const REASON = 'Families were not asked. We saw no figures that show it.'

const body = (by: Guest, on: Ground, stance: Stance, more: object = {}) => ({
  id: nanoid(),
  partner: by.person.partner,
  on,
  stance,
  reason: stance === 'agree' || stance === 'not yet' ? null : REASON,
  publish: true,
  seen: null,
  writtenAt: Date.now(),
  ...more,
})
const set = (by: Guest, theme: ThemeId, on: Ground, stance: Stance, more: object = {}) =>
  by.call(routes.setPosition, { params: { theme }, body: body(by, on, stance, more) })
const read = async (by: Guest) => (await by.call(routes.positions)).body
const statusOf = async (theme: ThemeId, by = lead) =>
  (await by.call(routes.home)).body.themes[Number(theme) - 1].status

/** Writes a paragraph as a page does, by a socket of its own; resolves with the provider once it is sent. */
async function write(by: Guest, theme: ThemeId, words: string): Promise<WebsocketProvider> {
  class Socket extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers: { cookie: by.cookie, origin: server.url } })
    }
  }
  const room = `surrey-demo/narrative/${theme}`
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, room, new Y.Doc(), {
    params: { as: by.person.id, schema: '3' },
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  open.push(provider)
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  fragmentOf(provider.doc, 'overview').push([paragraph])
  return provider
}

test('only its signatory sets a position; every other role is refused, and nothing is recorded', async () => {
  const others: [string, Guest][] = []
  for (const [role, partner, name] of [
    ['NL', 'council', 'Nominated lead'],
    ['WL', 'council', 'Workstream lead'],
    ['DO', 'council', 'Data officer'],
    ['VL', 'council', 'Voice and participation lead'],
    ['SP', 'council', 'Sponsor'],
    ['GR', 'council', 'Guest reader'],
    ['GR', 'parents', 'A reader of the forum'],
    ['WL', 'schools', 'SENCO'],
  ] as const)
    others.push([`${role} of ${partner}`, await server.signIn({ role, partner, name })])
  for (const [who, guest] of others) {
    const refused = await guest.call(routes.setPosition, {
      params: { theme: '5' },
      body: { ...body(guest, 'conclusions', 'agree'), partner: 'parents' },
    })
    expect([who, refused.status, refused.body.error]).toEqual([who, 403, 'not allowed'])
  }
  // Of the schools, the named signatory alone: not another workstream lead of theirs.
  const colleague = await server.signIn({ role: 'WL', partner: 'schools', name: 'Another head teacher' })
  expect((await set(colleague, '5', 'evidence', 'agree')).status).toBe(403)
  expect((await read(lead)).positions).toEqual([])
})

test.each([0, -1, 1.5])('a device’s clock that says %s is not taken for a time', async (writtenAt) => {
  const reply = await set(signatories.parents, '1', 'evidence', 'agree', { writtenAt })
  expect([reply.status, reply.body.error]).toEqual([400, 'bad request'])
})

test('a reason is asked where a partner does not simply agree', async () => {
  const refused = await set(signatories.parents, '5', 'evidence', 'do not agree', { reason: ' ' })
  expect([refused.status, refused.body.error]).toEqual([400, 'bad request'])
})

test('the same again from the outbox sets it once; a position not read is not passed over', async () => {
  const by = signatories.parents
  const first = body(by, 'evidence', 'agree with reservations')
  const sent = () => by.call(routes.setPosition, { params: { theme: '1' }, body: first })
  expect((await sent()).body).toEqual((await sent()).body)
  const stale = await set(by, '1', 'evidence', 'agree')
  expect([stale.status, stale.body.error]).toEqual([409, 'stale'])
  expect(stale.body.theirs).toMatchObject({ id: first.id, reason: REASON })
  const next = await set(by, '1', 'evidence', 'do not agree', { seen: first.id })
  expect(next.body).toMatchObject({ stance: 'do not agree', supersedes: first.id })
  const all = (await read(lead)).positions.filter(({ theme }: { theme: string }) => theme === '1')
  expect(all.map(({ stance }: { stance: string }) => stance)).toEqual([
    'agree with reservations',
    'do not agree',
  ])
})

test('no statement changes or takes away a position; what gets past shows in a check', async () => {
  const { db } = server.running.ledger
  for (const statement of [
    `update position set stance = 'agree' where theme = '1'`,
    `update position set reason = 'Nothing to see' where theme = '1'`,
    `update position set publish = 0 where theme = '1'`,
    `update position set reason = '${WORDS_REMOVED}', salt = null, stance = 'agree' where theme = '1'`,
    `delete from position where theme = '1'`,
    `insert or replace into position select * from position where theme = '1'`,
  ])
    await expect(sql.raw(statement).execute(db), statement).rejects.toThrow(/a position is never/)
  expect((await checkChain(db)).faults).toEqual([])
  // Somebody with the file and no scruples.
  const trigger = await sql<{
    sql: string
  }>`select sql from sqlite_master where name = 'position_stands'`.execute(db)
  await sql.raw('drop trigger position_stands').execute(db)
  const { id, stance } = await db
    .selectFrom('position')
    .selectAll()
    .where('stance', '=', 'do not agree')
    .executeTakeFirstOrThrow()
  const force = (to: string) => sql`update position set stance = ${to} where id = ${id}`.execute(db)
  await force('agree')
  expect((await checkChain(db)).faults).toEqual([
    `position ${id} in surrey-demo: it was changed, or put in past the program.`,
  ])
  await force(stance)
  expect((await checkChain(db)).faults).toEqual([])
  await sql.raw(trigger.rows[0]?.sql ?? '').execute(db)
})

test('its signatory alone takes identifying words out of a reason; stance and check stay', async () => {
  const by = signatories.parents
  const [position] = (await read(by)).positions
  const params = { theme: '1', position: position.id }
  const remove = (guest: Guest) => guest.call(routes.removeWordsOfPosition, { params, body: {} })
  expect((await remove(lead)).status).toBe(403)
  const removed = await remove(by)
  expect(removed.body).toMatchObject({ reason: WORDS_REMOVED, stance: 'agree with reservations' })
  expect((await checkChain(server.running.ledger.db)).faults).toEqual([])
})

test('C3: agreed with recorded disagreement once the others agree; a material change asks again', async () => {
  expect(await statusOf('4')).toBe('draft')
  let first: { id: string; changed: number } | null = null
  for (const [partner, by] of Object.entries(signatories))
    for (const on of GROUNDS) {
      const no = partner === 'parents' && on === 'conclusions'
      const done = await set(by, '4', on, no ? 'do not agree' : 'agree')
      expect([partner, done.status]).toEqual([partner, 200])
      if (no) first = done.body
      if (partner !== 'schools') expect(await statusOf('4')).toBe('in agreement')
    }
  expect(await statusOf('4')).toBe('agreed with recorded disagreement')
  const page = await lead.call(routes.documentPage, { params: { document: '4' } })
  expect(page.body.status).toBe('agreed with recorded disagreement')
  const { db } = server.running.ledger
  const agreed = await db
    .selectFrom('version')
    .selectAll()
    .where('document', '=', '4')
    .where('why', '=', 'agreed')
    .execute()
  expect(agreed).toHaveLength(1)

  await write(lead, '4', 'A further paragraph that nobody had agreed to.')
  await vi.waitFor(async () => expect(await statusOf('4')).toBe('in agreement'), { timeout: 10_000 })
  const changed = (await read(lead)).positions.find(({ id }: { id: string }) => id === first?.id)
  expect(changed.changed).toBe(1)
  expect(changed.version.id).toEqual(expect.any(String))
}, 30_000)

test('a lead freezes: nobody writes or sets a position; a guest reader finds it on home; a new draft goes on', async () => {
  const refused = await signatories.ccgs.call(routes.freeze, { params: { theme: '4' }, body: {} })
  expect(refused.status).toBe(403)
  expect((await lead.call(routes.freeze, { params: { theme: '4' }, body: {} })).status).toBe(200)
  const page = (await lead.call(routes.documentPage, { params: { document: '4' } })).body
  expect(page).toMatchObject({ status: 'frozen', rights: { read: true, comment: true, edit: false } })
  expect(page.frozen).toMatchObject({ version: expect.any(String), by: { role: 'NL' } })
  expect((await set(signatories.parents, '4', 'evidence', 'agree')).status).toBe(403)

  const guest = await server.signIn({ role: 'GR' })
  const home = (await guest.call(routes.home)).body
  expect(home.themes).toEqual([])
  expect(home.frozen).toMatchObject([{ id: '4', version: page.frozen.version }])
  const seen = (await guest.call(routes.positions)).body
  expect(seen.themes.map(({ id }: { id: string }) => id)).toEqual(['4'])
  expect(
    seen.positions.every(
      ({ theme, publish }: { theme: string; publish: boolean }) => theme === '4' && publish,
    ),
  ).toBe(true)

  expect((await lead.call(routes.goOn, { params: { theme: '4' }, body: {} })).status).toBe(200)
  const open = (await lead.call(routes.documentPage, { params: { document: '4' } })).body
  expect(open).toMatchObject({ status: 'in agreement', frozen: null, rights: { edit: true } })
  expect((await guest.call(routes.home)).body.frozen).toHaveLength(1)
})

test('what is not published is no guest reader’s, nor who signs', async () => {
  const by = signatories.schools
  await set(by, '3', 'evidence', 'do not agree', { publish: false })
  await lead.call(routes.freeze, { params: { theme: '3' }, body: {} })
  const guest = await server.signIn({ role: 'GR' })
  const seen = (await guest.call(routes.positions)).body
  expect(seen.positions.filter(({ theme }: { theme: string }) => theme === '3')).toEqual([])
  expect(seen.partners.every(({ signatory }: { signatory: unknown }) => signatory === null)).toBe(true)
})

test('a position written without a connection is taken on what could be read then', async () => {
  const { db } = server.running.ledger
  const by = signatories.ccgs
  await set(signatories.schools, '2', 'evidence', 'agree')
  await db
    .updateTable('version')
    .set({ at: Date.now() - 3_600_000 })
    .where('document', '=', '2')
    .execute()
  const [old] = await db.selectFrom('version').selectAll().where('document', '=', '2').execute()
  const late = await set(by, '2', 'evidence', 'agree', { writtenAt: Date.now() - 1_800_000 })
  expect(late.body.version.id).toBe(old?.id)
})

const name = (partner: string, signatory: string | null, by = lead) =>
  by.call(routes.nameSignatory, { params: { partner }, body: { signatory } })

test('the lead names who signs; the person must answer for that partner', async () => {
  const other = await server.signIn({ role: 'WL', partner: 'ccgs', name: 'Director of CCGs' })
  expect((await name('ccgs', other.person.id, signatories.ccgs)).status).toBe(403)
  expect((await name('parents', other.person.id)).status).toBe(400)
  expect((await name('ccgs', 'nobody')).status).toBe(404)
  expect((await set(other, '5', 'evidence', 'agree')).status).toBe(403)
  expect((await name('ccgs', other.person.id)).status).toBe(200)
  expect((await set(other, '5', 'evidence', 'agree')).status).toBe(200)
  expect((await set(signatories.ccgs, '5', 'conclusions', 'agree')).status).toBe(403)
})

test('once the named signatory is removed, those whose role answers sign again', async () => {
  const named = await server.signIn({ role: 'PP', partner: 'parents', name: 'Named and gone' })
  expect((await name('parents', named.person.id)).status).toBe(200)
  expect((await set(signatories.parents, '5', 'evidence', 'agree')).status).toBe(403)
  await lead.call(routes.removeMember, { params: { member: named.person.id } })
  expect((await set(signatories.parents, '5', 'evidence', 'agree')).status).toBe(200)
})

test('neither an old version brought back nor an admin command takes a position away', async () => {
  const before = (await read(lead)).positions
  const { db } = server.running.ledger
  const first = await db
    .selectFrom('version')
    .select('id')
    .where('document', '=', '4')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const params = { document: '4' }
  const wanted = { version: first.id, section: null }
  const { seen } = (await lead.call(routes.prepareRestore, { params, body: wanted })).body
  const restored = await lead.call(routes.restore, { params, body: { ...wanted, id: nanoid(), seen } })
  expect(restored.status).toBe(200)
  const after = (await read(lead)).positions
  expect(after.map((one: object) => ({ ...one, changed: 0 }))).toEqual(
    before.map((one: object) => ({ ...one, changed: 0 })),
  )
  // The operator's page names every command there is.
  expect(HELP).not.toMatch(/position/i)
})
