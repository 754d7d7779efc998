import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { serveCheckpoints } from './checkpoint.ts'

// A thread of its own, since moving pages from the WAL into the database blocks for tens of milliseconds.
serveCheckpoints(new Database((workerData as { file: string }).file), parentPort)
