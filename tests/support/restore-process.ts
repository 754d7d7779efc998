import { join } from 'node:path'
import { visitorOf } from '../../server/accounts/people.ts'
import { createInProcessBus } from '../../server/bus/in-process.ts'
import { restore } from '../../server/history/restores.ts'
import { createVersions } from '../../server/history/versions.ts'
import { createProjections } from '../../server/records/projections.ts'
import type { Documents, Versions } from '../../server/records/rooms-port.ts'
import type { Ledger } from '../../server/storage/ledger.ts'
import { openRecords } from '../../server/storage/sqlite-records.ts'
import { openSqliteLog } from '../../server/storage/sqlite-log.ts'
import { createRooms } from '../../server/sync/rooms.ts'

// Brings a version of theme 4 back, but is killed before a step. Arguments: data directory, workspace, member,
// version, the restore's id, the step.
const [dir = '', workspace = '', member = '', version = '', id = '', fatal = ''] = process.argv.slice(2)
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
const before = (step: string): void => {
  if (step === fatal) process.kill(process.pid, 'SIGKILL')
}
const rooms = createRooms({ log, bus: createInProcessBus().join(), onError: console.error })
const documents: Documents = {
  ...rooms,
  async edit(name, author, change) {
    before('the edit')
    await rooms.edit(name, author, change)
    before('what follows the edit')
  },
}
const kept = createVersions(ledger, documents)
const versions: Versions = {
  ...kept,
  async take(workspace, document, as) {
    const version = await kept.take(workspace, document, as)
    before(`what follows "${as.why}"`)
    return version
  },
}
const row = await records.db
  .selectFrom('member')
  .selectAll()
  .where('id', '=', member)
  .executeTakeFirstOrThrow()
const reading = { ledger, documents, versions, projections: createProjections(ledger, console.error) }
const done = await restore(reading, visitorOf(row), '4', { id, version, section: null, seen: null })
throw new Error(`the step never came in ${workspace}: ${JSON.stringify(done)}`)
