import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkChain } from '../../../server/records/chain.ts'
import { note, withhold } from '../../../server/records/trail.ts'
import { openRecords, type RecordsFile } from '../../../server/storage/sqlite-records.ts'
import { insertWorkspace } from '../../../server/records/workspaces.ts'
import type { Author } from '../../../shared/people/person.ts'

const WHO: Author = { id: 'm1', name: 'Anna', partner: 'council', role: 'NL' }

let records: RecordsFile
beforeEach(async () => {
  records = await openRecords(':memory:')
  for (const slug of ['here', 'there'])
    await insertWorkspace(records.db, { slug, name: slug, banner: null, purpose: null }, 1)
  for (let n = 1; n <= 5; n += 1)
    await note(records.db, {
      workspace: 'here',
      subject: 'wording:1',
      at: n,
      by: WHO,
      did: `entered ${n}`,
      before: n === 1 ? null : `words ${n}`,
    })
  await note(records.db, {
    workspace: 'there',
    subject: 'wording:1',
    at: 9,
    by: WHO,
    did: 'entered',
    before: null,
  })
})
afterEach(() => records.close())

const faults = async () => (await checkChain(records.db)).faults
const CHANGED = (n: number) => `trail of here: entry ${n} was changed, or stands where it was not written.`

test('an untouched trail has no fault, and its end can be noted down', async () => {
  const { faults, heads } = await checkChain(records.db)
  expect(faults).toEqual([])
  expect(heads).toEqual([
    { workspace: 'here', entries: 5, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    { workspace: 'there', entries: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ])
})

test.each([
  ['id', `'other'`],
  ['subject', `'wording:2'`],
  ['at', '77'],
  ['by', `'{"id":"m2","name":"Bert","partner":"parents","role":"PP"}'`],
  ['did', `'confirmed'`],
  ['before', `'other words'`],
  ['before', 'null'],
  ['salt', `'x'`],
  ['digest', `'x'`],
  ['withheld', `'no-such-purge'`],
])('a changed %s (to %s) shows, at the entry it was done to', async (column, value) => {
  await sql
    .raw(`update trail set "${column}" = ${value} where workspace = 'here' and n = 3`)
    .execute(records.db)
  expect(await faults()).toEqual([CHANGED(3)])
})

test('a changed hash, or one made anew after a change, shows at the latest at the entry that follows', async () => {
  await sql.raw(`update trail set hash = 'x' where workspace = 'here' and n = 3`).execute(records.db)
  expect(await faults()).toEqual([CHANGED(3), CHANGED(4)])
})

test('entries taken out, put in or swapped show', async () => {
  await sql.raw(`delete from trail where workspace = 'here' and n = 3`).execute(records.db)
  expect(await faults()).toEqual(['trail of here: an entry is missing after 2.'])
  await sql
    .raw(
      `insert into trail (id, workspace, subject, at, by, did, before, n, salt, digest, hash)
       select 'put-in', workspace, subject, at, by, 'never done', null, 3, null, null, hash from trail
       where workspace = 'here' and n = 2`,
    )
    .execute(records.db)
  expect(await faults()).toEqual([CHANGED(3), CHANGED(4)])
})

test('two entries that change places show', async () => {
  for (const [from, to] of [
    [2, 99],
    [3, 2],
    [99, 3],
  ])
    await sql.raw(`update trail set n = ${to} where workspace = 'here' and n = ${from}`).execute(records.db)
  expect((await faults()).length).toBeGreaterThan(0)
})

test('an entry moved to another workspace shows in both', async () => {
  await sql
    .raw(`update trail set workspace = 'there', n = 2 where workspace = 'here' and n = 5`)
    .execute(records.db)
  expect(await faults()).toEqual(['trail of there: entry 2 was changed, or stands where it was not written.'])
})

test('words a purge took out leave the chain whole, if the trail tells of the purge', async () => {
  const { db } = records
  const { id } = await db.selectFrom('trail').select('id').where('n', '=', 3).executeTakeFirstOrThrow()
  await withhold(db, 'here', [id], 'p1')
  expect(await faults()).toEqual([CHANGED(3)])
  await note(db, { workspace: 'here', subject: 'purge:p1', at: 10, by: WHO, did: 'purged', before: null })
  expect(await faults()).toEqual([])
  const row = await db.selectFrom('trail').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  expect([row.before, row.salt, row.withheld]).toEqual([null, null, 'p1'])
})
