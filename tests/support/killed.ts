import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Entry, fileOf } from './source.ts'

/** Copies of a data directory, each as a process leaves it that is killed before a step. */
export function killedCopies() {
  const copies: string[] = []
  return {
    /** Runs a process on a copy of `base`, which is its first argument; the copy, once the process was killed. */
    async afterKill(base: string, entry: Entry, args: readonly string[]): Promise<string> {
      const dir = await mkdtemp(join(tmpdir(), 'throughline-killed-'))
      copies.push(dir)
      await cp(base, dir, { recursive: true })
      const child = spawn(process.execPath, [await fileOf(entry), dir, ...args], {
        stdio: ['ignore', 'inherit', 'inherit'],
      })
      const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
      if (signal !== 'SIGKILL') throw new Error(`${entry} was not killed, it ended with ${code ?? signal}`)
      return dir
    },
    async clear(): Promise<void> {
      for (const dir of copies) await rm(dir, { recursive: true, force: true })
    },
  }
}
