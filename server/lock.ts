import { join } from 'node:path'
import Database from 'better-sqlite3'
import { no, ok, type Result } from '../shared/lib/result.ts'

/** Held while a server runs on a data directory; the system lets go of it however the process ends. */
export interface Lock {
  release(): void
}

/** Takes the data directory for this server; admin commands do not need it. */
export function lockDirectory(dataDir: string): Result<Lock, 'locked'> {
  const file = new Database(join(dataDir, 'server.lock'), { timeout: 0 })
  try {
    file.pragma('journal_mode = DELETE')
    file.exec('begin exclusive')
  } catch (error) {
    file.close()
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY') !== true) throw error
    return no(
      'locked',
      `Another Throughline server is running on ${dataDir}. Stop it first, or set another DATA_DIR.`,
    )
  }
  return ok({ release: () => file.close() })
}
