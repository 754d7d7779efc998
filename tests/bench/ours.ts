import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeInvitation, makeToken, makeWorkspace } from '../../server/admin/people.ts'
import { openRecords } from '../../server/storage/sqlite-records.ts'
import { openSqliteLog } from '../../server/storage/sqlite-log.ts'
import type { NewMember } from '../../shared/people/members.ts'
import type { Result } from '../../shared/lib/result.ts'

/** What our server must be asked with: access tokens, by workspace. */
export interface Seed {
  tokens: ReadonlyMap<string, readonly string[]>
}

/** One person may hold 40 sockets, so a hundred people need a few members behind them. */
const MEMBERS = 5

/** The name of the nth workspace: `bench`, `bench-1`, `bench-2` … */
export const workspaceName = (n: number): string => (n === 0 ? 'bench' : `bench-${n}`)

/** Makes workspaces and their members' tokens, by the code behind `npm run admin`. */
export async function seedOurs(dir: string, workspaces = 1, members = MEMBERS): Promise<Seed> {
  mkdirSync(dir, { recursive: true })
  const records = await openRecords(join(dir, 'records.db'))
  const tokens = new Map<string, string[]>()
  for (let n = 0; n < workspaces; n++) {
    const workspace = taken(await makeWorkspace(records.db, workspaceName(n), 'Bench', 0))
    const own: string[] = []
    for (let member = 0; member < members; member++) {
      const writer = {
        name: `Writer ${member + 1}`,
        partner: 'council',
        role: 'WL',
        themes: [],
      } satisfies NewMember
      own.push(taken(await makeToken(records.db, workspace, writer, 0)))
    }
    tokens.set(workspace, own)
  }
  await records.close()
  return { tokens }
}

function taken(result: Result<string>): string {
  if (!result.ok) throw new Error(result.say)
  return result.value
}

/** Puts each update in the log as a row of its own, past the server and its compaction. */
export async function appendHistory(
  dir: string,
  room: string,
  updates: readonly Uint8Array[],
): Promise<void> {
  const log = openSqliteLog({ file: join(dir, 'log.db') })
  for (let from = 0; from < updates.length; from += 1_000) {
    const entries = updates.slice(from, from + 1_000)
    await log.append(entries.map((update) => ({ room, author: 'bench', at: 0, update })))
  }
  await log.close()
}

/** A one-time code for a person in a browser. */
export async function inviteWriter(dir: string, n: number): Promise<string> {
  const records = await openRecords(join(dir, 'records.db'))
  const member = { name: `Reader ${n + 1}`, partner: 'parents', role: 'PP', themes: [] } satisfies NewMember
  const code = taken(await makeInvitation(records.db, workspaceName(0), member, Date.now()))
  await records.close()
  return code
}
