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

/** What the hash of a position covers, in this order: changing it breaks every hash that stands. */
const HASHED = [
  'id',
  'workspace',
  'theme',
  'partner',
  'on',
  'stance',
  'digest',
  'publish',
  'set_by',
  'written_at',
  'at',
  'supersedes',
  'version',
] as const satisfies (keyof PositionRow)[]

/** sha256 of a position, hex, its reason by the salted digest; the trail holds it, so that a changed row shows. */
export const hashOfPosition = (row: Pick<PositionRow, (typeof HASHED)[number]>): string =>
  createHash('sha256')
    .update(JSON.stringify(HASHED.map((name) => row[name])))
    .digest('hex')
