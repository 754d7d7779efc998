import { afterAll, beforeAll, expect, it } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import type { Purge } from '../../../shared/domain/purges.ts'
import { checkVersions } from '../../../server/history/check.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

/** Whoever changes the file of records past the program is found out, though they make checksums anew. */

let server: TestServer
let lead: Guest
let officer: Guest
let parent: Guest
beforeAll(async () => {
  server = await startTestServer()
  ;[lead, officer, parent] = await Promise.all([
    server.signIn({ role: 'NL' }),
    server.signIn({ role: 'DO' }),
    server.signIn({ role: 'PP', partner: 'parents' }),
  ])
})
afterAll(() => server.stop())

const db = () => server.running.ledger.db
const faults = () => checkVersions(db())
const frozen = () =>
  db().selectFrom('version').selectAll().where('why', '=', 'frozen').executeTakeFirstOrThrow()

it('a frozen version that was purged is sound, and the trail says what is frozen', async () => {
  await lead.call(routes.freeze, { params: { theme: '4' }, body: {} })
  expect(await faults()).toEqual([])
  const before = await frozen()

  const purge = 'check-purge-1'
  const words = 'South East'
  await parent.call(routes.askPurge, { body: { id: purge, document: '4', words } })
  await lead.call(routes.turnKey, { params: { purge }, body: {} })
  await officer.call(routes.turnKey, { params: { purge }, body: {} })
  const state = async (): Promise<string | undefined> =>
    ((await lead.call(routes.purges)).body as Purge[]).find(({ id }) => id === purge)?.state
  await expect.poll(state, { timeout: 15_000 }).toBe('done')
  const after = await frozen()
  expect(after.checksum).not.toBe(before.checksum)
  expect(await faults()).toEqual([])

  await db().updateTable('theme').set({ frozen: null }).where('id', '=', '4').execute()
  expect(await faults()).toEqual([
    'theme 4 of surrey-demo: the trail tells otherwise of whether it is frozen.',
  ])
  await db().updateTable('theme').set({ frozen: after.id }).where('id', '=', '4').execute()
})

it('a version that a position stands on cannot be taken out unseen', async () => {
  const body = {
    id: 'check-position-1',
    partner: 'parents',
    on: 'evidence',
    stance: 'do not agree',
    reason: 'Because.',
    publish: true,
    seen: null,
    writtenAt: Date.now(),
  }
  const set = await parent.call(routes.setPosition, { params: { theme: '2' }, body })
  expect(set.status).toBe(200)
  expect(await faults()).toEqual([])
  const { id } = (set.body as { version: { id: string } }).version
  await db().deleteFrom('version').where('id', '=', id).execute()
  expect(await faults()).toEqual([
    `position check-position-1 of surrey-demo: the version it stands on, ${id}, was taken out.`,
    `version ${id} of surrey-demo, document 2: it is not the one the trail tells of.`,
  ])
})
