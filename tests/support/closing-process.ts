import { join } from 'node:path'
import { visitorOf } from '../../server/accounts/people.ts'
import { createInProcessBus } from '../../server/bus/in-process.ts'
import { createVersions } from '../../server/history/versions.ts'
import { closeMeeting } from '../../server/records/meeting-closing.ts'
import { createProjections } from '../../server/records/projections.ts'
import type { Documents, Versions } from '../../server/records/rooms-port.ts'
import type { Ledger } from '../../server/storage/ledger.ts'
import { openRecords } from '../../server/storage/sqlite-records.ts'
import { openSqliteLog } from '../../server/storage/sqlite-log.ts'
import { createRooms } from '../../server/sync/rooms.ts'

// Closes a meeting, but is killed before a step. Arguments: data directory, the lead, the meeting, the step.
const [dir = '', lead = '', meeting = '', fatal = ''] = process.argv.slice(2)
const records = await openRecords(join(dir, 'records.db'))
const log = openSqliteLog({ file: join(dir, 'log.db') })
const nothing = (): void => undefined
const before = (step: string): void => {
  if (step === fatal) process.kill(process.pid, 'SIGKILL')
}
const ledger: Ledger = {
  db: records.db,
  now: Date.now,
  tell: () => before('pages are told'),
  rightsChanged: nothing,
  removed: nothing,
}
const rooms = createRooms({ log, bus: createInProcessBus().join(), onError: console.error })
const documents: Documents = {
  ...rooms,
  async look(name, see) {
    before('it ends')
    return rooms.look(name, see)
  },
}
const kept = createVersions(ledger, documents)
const versions: Versions = {
  ...kept,
  async keep(db, version, as) {
    const done = await kept.keep(db, version, as)
    before(`what follows keeping "${as.why}"`)
    return done
  },
}
const row = await records.db.selectFrom('member').selectAll().where('id', '=', lead).executeTakeFirstOrThrow()
const projections = createProjections(ledger, console.error)
const decideAnew = (): void => before('nobody writes any more')
const done = await closeMeeting(
  { ledger, documents, versions, projections, decideAnew },
  visitorOf(row),
  meeting,
)
throw new Error(`the step never came: ${JSON.stringify(done)}`)
