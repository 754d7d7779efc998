import type { NewMember } from '../../shared/people/members.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { audit } from '../accounts/audit.ts'
import { issueInvitation } from '../accounts/invitations.ts'
import { insertMember } from '../accounts/members.ts'
import type { MemberRow } from '../accounts/people.ts'
import { issueToken } from '../accounts/tokens.ts'
import { insertWorkspace } from '../records/workspaces.ts'
import type { Records } from '../storage/tables.ts'

/** Makes a member for a program and their access token. */
export function makeToken(
  db: Records,
  workspace: string,
  member: NewMember,
  now: number,
): Promise<Result<string, 'usage'>> {
  return inWorkspace(db, workspace, async (db) => {
    const row = await add(db, workspace, member, now)
    return issueToken(db, row, null, now)
  })
}

/** A one-time code for the member of this name, partner and role; they are added when there is none. */
export function makeInvitation(
  db: Records,
  workspace: string,
  member: NewMember,
  now: number,
): Promise<Result<string, 'usage'>> {
  return inWorkspace(db, workspace, async (db) => {
    const standing = await db
      .selectFrom('member')
      .selectAll()
      .where('workspace', '=', workspace)
      .where('name', '=', member.name)
      .where('partner', '=', member.partner)
      .where('role', '=', member.role)
      .where('removed_at', 'is', null)
      .execute()
    const themes = JSON.stringify([...new Set(member.themes)].toSorted())
    const row =
      standing.find((row) => member.themes.length === 0 || row.themes === themes) ??
      (await add(db, workspace, member, now))
    return (await issueInvitation(db, row, null, now)).code
  })
}

/** Makes a real, empty workspace; the running server gives its narratives the template when it is first opened. */
export async function makeWorkspace(
  db: Records,
  slug: string,
  name: string,
  now: number,
): Promise<Result<string, 'usage'>> {
  return db.transaction().execute(async (db) => {
    if (await exists(db, slug)) return no('usage', `There is a workspace "${slug}" already.`)
    await insertWorkspace(db, { slug, name, banner: null, purpose: null }, now)
    await audit(db, { workspace: slug, at: now, by: null, did: 'made the workspace', about: name })
    return ok(slug)
  })
}

export const exists = async (db: Records, slug: string): Promise<boolean> =>
  (await db.selectFrom('workspace').select('slug').where('slug', '=', slug).executeTakeFirst()) !== undefined

async function add(db: Records, workspace: string, member: NewMember, now: number): Promise<MemberRow> {
  const row = await insertMember(db, workspace, member, now)
  await audit(db, {
    workspace,
    at: now,
    by: null,
    did: 'added',
    about: `${row.name} (${row.role}, ${row.partner})`,
  })
  return row
}

async function inWorkspace<T>(
  db: Records,
  workspace: string,
  work: (db: Records) => Promise<T>,
): Promise<Result<T, 'usage'>> {
  return db.transaction().execute(async (db) => {
    if (!(await exists(db, workspace))) return unknownWorkspace(db, workspace)
    return ok(await work(db))
  })
}

/** One line that also says which ones there are: the operator's usual slip is a letter. */
export async function unknownWorkspace(db: Records, slug: string): Promise<Result<never, 'usage'>> {
  const all = await db.selectFrom('workspace').select('slug').orderBy('slug').execute()
  const known =
    all.length === 0 ? 'There is none yet.' : `There is: ${all.map((row) => row.slug).join(', ')}.`
  return no('usage', `There is no workspace "${slug}". ${known}`)
}
