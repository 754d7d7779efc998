import type { Position, PositionMark } from '../../shared/domain/positions.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { statusOf } from '../../shared/positions/status.ts'
import { authorFrom } from '../accounts/people.ts'
import type { Records } from '../storage/tables.ts'
import type { PositionRow } from './position-rows.ts'
import type { ThemeRow } from './wording.ts'

/** Positions of a workspace, or of one of its themes, oldest first. */
export const positionRows = (db: Records, workspace: string, theme?: ThemeId): Promise<PositionRow[]> => {
  const query = db.selectFrom('position').selectAll().where('workspace', '=', workspace)
  return (theme === undefined ? query : query.where('theme', '=', theme))
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** Those that no other has followed. */
export function standing<T extends { id: string; supersedes: string | null }>(rows: readonly T[]): T[] {
  const followed = new Set(rows.map(({ supersedes }) => supersedes))
  return rows.filter(({ id }) => !followed.has(id))
}

/** How many paragraphs changed since each version that positions were taken on, by version; one not counted has none. */
async function changes(db: Records, workspace: string): Promise<Map<string, number>> {
  const rows = await db.selectFrom('changed_since').selectAll().where('workspace', '=', workspace).execute()
  return new Map(rows.map(({ version, changed }) => [version, changed]))
}

/** What stands on a theme, as far as its status and a glance at it need. */
export async function marksOf(db: Records, workspace: string, theme: ThemeId): Promise<PositionMark[]> {
  const changed = await changes(db, workspace)
  return standing(await positionRows(db, workspace, theme)).map(({ partner, on, stance, version }) => ({
    partner,
    on,
    stance,
    changed: changed.get(version) ?? null,
  }))
}

/** The status of a narrative and the positions it follows from. */
export async function statusIn(db: Records, { workspace, id, frozen }: ThemeRow, words: number) {
  const positions = await marksOf(db, workspace, id)
  return { positions, status: statusOf({ words, frozen: frozen !== null, positions }) }
}

/** The words a narrative has, as last projected. */
export async function wordsOf(db: Records, workspace: string, theme: ThemeId): Promise<number> {
  const { words } = await db
    .selectFrom('section_state')
    .select((e) => e.fn.sum<number | null>('words').as('words'))
    .where('workspace', '=', workspace)
    .where('document', '=', theme)
    .executeTakeFirstOrThrow()
  return words ?? 0
}

/** Rows as everyone reads them; `changed` only of those that stand. */
export async function asPositions(
  db: Records,
  workspace: string,
  rows: readonly PositionRow[],
): Promise<Position[]> {
  if (rows.length === 0) return []
  const changed = await changes(db, workspace)
  const stands = new Set(standing(rows).map(({ id }) => id))
  const versions = await db
    .selectFrom('version')
    .select(['id', 'at'])
    .where('workspace', '=', workspace)
    .where('id', 'in', [...new Set(rows.map(({ version }) => version))])
    .execute()
  const taken = new Map(versions.map(({ id, at }) => [id, at]))
  return rows.map((row) => ({
    id: row.id,
    theme: row.theme,
    partner: row.partner,
    on: row.on,
    stance: row.stance,
    reason: row.reason,
    publish: row.publish === 1,
    by: authorFrom(row.set_by),
    writtenAt: row.written_at,
    at: row.at,
    supersedes: row.supersedes,
    version: { id: row.version, at: taken.get(row.version) ?? row.at },
    changed: stands.has(row.id) ? (changed.get(row.version) ?? null) : 0,
  }))
}
