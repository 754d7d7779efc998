import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Tables } from '../storage/tables.ts'
import type { Subject } from './trail.ts'

export type PositionRow = Selectable<Tables['position']>

/** What the trail knows the positions of a partner on one ground of a theme by. */
export const positionSubject = ({
  theme,
  partner,
  on,
}: Pick<PositionRow, 'theme' | 'partner' | 'on'>): Subject => `position:${theme}:${partner}:${on}`

/** sha256 of a position, hex, its reason by the salted digest; the trail holds it, so that a changed row shows. */
export function hashOfPosition(row: Omit<PositionRow, 'hash' | 'reason' | 'salt'>): string {
  const {
    id,
    workspace,
    theme,
    partner,
    on,
    stance,
    digest,
    publish,
    set_by,
    written_at,
    at,
    supersedes,
    version,
  } = row
  return createHash('sha256')
    .update(
      JSON.stringify([
        id,
        workspace,
        theme,
        partner,
        on,
        stance,
        digest,
        publish,
        set_by,
        written_at,
        at,
        supersedes,
        version,
      ]),
    )
    .digest('hex')
}
