import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { join } from 'node:path'
import { openSqliteLog } from '../../server/storage/sqlite-log.ts'

/** What our server must be asked with: access tokens, by workspace. */
export interface Seed {
  tokens: ReadonlyMap<string, readonly string[]>
}

/** One person may hold 40 sockets, so a hundred people need a few members behind them. */
const MEMBERS = 5
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Makes the workspace `bench` and its members' tokens, by the product's own admin commands. */
export async function seedOurs(dir: string): Promise<Seed> {
  await admin(dir, 'workspace', '--workspace', 'bench', '--name', 'Bench')
  const tokens: string[] = []
  for (let member = 1; member <= MEMBERS; member++)
    tokens.push(
      await admin(
        dir,
        'token',
        '--workspace',
        'bench',
        '--name',
        `Writer ${member}`,
        '--partner',
        'council',
        '--role',
        'WL',
      ),
    )
  return { tokens: new Map([['bench', tokens]]) }
}

async function admin(dir: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'server/admin/main.ts', ...args],
    { cwd: ROOT, env: { ...process.env, DATA_DIR: dir } },
  )
  return stdout.trim()
}

/** Puts each update in the log as a row of its own, past the server and its compaction. */
export async function appendHistory(
  dir: string,
  room: string,
  updates: readonly Uint8Array[],
): Promise<void> {
  const log = openSqliteLog({ file: join(dir, 'log.db') })
  for (let from = 0; from < updates.length; from += 1_000)
    await log.append(
      updates.slice(from, from + 1_000).map((update) => ({ room, author: 'bench', at: 0, update })),
    )
  await log.close()
}
