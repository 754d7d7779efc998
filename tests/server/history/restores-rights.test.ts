import { expect } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import type { Comparison } from '../../../shared/history/compared.ts'
import type { Version } from '../../../shared/history/version.ts'
import { saySealed } from '../../../server/records/seals.ts'
import { note } from '../../../server/records/trail.ts'
import { test } from '../../support/signed-in.ts'
import type { Guest } from '../../support/test-server.ts'

const params = { document: '4' }
const name = async (lead: Guest, words: string): Promise<Version> =>
  (await lead.call(routes.nameVersion, { params, body: { name: words } })).body as Version

test('who may write may bring back; readers and commenters may not, nor anyone while the narrative is frozen', async ({
  server,
  lead,
  sponsor,
}) => {
  const version = await name(lead, 'Rights')
  const body = { id: 'restore-0001', version: version.id, section: 'cases', seen: null }
  expect((await sponsor.call(routes.restore, { params, body })).status).toBe(403)
  expect((await sponsor.call(routes.nameVersion, { params, body: { name: 'Mine' } })).status).toBe(403)
  const { db } = server.running.ledger
  const freeze = (frozen: string | null) =>
    db
      .updateTable('theme')
      .set({ frozen })
      .where('workspace', '=', 'surrey-demo')
      .where('id', '=', '4')
      .execute()
  await freeze(version.id)
  const refused = await lead.call(routes.restore, { params, body })
  expect([refused.status, refused.body.say]).toEqual([403, expect.stringContaining('frozen')])
  await freeze(null)
  expect((await lead.call(routes.restore, { params, body })).status).toBe(200)
})

test('who may read may compare; a guest reads frozen versions alone', async ({
  server,
  lead,
  sponsor,
  reader,
}) => {
  const open = await name(lead, 'Open')
  const { db } = server.running.ledger
  expect((await reader.call(routes.timeline, { params: { ...params, before: 'now' } })).status).toBe(403)
  expect((await reader.call(routes.versionText, { params: { ...params, version: open.id } })).status).toBe(
    403,
  )
  expect((await reader.call(routes.versionText, { params: { ...params, version: 'now' } })).status).toBe(403)
  await db.updateTable('version').set({ why: 'frozen' }).where('id', '=', open.id).execute()
  // Kept to be frozen, and then not frozen: the trail alone makes it readable.
  expect((await reader.call(routes.versionText, { params: { ...params, version: open.id } })).status).toBe(
    403,
  )
  const entry = {
    workspace: 'surrey-demo',
    subject: 'theme:4',
    at: 1,
    by: lead.person,
    before: null,
  } as const
  await note(db, { ...entry, did: saySealed('froze', open) })
  const list = await reader.call(routes.timeline, { params: { ...params, before: 'now' } })
  expect(list.body.versions.map(({ id }: Version) => id)).toEqual([open.id])
  expect((await reader.call(routes.versionText, { params: { ...params, version: open.id } })).status).toBe(
    200,
  )
  const compared = await sponsor.call(routes.compareVersions, {
    params: { ...params, from: open.id, to: 'now' },
  })
  expect((compared.body.comparison as Comparison).sections.length).toBeGreaterThan(5)
})

test('nobody may change or take away a frozen version, by any way there is', async ({ server, lead }) => {
  const { db } = server.running.ledger
  const version = await name(lead, 'For good')
  await db.updateTable('version').set({ why: 'frozen' }).where('id', '=', version.id).execute()
  await expect(
    db.updateTable('version').set({ name: 'x' }).where('id', '=', version.id).execute(),
  ).rejects.toThrow('stays')
  await expect(db.deleteFrom('version').where('id', '=', version.id).execute()).rejects.toThrow('stays')
})
