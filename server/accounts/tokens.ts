import type { Author } from '../../shared/people/person.ts'
import { newId } from '../storage/ids.ts'
import type { Records } from '../storage/tables.ts'
import { audit } from './audit.ts'
import { type MemberRow, toJson } from './people.ts'
import { digest, newSecret } from './secrets.ts'

/** Makes an access token for a program, inside the caller's transaction; it lasts until its member is removed. */
export async function issueToken(
  db: Records,
  member: MemberRow,
  by: Author | null,
  now: number,
): Promise<string> {
  const token = newSecret()
  await db
    .insertInto('credential')
    .values({
      id: newId(),
      kind: 'token',
      hash: digest(token),
      member: member.id,
      issued_by: by === null ? null : toJson(by),
      created_at: now,
      expires_at: null,
      used_at: null,
      revoked_at: null,
      device: null,
      last_seen: null,
    })
    .execute()
  await audit(db, { workspace: member.workspace, at: now, by, did: 'made a token', about: member.name })
  return token
}
