import { join } from 'node:path'
import { visitorOf } from '../../server/accounts/people.ts'
import { createInProcessBus } from '../../server/bus/in-process.ts'
import { createBell } from '../../server/records/board-bell.ts'
import { endRound } from '../../server/records/board-rounds.ts'
import type { BoardGround } from '../../server/records/board-rows.ts'
import { vote } from '../../server/records/board-votes.ts'
import type { Ledger } from '../../server/storage/ledger.ts'
import { openRecords } from '../../server/storage/sqlite-records.ts'
import { openSqliteLog } from '../../server/storage/sqlite-log.ts'
import { createRooms } from '../../server/sync/rooms.ts'

// Votes, or shows the notes of a round, but is killed before a step. Arguments: data directory, the member, the board,
// the round, what is voted for or nothing, the step.
const [dir = '', member = '', board = '', round = '', item = '', fatal = ''] = process.argv.slice(2)
const records = await openRecords(join(dir, 'records.db'))
const log = openSqliteLog({ file: join(dir, 'log.db') })
const nothing = (): void => undefined
const before = (step: string): void => {
  if (step === fatal) process.kill(process.pid, 'SIGKILL')
}
const ledger: Ledger = {
  db: records.db,
  now() {
    before('it begins')
    return Date.now()
  },
  tell: () => before('pages are told'),
  rightsChanged: nothing,
  removed: nothing,
}
const rooms = createRooms({ log, bus: createInProcessBus().join(), onError: console.error })
const ground: BoardGround = {
  ledger,
  documents: {
    ...rooms,
    async edit(name, author, change) {
      before('the notes stand')
      await rooms.edit(name, author, change)
      before('who wrote them is deleted')
    },
    async known(name, see) {
      before('the wall is looked at')
      return rooms.known(name, see)
    },
    async look(name, see) {
      before('it is answered')
      return rooms.look(name, see)
    },
  },
  decideAnew: nothing,
  async forget() {
    before('the files forget it')
    await records.forget()
    before('the round is over')
  },
}
const row = await records.db
  .selectFrom('member')
  .selectAll()
  .where('id', '=', member)
  .executeTakeFirstOrThrow()
const me = visitorOf(row)
const done =
  item === ''
    ? await endRound(ground, me, board, round)
    : await vote(ground, createBell(ledger), me, { board, round, item }, 2)
throw new Error(`the step never came: ${JSON.stringify(done)}`)
