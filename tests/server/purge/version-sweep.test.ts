import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { VersionContent } from '../../../shared/history/version.ts'
import { openVersion, sealVersion } from '../../../server/history/sealed.ts'
import { sweepRecords, sweepVersions } from '../../../server/purge/records.ts'
import { finderOf } from '../../../server/purge/words.ts'
import { purgeRow, type Workplace } from '../../../server/purge/workplace.ts'
import { saySealed } from '../../../server/records/seals.ts'
import { note } from '../../../server/records/trail.ts'
import { insertWorkspace } from '../../../server/records/workspaces.ts'
import { openRecords } from '../../../server/storage/sqlite-records.ts'

/** A long history is swept a few versions at a time, while others write; what it was cut short of is done next time. */

const W = 'demo'
const LEAD = { id: 'lead', name: 'Lead', partner: 'council', role: 'NL' } as const
const words = (text: string): VersionContent => ({
  authors: [],
  sections: [
    {
      id: 'cases',
      title: 'Cases',
      order: 'a0',
      lead: null,
      removed: false,
      written: [{ length: text.length, author: -1 }],
      content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
    },
  ],
})

let dir: string
let records: Awaited<ReturnType<typeof openRecords>>
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-'))
  records = await openRecords(join(dir, 'records.db'))
  await insertWorkspace(records.db, { slug: W, name: 'Demo', banner: null, purpose: null }, 1)
})
afterAll(async () => {
  await records.close()
  await rm(dir, { recursive: true, force: true })
})

const keep = async (id: string, text: string): Promise<string> => {
  const sealed = await sealVersion(words(text))
  await records.db
    .insertInto('version')
    .values({ workspace: W, document: '4', id, at: 1, why: 'frozen', name: null, by: null, ...sealed })
    .execute()
  return sealed.checksum
}
const holding = async (): Promise<string[]> => {
  const rows = await records.db.selectFrom('version').select(['id', 'content']).orderBy('id').execute()
  const texts = await Promise.all(rows.map(async ({ content }) => JSON.stringify(await openVersion(content))))
  return rows.filter((_, at) => texts[at]?.includes('Zebedee')).map(({ id }) => id)
}

it('writers go on between, a crash loses no count, and a version added meanwhile is found at the end', async () => {
  const { db } = records
  const ids = Array.from({ length: 18 }, (_, at) => `v${String(at).padStart(2, '0')}`)
  const sums = new Map<string, string>()
  for (const id of ids) sums.set(id, await keep(id, `${id}: Zebedee was seen.`))
  await keep('v90', 'Nobody was seen.')
  const entry = { workspace: W, at: 1, by: LEAD, before: null }
  const did = saySealed('froze', { id: 'v01', checksum: sums.get('v01') ?? '' })
  await note(db, { ...entry, subject: 'theme:4', did })
  const row = {
    workspace: W,
    id: 'purge-0001',
    document: '4',
    words: 'Zebedee',
    found: '[]',
    state: 'under way',
    asked_by: JSON.stringify(LEAD),
    asked_at: 1,
    rewritten: '[]',
  } as const
  await db.insertInto('purge').values(row).execute()
  const purge = async () =>
    (await purgeRow(records, W, row.id)) as NonNullable<Awaited<ReturnType<typeof purgeRow>>>

  let steps = 0
  const at = {
    ledger: { db, now: () => 2 },
    projections: { flush: async () => undefined },
    versionsKept: async () => undefined,
    async before(step: string) {
      // Inside a transaction this write would wait for ever: there is one connection.
      await db
        .updateTable('workspace')
        .set({ name: `${step} ${++steps}` })
        .where('slug', '=', W)
        .execute()
      if (steps === 2) throw new Error('cut short')
      if (step === 'sweep') await keep('v99', 'Late: Zebedee was seen.')
    },
  } as unknown as Workplace
  const sweeping = { at, row: await purge(), scope: ['4'], find: finderOf('Zebedee') } as const
  await expect(sweepVersions(sweeping, new Set())).rejects.toThrow('cut short')
  expect(await holding()).toEqual(ids.slice(8))
  expect((await purge()).places).toBe(8)

  const seen = new Set<string>()
  await sweepVersions(sweeping, seen)
  expect(await holding()).toEqual([])
  expect(seen.size).toBe(19)
  await sweepRecords(sweeping, seen)
  expect(await holding()).toEqual([])
  expect(await purge()).toMatchObject({ state: 'removed', words: null, places: 19 })
  const trail = await db.selectFrom('trail').select(['subject', 'did']).orderBy('n').execute()
  const now = await db.selectFrom('version').select('checksum').where('id', '=', 'v01').executeTakeFirst()
  expect(trail.slice(1)).toEqual([
    { subject: 'document:4', did: `resealed v01 ${now?.checksum}` },
    { subject: 'purge:purge-0001', did: 'removed text in 19 places' },
  ])
  expect(await db.selectFrom('purging').selectAll().execute()).toEqual([])
})
