import { join } from 'node:path'
import { openSqliteLog } from '../../server/storage/sqlite-log.ts'
import { startSyncServer } from './sync-server.ts'

// A server process to be killed: the sync half over a real store. Arguments: data directory, port (0: any),
// pages the log may hold (optional).
const [dir = '', port = '0', maxPages] = process.argv.slice(2)
const server = await startSyncServer({
  port: Number(port),
  log: openSqliteLog({
    file: join(dir, 'log.db'),
    checkpointPages: 200,
    ...(maxPages === undefined ? {} : { maxPages: Number(maxPages) }),
    onBroken: (error) => {
      process.stderr.write(`${error.message}\n`)
      process.exit(1)
    },
  }),
})
process.stdout.write(`${server.port}\n`)
process.on('SIGTERM', () => {
  void server.stop().then(() => process.exit(0))
})
