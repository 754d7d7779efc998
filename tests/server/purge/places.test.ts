import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { NO_WORDS, PLACES } from '../../../server/purge/places.ts'
import { openRecords } from '../../../server/storage/sqlite-records.ts'

it('every column of text is either a place that a purge knows, or said to hold nobody’s words', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'throughline-places-'))
  const file = join(dir, 'records.db')
  await (await openRecords(file)).close()
  const db = new Database(file, { readonly: true })
  const tables = db
    .prepare<[], string>("select name from sqlite_master where type = 'table' and name not like 'kysely%'")
    .pluck()
    .all()
  const columns = tables.flatMap((table) =>
    (db.pragma(`table_info("${table}")`) as { name: string; type: string }[])
      .filter(({ type }) => /text|blob/i.test(type))
      .map(({ name }) => `${table}.${name}`),
  )
  db.close()
  rmSync(dir, { recursive: true })
  const places = Object.entries(PLACES).flatMap(([table, of]) =>
    Object.keys(of).map((name) => `${table}.${name}`),
  )
  const others = Object.entries(NO_WORDS).flatMap(([table, of]) => of.map((name) => `${table}.${name}`))
  expect([...places, ...others].toSorted()).toEqual(columns.toSorted())
})
