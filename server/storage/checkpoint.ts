import type { MessagePort } from 'node:worker_threads'
import { Worker } from 'node:worker_threads'
import type Database from 'better-sqlite3'

/** What a PASSIVE checkpoint left: pages in the WAL, and how many of them are in the database. */
interface Passed {
  log: number
  checkpointed: number
}

/** The worker's side: checkpoints on request until told to close. */
export function serveCheckpoints(db: Database.Database, port: MessagePort | null): void {
  db.pragma('busy_timeout = 1000')
  db.pragma('synchronous = NORMAL')
  db.pragma('wal_autocheckpoint = 0')
  port?.on('message', (message: 'checkpoint' | 'close') => {
    if (message === 'close') {
      db.close()
      port.close()
      return
    }
    port.postMessage(passive(db))
  })
}

/** A full disk is no reason for the thread to end: the pages stay in the WAL until the next try. */
function passive(db: Database.Database): Passed | { failed: string } {
  try {
    const [row] = db.pragma('wal_checkpoint(PASSIVE)') as Passed[]
    return row ?? { log: 0, checkpointed: 0 }
  } catch (error) {
    return { failed: String(error) }
  }
}

export interface Checkpointer {
  /** Moves what it can from the WAL to the database, off this thread. */
  passive(): Promise<Passed>
  close(): Promise<void>
}

/** Starts the checkpoint thread for a database file. */
export function createCheckpointer(file: string): Checkpointer {
  const worker = startWorker(file)
  worker.unref()
  const waiting: { resolve: (passed: Passed) => void; reject: (error: Error) => void }[] = []
  let ended: Error | null = null
  worker.on('message', (answer: Passed | { failed: string }) => {
    const asked = waiting.shift()
    if ('failed' in answer) asked?.reject(new Error(answer.failed))
    else asked?.resolve(answer)
  })
  const end = (error: Error): void => {
    ended = error
    for (const { reject } of waiting.splice(0)) reject(error)
  }
  worker.on('error', end)
  worker.on('exit', () => end(new Error('The checkpoint thread has ended.')))
  return {
    passive: () =>
      new Promise((resolve, reject) => {
        if (ended !== null) {
          reject(ended)
          return
        }
        waiting.push({ resolve, reject })
        worker.postMessage('checkpoint')
      }),
    close: () =>
      new Promise((resolve) => {
        if (ended !== null) {
          resolve()
          return
        }
        worker.once('exit', () => resolve())
        worker.ref() // without a reference the process could end before the thread has closed its handle
        worker.postMessage('close')
      }),
  }
}

function startWorker(file: string): Worker {
  const workerData = { file }
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./checkpoint-worker.js', import.meta.url), { workerData })
  // A .ts file does not start as a worker, not even under tsx: this one registers tsx, then imports it.
  const source = new URL('./checkpoint-worker.ts', import.meta.url).href
  const boot = `import('tsx/esm/api').then((t)=>{t.register();return import(${JSON.stringify(source)})})`
  return new Worker(boot, { eval: true, execArgv: [], workerData })
}
