import type { Selectable } from 'kysely'
import type { Projections } from '../records/projections.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Tables } from '../storage/tables.ts'
import type { UpdateLog } from '../storage/update-log.ts'
import type { Rooms } from '../sync/rooms.ts'

/** What a purge works on. */
export interface Workplace {
  ledger: Ledger
  log: UpdateLog
  rooms: Pick<Rooms, 'replace' | 'authorship'>
  projections: Pick<Projections, 'flush'>
  /** Versions that are being kept are kept. */
  versionsKept: () => Promise<void>
  /** Leaves nothing of what was deleted in the files of records; false: try again later. */
  scrubRecords: () => Promise<boolean>
  /** Keeps whoever writes in the workspace waiting meanwhile; not needed where nobody else is let in. */
  alone?: <T>(workspace: string, work: () => Promise<T>) => Promise<T>
  /** Told before each step, by name: a test ends the process there. */
  before?: (step: string) => Promise<void>
}

export type PurgeRow = Selectable<Tables['purge']>

export const purgeRow = (
  { db }: Pick<Ledger, 'db'>,
  workspace: string,
  id: string,
): Promise<PurgeRow | undefined> =>
  db
    .selectFrom('purge')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()
