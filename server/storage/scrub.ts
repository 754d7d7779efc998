import type Database from 'better-sqlite3'

/**
 * Writes the file anew, so that no free page holds what was deleted, and empties its write-ahead log. False while
 * another process (a backup, an admin command) still reads: the log could not be emptied, try again. Call it outside
 * transactions; it holds the thread, about a second for 100 MB.
 */
export function scrubFile(db: Database.Database): boolean {
  // A temporary file beside the disk's own would hold the words too, and is freed without being overwritten.
  db.pragma('temp_store = MEMORY')
  db.exec('vacuum')
  const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
  return row?.busy === 0
}
