import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createVersions } from '../../../server/history/versions.ts'
import type { Documents } from '../../../server/records/rooms-port.ts'
import { checkVersions } from '../../../server/history/check.ts'
import { routes } from '../../../shared/api/routes.ts'
import { LIMITS } from '../../../shared/protocol/limits.ts'
import type { Version } from '../../../shared/history/version.ts'
import { socketPeer } from '../../support/socket-peer.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'
import { renameSection } from '../../../shared/narrative/sections.ts'

let server: TestServer
let lead: Guest
const params = { document: '3' }
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
})
afterAll(() => server.stop())

const timeline = async (before = 'now'): Promise<{ versions: Version[]; more: boolean }> => {
  const { body } = await lead.call(routes.timeline, { params: { ...params, before } })
  return body as { versions: Version[]; more: boolean }
}
const naming = (name: string) => lead.call(routes.nameVersion, { params, body: { name } })
const join = async () => {
  const token = await server.token({ role: 'NL' })
  const joined = await socketPeer(server.url.replace('http', 'ws'), {
    token,
    room: 'surrey-demo/narrative/3',
  })
  await joined.peer.until(() => joined.peer.synced)
  return joined
}

const whys = async () => (await timeline()).versions.map(({ why }) => why)

it('are kept when people gather and leave, and none is kept twice while nothing has changed', async () => {
  const first = await join()
  await expect.poll(whys).toEqual(['gathered'])
  first.socket.close()
  await first.closed
  const second = await join()
  renameSection(second.peer.doc, 'next', 'What comes next')
  await second.peer.until(() => second.peer.allSaved)
  second.socket.close()
  await expect.poll(whys).toEqual(['left', 'gathered'])
})

it('come a page at a time, newest first', async () => {
  for (let count = 0; count < 45; count++)
    await lead.call(routes.nameVersion, { params, body: { name: `Version ${count}` } })
  const first = await timeline()
  expect([first.versions.length, first.more, first.versions[0]?.name]).toEqual([40, true, 'Version 44'])
  const next = await timeline(first.versions.at(-1)?.id)
  expect([next.more, next.versions[0]?.name, next.versions.at(-1)?.why]).toEqual([
    false,
    'Version 4',
    'gathered',
  ])
})

it('can be named only so often, since they stay for ever, and under a name one can read', async () => {
  const { db } = server.running.ledger
  expect((await naming('x'.repeat(81))).body.say).toContain('under 80 characters')
  const { id } = (await naming('One of many')).body as Version
  const row = await db.selectFrom('version').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const { n } = await db
    .selectFrom('version')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('document', '=', '3')
    .where('why', '=', 'named')
    .executeTakeFirstOrThrow()
  for (let more = n; more < LIMITS.namedVersions - 1; more++)
    await db
      .insertInto('version')
      .values({ ...row, id: `0many-${more}` })
      .execute()
  // Two at once: there is room for one.
  const replies = await Promise.all([naming('The last one'), naming('One too many')])
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 429])
  expect(replies.find(({ status }) => status === 429)?.body.say).toMatch(/200 named versions.*timeline/)
  await db.deleteFrom('version').where('id', 'like', '0many-%').execute()
})

it('whose words were changed in the file are found by their checksum', async () => {
  const { db } = server.running.ledger
  expect(await checkVersions(db)).toEqual([])
  const { body } = await lead.call(routes.nameVersion, { params, body: { name: 'Tampered with' } })
  await db
    .updateTable('version')
    .set({ content: deflateRawSync('{"authors":[],"sections":[]}') })
    .where('id', '=', body.id as string)
    .execute()
  expect(await checkVersions(db)).toEqual([
    `version ${body.id} of surrey-demo, document 3: its words are not those of its checksum.`,
  ])
})

it('on which a position was taken, or from which a restore went, are not thinned out', async () => {
  const { ledger } = server.running
  const { db } = ledger
  const [workspace, document] = ['surrey-demo', '5'] as const
  const at = 10 * 86_400_000
  const ids = ['v1 taken on', 'v2', 'v3 restored from', 'v4 the last of its day']
  const blank = { name: null, by: null, checksum: '', words: 0, paragraphs: '[]', content: new Uint8Array() }
  for (const [index, id] of ids.entries())
    await db
      .insertInto('version')
      .values({ workspace, document, id, at: at + index, why: 'quiet', ...blank })
      .execute()
  const by = JSON.stringify(lead.person)
  await db
    .insertInto('restore')
    .values({
      workspace,
      document,
      by,
      at,
      id: 'restore-1',
      base: 'v3 restored from',
      wanted: 'x',
      section: null,
      undoes: null,
      kept: 0,
    })
    .execute()
  await db
    .insertInto('position')
    .values({
      workspace,
      id: 'position-1',
      theme: '5',
      partner: 'council',
      on: 'evidence',
      stance: 'agree',
      reason: null,
      salt: null,
      digest: null,
      publish: 1,
      set_by: by,
      written_at: at,
      at,
      supersedes: null,
      version: 'v1 taken on',
      hash: '',
    })
    .execute()
  await createVersions(ledger, {} as Documents).thin(workspace, document)
  const left = await db
    .selectFrom('version')
    .select('id')
    .where('document', '=', document)
    .orderBy('id')
    .execute()
  expect(left.map(({ id }) => id)).toEqual(ids.filter((id) => id !== 'v2'))
})
