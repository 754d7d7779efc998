import type { z } from 'zod'
import type { Member, MemberChange, NewMember } from '../../shared/people/members.ts'
import type { Person } from '../../shared/people/person.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { newId } from '../storage/ids.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { audit } from './audit.ts'
import { type Fresh, issueInvitation } from './invitations.ts'
import { findMember, type MemberRow, personOf, asTheyStand } from './people.ts'

type Refusal = 'signed out' | 'not allowed' | 'not found' | 'bad request'
type Standing = Pick<Person, 'partner' | 'role' | 'themes'>

const NOT_THERE = no('not found', 'That person is not a member of this workspace.')
const NOT_YOURS = no(
  'not allowed',
  'A nominated lead manages the members; a parent partner manages those of the forum.',
)
/** Roles that hold one of the two keys of a purge. */
const KEY_ROLES: ReadonlySet<Person['role']> = new Set(['NL', 'DO'])
const LAST_LEAD = no(
  'not allowed',
  'This is the only nominated lead. Make somebody else a nominated lead first.',
)

/** May `actor` give somebody this standing? Nobody hands out more themes than they write themselves. */
function mayGrant(actor: Visitor, to: Standing): boolean {
  if (!may(actor, { do: 'manage member', partner: to.partner, role: to.role })) return false
  if (actor.role === 'NL' || actor.themes.length === 0) return true
  return to.themes.length > 0 && to.themes.every((theme) => actor.themes.includes(theme))
}

/** Everyone in the workspace, in the order they were added. */
export async function listMembers({ db, now }: Ledger, workspace: string, only?: string): Promise<Member[]> {
  const at = now()
  let query = db
    .selectFrom('member')
    .selectAll()
    .select((e) => [
      e
        .selectFrom('credential')
        .whereRef('credential.member', '=', 'member.id')
        .where('credential.kind', '=', 'session')
        .where('credential.revoked_at', 'is', null)
        .where('credential.expires_at', '>', at)
        .select((c) => c.fn.countAll<number>().as('n'))
        .as('devices'),
      e
        .selectFrom('credential')
        .whereRef('credential.member', '=', 'member.id')
        .where('credential.kind', '=', 'invitation')
        .where('credential.used_at', 'is', null)
        .where('credential.revoked_at', 'is', null)
        .where('credential.expires_at', '>', at)
        .select((c) => c.fn.countAll<number>().as('n'))
        .as('links'),
    ])
    .where('workspace', '=', workspace)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
  if (only !== undefined) query = query.where('id', '=', only)
  const rows = await query.execute()
  return rows.map((row) => ({
    ...personOf(row),
    lastSeen: row.last_seen,
    devices: row.devices ?? 0,
    invited: (row.links ?? 0) > 0,
  }))
}

/** Adds a member row inside the caller's transaction. */
export async function insertMember(
  db: Records,
  workspace: string,
  { name, partner, role, themes }: NewMember,
  at: number,
): Promise<MemberRow> {
  return db
    .insertInto('member')
    .values({
      id: newId(),
      workspace,
      name,
      partner,
      role,
      themes: JSON.stringify([...new Set(themes)].toSorted()),
      created_at: at,
      removed_at: null,
      last_seen: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Adds a member and makes their one-time link. */
export async function inviteMember(
  ledger: Ledger,
  actor: Visitor,
  wanted: NewMember,
): Promise<Result<Fresh, Refusal>> {
  const at = ledger.now()
  const fresh = await ledger.db.transaction().execute(async (db) => {
    const now = await asTheyStand(db, actor)
    if (!now.ok) return now
    if (!mayGrant(now.value, wanted)) return NOT_YOURS
    const row = await insertMember(db, actor.workspace, wanted, at)
    await audit(db, {
      workspace: actor.workspace,
      at,
      by: actor,
      did: 'added',
      about: describe(personOf(row)),
    })
    return ok(await issueInvitation(db, row, actor, at))
  })
  if (fresh.ok) ledger.tell(actor.workspace, { type: 'changed', what: 'people' })
  return fresh
}

/** A fresh link for a member: for a lost device, or a second one of one's own. */
export async function freshLink(ledger: Ledger, actor: Visitor, id: string): Promise<Result<Fresh, Refusal>> {
  const fresh = await ledger.db.transaction().execute(async (db) => {
    const now = await asTheyStand(db, actor)
    if (!now.ok) return now
    const row = await findMember(db, actor.workspace, id)
    if (row === undefined) return NOT_THERE
    // Who holds a link becomes that person, so a link is only for those the actor may manage.
    if (id !== actor.id && !mayGrant(now.value, personOf(row))) return NOT_YOURS
    return ok(await issueInvitation(db, row, actor, ledger.now()))
  })
  if (fresh.ok) ledger.tell(actor.workspace, { type: 'changed', what: 'people' })
  return fresh
}

/** Changes a member with effect at once; nobody changes their own standing. */
export async function changeMember(
  ledger: Ledger,
  actor: Visitor,
  id: string,
  change: z.infer<typeof MemberChange>,
): Promise<Result<Member, Refusal>> {
  const at = ledger.now()
  const outcome = await ledger.db.transaction().execute(async (db) => {
    const now = await asTheyStand(db, actor)
    if (!now.ok) return now
    const row = await findMember(db, actor.workspace, id)
    if (row === undefined) return NOT_THERE
    const before = personOf(row)
    const after = {
      name: change.name ?? before.name,
      partner: change.partner ?? before.partner,
      role: change.role ?? before.role,
      themes: change.themes === undefined ? before.themes : [...new Set(change.themes)].toSorted(),
    }
    const standing =
      after.partner !== before.partner ||
      after.role !== before.role ||
      after.themes.join() !== before.themes.join()
    if (id === actor.id && standing)
      return no('not allowed', 'Nobody changes their own role, partner or themes. Ask another lead.')
    if (id !== actor.id && !(mayGrant(now.value, before) && mayGrant(now.value, after))) return NOT_YOURS
    if (before.role === 'NL' && after.role !== 'NL' && (await isLastLead(db, actor.workspace)))
      return LAST_LEAD
    await db
      .updateTable('member')
      .set({ ...after, themes: JSON.stringify(after.themes) })
      .where('id', '=', id)
      .execute()
    const about = `${describe(before)} -> ${describe(after)}`
    await audit(db, { workspace: actor.workspace, at, by: actor, did: 'changed', about })
    // By id, since a purge asks who made a key holder one (`two-people.ts`).
    if (after.role !== before.role && KEY_ROLES.has(after.role))
      await audit(db, { workspace: actor.workspace, at, by: actor, did: 'gave a key', about: id })
    return ok(undefined)
  })
  if (!outcome.ok) return outcome
  ledger.rightsChanged(actor.workspace, id)
  ledger.tell(actor.workspace, { type: 'changed', what: 'people' })
  const [member] = await listMembers(ledger, actor.workspace, id)
  return member === undefined ? NOT_THERE : ok(member)
}

/** Removes a member: their sessions, links, tokens and sockets end at once; what they wrote stays theirs. */
export async function removeMember(
  ledger: Ledger,
  actor: Visitor,
  id: string,
): Promise<Result<{ done: true }, Refusal>> {
  const at = ledger.now()
  const outcome = await ledger.db.transaction().execute(async (db) => {
    const now = await asTheyStand(db, actor)
    if (!now.ok) return now
    const row = await findMember(db, actor.workspace, id)
    if (row === undefined) return NOT_THERE
    const person = personOf(row)
    if (!mayGrant(now.value, person)) return NOT_YOURS
    if (person.role === 'NL' && (await isLastLead(db, actor.workspace))) return LAST_LEAD
    await db.updateTable('member').set({ removed_at: at }).where('id', '=', id).execute()
    await db
      .updateTable('credential')
      .set({ revoked_at: at })
      .where('member', '=', id)
      .where('revoked_at', 'is', null)
      .execute()
    await audit(db, { workspace: actor.workspace, at, by: actor, did: 'removed', about: describe(person) })
    await leaveSigning(db, actor, id, at)
    await leaveBoards(db, actor.workspace, id)
    return ok(undefined)
  })
  if (!outcome.ok) return outcome
  ledger.removed(actor.workspace, id)
  ledger.tell(actor.workspace, { type: 'changed', what: 'boards' })
  ledger.tell(actor.workspace, { type: 'changed', what: 'positions' })
  ledger.tell(actor.workspace, { type: 'changed', what: 'people' })
  return ok({ done: true })
}

/** R45: a partner whose named signatory is gone is signed for by role again; else nobody could set its position. */
async function leaveSigning(db: Records, actor: Visitor, id: string, at: number): Promise<void> {
  const { workspace } = actor
  const signed = await db
    .updateTable('partner')
    .set({ signatory: null })
    .where('workspace', '=', workspace)
    .where('signatory', '=', id)
    .returning('kind')
    .execute()
  for (const { kind } of signed)
    await audit(db, { workspace, at, by: actor, did: 'named signatory', about: `${kind}: by role` })
}

/** A board whose facilitator is gone is run by whoever takes part; a locked one by the nominated lead, until it is handed over. */
async function leaveBoards(db: Records, workspace: string, id: string): Promise<void> {
  await db
    .updateTable('board')
    .set((e) => ({ facilitator: null, version: e('version', '+', 1) }))
    .where('workspace', '=', workspace)
    .where('facilitator', '=', id)
    .where('locked', '=', 0)
    .execute()
}

async function isLastLead(db: Records, workspace: string): Promise<boolean> {
  const { n } = await db
    .selectFrom('member')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('workspace', '=', workspace)
    .where('role', '=', 'NL')
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return n <= 1
}

const describe = ({ name, partner, role, themes }: Omit<Person, 'id'>): string =>
  `${name} (${role}, ${partner}${themes.length === 0 ? '' : `, themes ${themes.join(' ')}`})`
