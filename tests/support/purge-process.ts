import { join } from 'node:path'
import { visitorOf } from '../../server/accounts/people.ts'
import { createInProcessBus } from '../../server/bus/in-process.ts'
import { createPurgeDesk } from '../../server/purge/desk.ts'
import { turnKey } from '../../server/purge/purges.ts'
import { createProjections } from '../../server/records/projections.ts'
import type { Ledger } from '../../server/storage/ledger.ts'
import { openRecords } from '../../server/storage/sqlite-records.ts'
import { openSqliteLog } from '../../server/storage/sqlite-log.ts'
import { createRooms } from '../../server/sync/rooms.ts'

// Turns the last key of a request and carries the purge out, but is killed before a step. Arguments: data directory,
// workspace, request, the step.
const [dir = '', workspace = '', purge = '', fatal = ''] = process.argv.slice(2)
const records = await openRecords(join(dir, 'records.db'))
const log = openSqliteLog({ file: join(dir, 'log.db') })
const nothing = (): void => undefined
const ledger: Ledger = {
  db: records.db,
  now: Date.now,
  tell: nothing,
  rightsChanged: nothing,
  removed: nothing,
}
const rooms = createRooms({ log, bus: createInProcessBus().join(), onError: console.error })
const officer = await records.db
  .selectFrom('member')
  .selectAll()
  .where('workspace', '=', workspace)
  .where('role', '=', 'DO')
  .executeTakeFirstOrThrow()
const turned = await turnKey(ledger, visitorOf(officer), purge)
if (!turned.ok || turned.value.state !== 'under way')
  throw new Error(`not under way: ${JSON.stringify(turned)}`)
const desk = createPurgeDesk(
  {
    ledger,
    log,
    rooms,
    projections: createProjections(ledger, console.error),
    versionsKept: async () => undefined,
    scrubRecords: records.scrub,
    before: async (step) => {
      if (step === fatal) process.kill(process.pid, 'SIGKILL')
    },
  },
  console.error,
)
await desk.carryOn()
process.exit(1) // the step never came
