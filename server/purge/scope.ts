import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import { documentsOf } from '../records/readable.ts'
import type { Records } from '../storage/tables.ts'

/**
 * The documents a purge reads and rewrites: all of the workspace, but a partner's analysis only while it is open to
 * the others, or when the request is about that very one.
 */
export async function scopeOf(db: Records, workspace: string, about: DocumentId): Promise<DocumentId[]> {
  const open = await db
    .selectFrom('analysis')
    .select('partner')
    .where('workspace', '=', workspace)
    .where('shared', '=', 1)
    .execute()
  const shared = new Set(open.map(({ partner }) => partner))
  return (await documentsOf(db, workspace)).filter((document) => {
    const what = kindOf(document)
    return what.kind !== 'analysis' || document === about || shared.has(what.partner)
  })
}
