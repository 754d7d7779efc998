import Database from 'better-sqlite3'
import { Kysely, Migrator, SqliteDialect } from 'kysely'
import { MIGRATIONS } from './migrations/index.ts'
import { scrubFile } from './scrub.ts'
import type { Tables } from './tables.ts'

/** The records on disk. `raw` is for what only SQLite has: its integrity check and its change counter. */
export interface RecordsFile {
  db: Kysely<Tables>
  /** "ok", or what is damaged, in SQLite's words. */
  integrity(): string
  /** Rises when another process (an admin command) has committed. */
  foreignChanges(): number
  /** Leaves nothing that was deleted in the file or its log; false while another process reads it. */
  scrub(): Promise<boolean>
  /** Empties the log of the file, in which rows stand that were deleted a moment ago; a reader elsewhere puts it off. */
  forget(): Promise<void>
  close(): Promise<void>
}

/** Opens (and creates, and brings up to date) `records.db`; throws one clear line when it cannot. */
export async function openRecords(file: string): Promise<RecordsFile> {
  const raw = openFile(file)
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: raw }) })
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) {
    await db.destroy()
    // Kysely misses the steps a newer build has taken: this one must not write over what it does not know.
    throw error instanceof Error && error.message.includes('corrupted migrations')
      ? new Error(`${file} was written by a newer Throughline. Use that version, or restore an older backup.`)
      : error
  }
  return {
    db,
    integrity: () => raw.pragma('quick_check(1)', { simple: true }) as string,
    foreignChanges: () => raw.pragma('data_version', { simple: true }) as number,
    // On Kysely's one connection, so that it waits for a transaction under way: no file is rewritten inside one.
    scrub: () => db.connection().execute(() => Promise.resolve(scrubFile(raw))),
    forget: () => db.connection().execute(() => Promise.resolve(void raw.pragma('wal_checkpoint(TRUNCATE)'))),
    close: () => db.destroy(),
  }
}

function openFile(file: string): Database.Database {
  const raw = new Database(file)
  try {
    raw.pragma('journal_mode = WAL')
    // A record is on disk before its writer hears "done": each commit is flushed.
    raw.pragma('synchronous = FULL')
    raw.pragma('foreign_keys = ON')
    // A deleted row is overwritten where it stood: who wrote a nameless note is in no free page.
    raw.pragma('secure_delete = ON')
    // `npm run admin` may hold the write lock for a moment.
    raw.pragma('busy_timeout = 5000')
    return raw
  } catch (error) {
    raw.close()
    const { code } = error as { code?: string }
    throw code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT'
      ? new Error(`${file} is damaged. Put the last backup in its place; nothing was changed.`)
      : error
  }
}
