import type { Invitation, JoinOffer } from '../../shared/people/members.ts'
import type { Author } from '../../shared/people/person.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { newId } from '../storage/ids.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { audit } from './audit.ts'
import { authorOrNull, type MemberRow, personOf, toJson } from './people.ts'
import { digest, newSecret } from './secrets.ts'
import { openSession } from './sessions.ts'

/** A link can be used for this long, ms. */
const INVITATION_MS = 7 * 86_400_000

/** A fresh link; `code` is what goes behind `/join#`, and is kept nowhere. */
export interface Fresh {
  invitation: Invitation
  code: string
}

/** Makes a one-time link for a member, inside the caller's transaction; earlier links of theirs become worthless. */
export async function issueInvitation(
  db: Records,
  member: MemberRow,
  by: Author | null,
  now: number,
): Promise<Fresh> {
  await db
    .updateTable('credential')
    .set({ revoked_at: now })
    .where('member', '=', member.id)
    .where('kind', '=', 'invitation')
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
  const code = newSecret()
  const id = newId()
  const expires_at = now + INVITATION_MS
  await db
    .insertInto('credential')
    .values({
      id,
      kind: 'invitation',
      hash: digest(code),
      member: member.id,
      issued_by: by === null ? null : toJson(by),
      created_at: now,
      expires_at,
      used_at: null,
      revoked_at: null,
      device: null,
      last_seen: null,
    })
    .execute()
  await audit(db, { workspace: member.workspace, at: now, by, did: 'made a link', about: member.name })
  return { invitation: { id, member: personOf(member), by, expiresAt: expires_at }, code }
}

const byCode = (db: Records, code: string) =>
  db
    .selectFrom('credential')
    .innerJoin('member', 'member.id', 'credential.member')
    .innerJoin('workspace', 'workspace.slug', 'member.workspace')
    .innerJoin('partner', (join) =>
      join.onRef('partner.workspace', '=', 'member.workspace').onRef('partner.kind', '=', 'member.partner'),
    )
    .selectAll('member')
    .select([
      'credential.expires_at',
      'credential.used_at',
      'credential.revoked_at',
      'workspace.name as workspaceName',
      'partner.short',
    ])
    .where('credential.hash', '=', digest(code))
    .where('credential.kind', '=', 'invitation')
    .executeTakeFirst()

/** What a link offers, without spending it. */
export async function readOffer(
  { db, now }: Ledger,
  code: string,
): Promise<Result<JoinOffer & { memberId: string }, 'not found' | 'gone'>> {
  const row = await byCode(db, code)
  if (row === undefined)
    return no('not found', 'This link is not one of ours. Check that all of it was copied.')
  if (row.used_at !== null) return no('gone', 'This link was used already. Ask your lead for a fresh one.')
  if (row.revoked_at !== null || row.removed_at !== null)
    return no('gone', 'This link was taken back. Ask your lead for a fresh one.')
  if ((row.expires_at ?? 0) <= now())
    return no('gone', 'This link is more than seven days old. Ask your lead for a fresh one.')
  return ok({
    workspace: { slug: row.workspace, name: row.workspaceName },
    person: personOf(row),
    partnerShort: row.short,
    memberId: row.id,
  })
}

/** Spends a link and opens a session: of two who press Join at once, exactly one gets in. */
export async function spendInvitation(
  ledger: Ledger,
  code: string,
  device: string,
): Promise<Result<{ offer: JoinOffer; secret: string }, 'not found' | 'gone'>> {
  const offer = await readOffer(ledger, code)
  if (!offer.ok) return offer
  const at = ledger.now()
  const secret = await ledger.db.transaction().execute(async (db) => {
    // The condition is in the write itself: a check before it would let two racers through.
    const spent = await db
      .updateTable('credential')
      .set({ used_at: at })
      .where('hash', '=', digest(code))
      .where('kind', '=', 'invitation')
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', at)
      .returning('member')
      .executeTakeFirst()
    if (spent === undefined) return null
    await db.updateTable('member').set({ last_seen: at }).where('id', '=', spent.member).execute()
    const { workspace, person } = offer.value
    await audit(db, { workspace: workspace.slug, at, by: person, did: 'joined', about: device })
    return openSession(db, spent.member, device, at)
  })
  if (secret === null) return no('gone', 'This link was used already. Ask your lead for a fresh one.')
  const { workspace, person, partnerShort } = offer.value
  ledger.tell(workspace.slug, { type: 'changed', what: 'people' })
  return ok({ offer: { workspace, person, partnerShort }, secret })
}

/** Links that are out and not used. */
export async function openInvitations({ db, now }: Ledger, workspace: string): Promise<Invitation[]> {
  const rows = await db
    .selectFrom('credential')
    .innerJoin('member', 'member.id', 'credential.member')
    .selectAll('member')
    .select(['credential.id as invitation', 'credential.expires_at', 'credential.issued_by'])
    .where('member.workspace', '=', workspace)
    .where('member.removed_at', 'is', null)
    .where('credential.kind', '=', 'invitation')
    .where('credential.used_at', 'is', null)
    .where('credential.revoked_at', 'is', null)
    .where('credential.expires_at', '>', now())
    .orderBy('credential.created_at')
    .execute()
  return rows.map((row) => ({
    id: row.invitation,
    member: personOf(row),
    by: authorOrNull(row.issued_by),
    expiresAt: row.expires_at ?? 0,
  }))
}

/** Makes a link worthless; whoever holds it is told so. */
export async function revokeInvitation(
  ledger: Ledger,
  visitor: Visitor,
  invitation: Invitation,
): Promise<{ done: true }> {
  const at = ledger.now()
  await ledger.db.transaction().execute(async (db) => {
    await db
      .updateTable('credential')
      .set({ revoked_at: at })
      .where('id', '=', invitation.id)
      .where('used_at', 'is', null)
      .execute()
    await audit(db, {
      workspace: visitor.workspace,
      at,
      by: visitor,
      did: 'took back a link',
      about: invitation.member.name,
    })
  })
  ledger.tell(visitor.workspace, { type: 'changed', what: 'people' })
  return { done: true }
}
