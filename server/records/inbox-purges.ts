import type { DocumentId } from '../../shared/domain/documents.ts'
import { may } from '../../shared/permissions.ts'
import { authorFrom } from '../accounts/people.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { aboutDocument, NOTHING, type Unmarked } from './inbox-item.ts'

/** Removals that wait for the visitor's key; what is to be removed is not said here. */
export async function purgeItems(
  db: Records,
  visitor: Visitor,
  title: (document: DocumentId) => string,
): Promise<Unmarked[]> {
  const key = (['NL', 'DO'] as const).find((as) => may(visitor, { do: 'approve purge', as }))
  if (key === undefined) return []
  const rows = await db
    .selectFrom('purge')
    .select(['id', 'document', 'asked_by', 'asked_at'])
    .where('workspace', '=', visitor.workspace)
    .where('state', '=', 'asked')
    .where(key === 'NL' ? 'lead' : 'officer', 'is', null)
    .execute()
  return rows.map(({ id, document, asked_by, asked_at }) => ({
    ...NOTHING,
    ...aboutDocument(document, title(document)),
    id: `purge:${id}`,
    why: 'purge',
    from: authorFrom(asked_by),
    at: asked_at,
    waits: true,
  }))
}
