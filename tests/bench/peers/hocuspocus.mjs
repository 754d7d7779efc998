// Hocuspocus as its guide sets it up: defaults, and its own SQLite extension on a file.
import { join } from 'node:path'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'

const server = new Server({
  port: Number(process.env.PORT),
  address: '127.0.0.1',
  quiet: true,
  extensions: [new SQLite({ database: join(process.env.DATA_DIR, 'documents.sqlite') })],
})
await server.listen()
