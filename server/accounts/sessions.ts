import type { Device } from '../../shared/people/members.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import type { Ledger } from '../storage/ledger.ts'
import { newId } from '../storage/ids.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { audit } from './audit.ts'
import { visitorOf } from './people.ts'
import { digest, newSecret } from './secrets.ts'

const DAY = 86_400_000
/** A session ends when it has not been used for this long, ms. */
export const SESSION_MS = 90 * DAY
/** How often a use is noted, ms: a write for every request would be one too many. */
const NOTE_MS = 10 * 60_000

/** Who holds a credential, and since when. */
export interface Holder {
  visitor: Visitor
  credential: string
  kind: 'session' | 'token'
}

/** Opens a session inside the caller's transaction; the secret is for the cookie alone. */
export async function openSession(db: Records, member: string, device: string, now: number): Promise<string> {
  const secret = newSecret()
  await db
    .insertInto('credential')
    .values({
      id: newId(),
      kind: 'session',
      hash: digest(secret),
      member,
      issued_by: null,
      created_at: now,
      expires_at: now + SESSION_MS,
      used_at: null,
      revoked_at: null,
      device,
      last_seen: now,
    })
    .execute()
  return secret
}

/** Who a secret stands for now: null when it is unknown, ended, expired, or its member was removed. */
export async function holderOf(
  { db, now }: Ledger,
  secret: string,
  kind: 'session' | 'token',
): Promise<Holder | null> {
  const at = now()
  const row = await db
    .selectFrom('credential')
    .innerJoin('member', 'member.id', 'credential.member')
    .selectAll('member')
    .select(['credential.id as credential', 'credential.last_seen as noted'])
    .where('credential.hash', '=', digest(secret))
    .where('credential.kind', '=', kind)
    .where('credential.revoked_at', 'is', null)
    .where('member.removed_at', 'is', null)
    .where((e) => e.or([e('credential.expires_at', 'is', null), e('credential.expires_at', '>', at)]))
    .executeTakeFirst()
  if (row === undefined) return null
  if (at - (row.noted ?? 0) > NOTE_MS)
    await noteUse(db, row.credential, row.id, kind, at).catch(letFullDiskPass)
  return { visitor: visitorOf(row), credential: row.credential, kind }
}

async function noteUse(db: Records, credential: string, member: string, kind: string, at: number) {
  const expiry = kind === 'session' ? { expires_at: at + SESSION_MS } : {}
  await db
    .updateTable('credential')
    .set({ last_seen: at, ...expiry })
    .where('id', '=', credential)
    .execute()
  await db.updateTable('member').set({ last_seen: at }).where('id', '=', member).execute()
}

/** A store that takes no notes just now must not keep everyone from reading; the next use notes it. */
function letFullDiskPass(error: Error & { code?: string }): void {
  if (error.code?.startsWith('SQLITE_') !== true) throw error
}

const live = (db: Records, member: string, now: number) =>
  db
    .selectFrom('credential')
    .where('kind', '=', 'session')
    .where('member', '=', member)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)

/** Where a member is signed in, latest first. */
export async function devices({ db, now }: Ledger, member: string, mine: string): Promise<Device[]> {
  const rows = await live(db, member, now()).selectAll().orderBy('last_seen', 'desc').execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.device ?? 'Unknown device',
    signedInAt: row.created_at,
    lastSeen: row.last_seen ?? row.created_at,
    thisOne: row.id === mine,
  }))
}

/** Ends one session of a member; their sockets are decided anew, so that the ended device is out at once. */
export async function endSession(
  ledger: Ledger,
  visitor: Visitor,
  id: string,
): Promise<Result<{ done: true }, 'not found'>> {
  const at = ledger.now()
  const ended = await ledger.db.transaction().execute(async (db) => {
    const row = await db
      .updateTable('credential')
      .set({ revoked_at: at })
      .where('id', '=', id)
      .where('member', '=', visitor.id)
      .where('kind', '=', 'session')
      .where('revoked_at', 'is', null)
      .returning('device')
      .executeTakeFirst()
    if (row !== undefined)
      await audit(db, {
        workspace: visitor.workspace,
        at,
        by: visitor,
        did: 'signed out',
        about: row.device ?? id,
      })
    return row !== undefined
  })
  if (!ended) return no('not found', 'That device is not signed in any more.')
  ledger.rightsChanged(visitor.workspace, visitor.id)
  return ok({ done: true })
}
