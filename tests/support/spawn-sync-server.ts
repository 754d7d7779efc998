import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileOf } from './source.ts'

export interface SyncProcess {
  port: number
  url: string
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM; resolves with the exit code. */
  terminate(): Promise<number | null>
}

/** Starts a server process on a data directory and waits until it listens; give the port to restart on it. */
export async function spawnSyncServer(dir: string, port = 0): Promise<SyncProcess> {
  const child = spawn(process.execPath, [await fileOf('sync-process'), dir, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit') as Promise<[number | null]>
  const [line] = (await Promise.race([
    once(child.stdout, 'data'),
    exited.then(([code]) => {
      throw new Error(`The server process ended with ${code} before it listened`)
    }),
  ])) as [Buffer]
  const actual = Number(line.toString())
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    child.kill(signal)
    return (await exited)[0]
  }
  return {
    port: actual,
    url: `ws://127.0.0.1:${actual}`,
    kill: async () => void (await end('SIGKILL')),
    terminate: () => end('SIGTERM'),
  }
}
