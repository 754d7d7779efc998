import { DocumentId } from '../../shared/domain/documents.ts'
import { roomOf } from '../../shared/rooms.ts'
import type { Records } from '../storage/tables.ts'
import type { UpdateLog } from '../storage/update-log.ts'

/** Every document is in the epoch its removals say, and every removal that was begun has ended; a line for each that is not so. */
export async function purgeFaults(db: Records, log: Pick<UpdateLog, 'load' | 'rooms'>): Promise<string[]> {
  const rows = await db.selectFrom('purge').selectAll().execute()
  const expected = new Map<string, number>()
  for (const { workspace, rewritten } of rows)
    for (const document of DocumentId.array().parse(JSON.parse(rewritten))) {
      const room = roomOf(workspace, document)
      expected.set(room, (expected.get(room) ?? 0) + 1)
    }
  const unfinished = rows
    .filter(({ state }) => state === 'under way' || state === 'removed')
    .map(
      ({ workspace, id }) =>
        `removal ${id} in ${workspace}: begun and not ended. Start the server, which ends it.`,
    )
  const busy = new Set(
    await db
      .selectFrom('purge_step')
      .selectAll()
      .execute()
      .then((steps) => steps.map(({ workspace, document }) => roomOf(workspace, document))),
  )
  const faults: string[] = []
  for (const room of new Set([...(await log.rooms()), ...expected.keys()])) {
    const { epoch } = await log.load(room)
    const removals = expected.get(room) ?? 0
    if (epoch !== removals && !busy.has(room))
      faults.push(
        `${room}: text was removed from it ${removals} times, and it is in epoch ${epoch}: log.db and records.db are not of one backup.`,
      )
  }
  return [...unfinished, ...faults]
}
