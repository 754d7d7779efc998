import { sql } from 'kysely'
import * as Y from 'yjs'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { type Ground, GROUNDS } from '../../../shared/domain/positions.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'
import { checkVersions } from '../../../server/history/check.ts'
import { openVersion, sealVersion } from '../../../server/history/sealed.ts'
import { checkChain } from '../../../server/records/chain.ts'
import { stockClient } from '../../support/stock-client.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

/** Whoever rewrites a version something stands on, with everything that follows from it made anew, is found out. */

let server: TestServer
let lead: Guest
let parent: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  parent = await server.signIn({ role: 'PP', partner: 'parents' })
  const others = await Promise.all(
    (['ccgs', 'providers', 'schools'] as const).map((partner) => server.signIn({ role: 'WL', partner })),
  )
  // An early version, and a position that was written on it without a connection.
  const hour = Date.now() - 3_600_000
  const named = await lead.call(routes.nameVersion, { params: { document: '2' }, body: { name: 'Early' } })
  await db().updateTable('version').set({ at: hour }).where('id', '=', named.body.id).execute()
  await set(parent, '2', 'evidence', hour + 1)
  for (const who of [lead, parent, ...others]) for (const on of GROUNDS) await set(who, '4', on)
  const token = await server.token({ role: 'PP', partner: 'parents' })
  await write('easy/4', 'easy', token)
  await write('analysis/parents', 'tell', token)
  const easy = { params: { theme: '4' }, body: { id: 'tamper-easy-1' } }
  expect((await parent.call(routes.signEasyRead, easy)).status).toBe(200)
  const handed = { params: { partner: 'parents' }, body: { id: 'tamper-submission-1' } }
  expect((await parent.call(routes.submitAnalysis, handed)).status).toBe(200)
  await lead.call(routes.freeze, { params: { theme: '4' }, body: {} })
  await sql`drop trigger version_stays_update`.execute(db())
})
afterAll(() => server.stop())

const DOCUMENTS = ['2', '4', 'easy-4', 'analysis-parents'] as const
const db = () => server.running.ledger.db
const faults = async () => [...(await checkVersions(db())), ...(await checkChain(db())).faults]

async function set(by: Guest, theme: '2' | '4', on: Ground, writtenAt = Date.now()) {
  const { partner } = by.person
  const body = { id: `tamper-${theme}-${partner}-${on}`, partner, on, writtenAt, seen: null }
  const agree = { stance: 'agree', reason: null, publish: true }
  const reply = await by.call(routes.setPosition, { params: { theme }, body: { ...body, ...agree } })
  expect(reply.status).toBe(200)
}

async function write(room: string, section: string, token: string): Promise<void> {
  const params = { document: room.replace('/', '-'), version: 'now' }
  await parent.call(routes.documentPage, { params })
  const client = stockClient(server.url.replace('http', 'ws'), `surrey-demo/${room}`, token)
  await client.synced()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('We wrote this.')])
  fragmentOf(client.doc, section).push([paragraph])
  const now = async () => JSON.stringify((await parent.call(routes.versionText, { params })).body)
  await vi.waitFor(async () => expect(await now()).toContain('We wrote this.'), { timeout: 10_000 })
  client.stop()
}

it('nothing that was done by the program is a fault', async () => expect(await faults()).toEqual([]))

it.each(['frozen', 'agreed', 'position', 'signed off', 'submitted', 'named'] as const)(
  'a version kept as "%s" cannot be rewritten unseen',
  async (why) => {
    // Of theme 2 the position stands on the early version, and on none that was kept for it.
    const of = why === 'position' ? ['4' as const] : DOCUMENTS
    const rows = await db()
      .selectFrom('version')
      .selectAll()
      .where('why', '=', why)
      .where('document', 'in', of)
      .execute()
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      const content = JSON.stringify(await openVersion(row.content)).replace('"title":"', '"title":"Not so: ')
      const forged = await sealVersion(JSON.parse(content) as Parameters<typeof sealVersion>[0])
      expect(forged.checksum).not.toBe(row.checksum)
      const put = (values: typeof forged) =>
        db().updateTable('version').set(values).where('id', '=', row.id).execute()
      await put(forged)
      expect(await faults()).toEqual([
        `version ${row.id} of surrey-demo, document ${row.document}: it is not the one the trail tells of.`,
      ])
      await put(row)
    }
    expect(await faults()).toEqual([])
  },
)

it('nor can what is told of its paragraphs, by which positions are asked about again', async () => {
  const row = await db()
    .selectFrom('version')
    .selectAll()
    .where('why', '=', 'agreed')
    .executeTakeFirstOrThrow()
  await db().updateTable('version').set({ paragraphs: '[]' }).where('id', '=', row.id).execute()
  expect(await faults()).toEqual([
    `version ${row.id} of surrey-demo, document 4: its paragraphs or its count are not those of its words.`,
  ])
})
