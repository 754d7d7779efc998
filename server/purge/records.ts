import type { DocumentId } from '../../shared/domain/documents.ts'
import { authorFrom } from '../accounts/people.ts'
import { saySealed } from '../records/seals.ts'
import { note } from '../records/trail.ts'
import type { Records } from '../storage/tables.ts'
import { sweep } from './sweep.ts'
import { type Seen, type StruckVersion, versionsWith, writeStruck } from './version-sweep.ts'
import type { Finder } from './words.ts'
import { type PurgeRow, purgeRow, type Workplace } from './workplace.ts'

/** What a purge takes the words out of, beside the documents themselves. */
interface Sweeping {
  at: Workplace
  row: PurgeRow
  scope: readonly DocumentId[]
  find: Finder
}

/**
 * Takes the words out of versions that are not yet `seen`, a few in each transaction: whoever writes meanwhile waits
 * for the writing of some rows, never for the reading of a history. Each few are counted as they go, so that after a
 * crash it goes on with the rest.
 */
export async function sweepVersions(sweeping: Sweeping, seen: Seen): Promise<void> {
  const { at, row, scope, find } = sweeping
  const { db } = at.ledger
  for await (const versions of versionsWith({ db, workspace: row.workspace, scope, find }, seen)) {
    await at.before?.('versions')
    await db.transaction().execute((db) =>
      whilePurging(db, row.workspace, async () => {
        const count = await write(sweeping, db, versions)
        await addPlaces(db, row, count)
      }),
    )
  }
}

/** Everything else, in one transaction, which finds that no version was added since; the request has ended with it. */
export async function sweepRecords(sweeping: Sweeping, seen: Seen): Promise<void> {
  const { at, row, scope, find } = sweeping
  const { ledger, projections } = at
  const { workspace, id } = row
  await projections.flush()
  await at.versionsKept()
  await sweepVersions(sweeping, seen)
  await at.before?.('sweep')
  await ledger.db.transaction().execute((db) =>
    whilePurging(db, workspace, async () => {
      let count = 0
      for await (const versions of versionsWith({ db, workspace, scope, find }, seen))
        count += await write(sweeping, db, versions)
      const found = await sweep({ db, workspace, scope, find }, id)
      for (const one of found) if (one.where !== 'positions') count += one.count
      const places = await addPlaces(db, row, count)
      const did = `removed text in ${places} places`
      await note(db, { workspace, subject: `purge:${id}`, ...by(sweeping), did, before: null })
      await db
        .updateTable('purge')
        .set({ words: null, state: 'removed' })
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .execute()
    }),
  )
  await at.before?.('swept')
}

const by = ({ at, row }: Sweeping) => ({
  by: authorFrom(row.officer ?? row.asked_by),
  at: at.ledger.now(),
})

/** Lets this transaction write over what triggers keep from everybody else. */
async function whilePurging(db: Records, workspace: string, work: () => Promise<void>): Promise<void> {
  await db.insertInto('purging').values({ workspace }).execute()
  await work()
  await db.deleteFrom('purging').where('workspace', '=', workspace).execute()
}

/** Writes versions; an act that stands on one stands on it as it is from here on, and the check goes by that. */
async function write(sweeping: Sweeping, db: Records, versions: readonly StruckVersion[]): Promise<number> {
  const { workspace } = sweeping.row
  const written = await writeStruck(db, workspace, versions)
  const told = await toldOf(db, workspace, written)
  for (const { document, id, checksum, set } of written)
    if (set.checksum !== undefined && told.has(checksum))
      await note(db, {
        workspace,
        subject: `document:${document}`,
        ...by(sweeping),
        did: saySealed('resealed', { id, checksum: set.checksum }),
        before: null,
      })
  return written.length
}

/** Checksums of these versions that the trail holds. */
async function toldOf(
  db: Records,
  workspace: string,
  versions: readonly StruckVersion[],
): Promise<ReadonlySet<string>> {
  if (versions.length === 0) return new Set()
  const rows = await db
    .selectFrom('trail')
    .select('did')
    .where('workspace', '=', workspace)
    .where((e) => e.or(versions.map(({ checksum }) => e('did', 'like', `% ${checksum}`))))
    .execute()
  return new Set(rows.map(({ did }) => did.slice(did.lastIndexOf(' ') + 1)))
}

async function addPlaces(db: Records, { workspace, id }: PurgeRow, count: number): Promise<number> {
  const places = ((await purgeRow({ db }, workspace, id))?.places ?? 0) + count
  await db
    .updateTable('purge')
    .set({ places })
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .execute()
  return places
}
