import type { Selectable } from 'kysely'
import { ThemeId } from '../../shared/domain/themes.ts'
import type { Author, Person } from '../../shared/people/person.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { Records, Tables } from '../storage/tables.ts'

export type MemberRow = Selectable<Tables['member']>

/** A row as the person everyone else sees. */
export const personOf = (row: MemberRow): Person => ({
  id: row.id,
  name: row.name,
  partner: row.partner,
  role: row.role,
  themes: ThemeId.array().parse(JSON.parse(row.themes)),
})

export const visitorOf = (row: MemberRow): Visitor => ({ ...personOf(row), workspace: row.workspace })

/** Only what is kept beside a record, so that it stays true when the person leaves. */
export const authorOf = ({ id, name, partner, role }: Author): Author => ({ id, name, partner, role })

export const toJson = (author: Author): string => JSON.stringify(authorOf(author))
export const authorFrom = (json: string): Author => JSON.parse(json) as Author
export const authorOrNull = (json: string | null): Author | null => (json === null ? null : authorFrom(json))

/** A member who is still one; undefined for anyone else, also for members of other workspaces. */
export const findMember = (db: Records, workspace: string, id: string): Promise<MemberRow | undefined> =>
  db
    .selectFrom('member')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()

const OUT = no('signed out', 'You are signed out here. Ask your lead for a fresh link.')

/** A member as they stand now; they may have been removed or changed since they came in at the door. */
export async function asTheyStand(
  db: Records,
  { workspace, id }: Visitor,
): Promise<Result<Visitor, 'signed out'>> {
  const row = await findMember(db, workspace, id)
  return row === undefined ? OUT : ok(visitorOf(row))
}
