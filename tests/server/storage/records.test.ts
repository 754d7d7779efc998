import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sortableId } from '../../../server/storage/ids.ts'
import { openRecords } from '../../../server/storage/sqlite-records.ts'

let dir: string
let file: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-records-'))
  file = join(dir, 'records.db')
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const WORKSPACE = { slug: 'a', name: 'A', banner: null, purpose: null, created_at: 1, prepared: 0 }

test('what is stored is there after it is closed and opened again, brought up to date once', async () => {
  const first = await openRecords(file)
  await first.db.insertInto('workspace').values(WORKSPACE).execute()
  await first.close()
  const second = await openRecords(file)
  expect(second.integrity()).toBe('ok')
  expect(await second.db.selectFrom('workspace').selectAll().execute()).toEqual([WORKSPACE])
  await second.close()
})

test('a record of no workspace is refused by the store itself', async () => {
  const { db, close } = await openRecords(file)
  const partner = { workspace: 'none', kind: 'council', name: 'C', short: 'C', position: 0 } as const
  await expect(db.insertInto('partner').values(partner).execute()).rejects.toThrow(/FOREIGN KEY/)
  await close()
})

test('a transaction that throws leaves nothing', async () => {
  const { db, close } = await openRecords(file)
  const broken = db.transaction().execute(async (db) => {
    await db.insertInto('workspace').values(WORKSPACE).execute()
    throw new Error('half way')
  })
  await expect(broken).rejects.toThrow('half way')
  expect(await db.selectFrom('workspace').selectAll().execute()).toEqual([])
  await close()
})

test('a file that is no store, and one of a newer build, are named in one line and left alone', async () => {
  await writeFile(file, 'Not a database at all. '.repeat(100))
  await expect(openRecords(file)).rejects.toThrow(/records\.db is damaged\. Put the last backup in its place/)
  await rm(file)

  const { db, close } = await openRecords(file)
  await db
    .insertInto('kysely_migration' as 'workspace')
    .values({ name: '9999-future', timestamp: new Date(0).toISOString() } as never)
    .execute()
  await close()
  await expect(openRecords(file)).rejects.toThrow(/was written by a newer Throughline/)
})

test('ids of a log sort in the order they were made, within one millisecond too', () => {
  const ids = Array.from({ length: 200 }, (_, n) => sortableId(1_700_000_000_000 + Math.floor(n / 50)))
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(200)
})
