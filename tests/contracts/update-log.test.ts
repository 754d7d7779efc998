import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryLog } from '../../server/storage/memory-log.ts'
import { openSqliteLog } from '../../server/storage/sqlite-log.ts'
import { updateLogContract } from './update-log.contract.ts'

updateLogContract('memory', async () => {
  const log = createMemoryLog()
  return { log, reopen: null, cleanUp: () => log.close() }
})

updateLogContract('SQLite', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'throughline-log-'))
  const open = () => openSqliteLog({ file: join(dir, 'log.db') })
  const log = open()
  return {
    log,
    reopen: async () => open(),
    async cleanUp() {
      await log.close()
      rmSync(dir, { recursive: true })
    },
  }
})
