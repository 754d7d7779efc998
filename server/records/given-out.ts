import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import type { Records } from '../storage/tables.ts'

/**
 * The versions of a document that were given out, oldest first: of a narrative the frozen ones, of an analysis the
 * submitted ones. The acts on record say so, never the reason a version was kept for.
 */
export async function givenOut(db: Records, workspace: string, document: DocumentId): Promise<string[]> {
  const what = kindOf(document)
  if (what.kind !== 'narrative' && what.kind !== 'analysis') return []
  if (what.kind === 'analysis') {
    const rows = await db
      .selectFrom('submission')
      .select('version')
      .where('workspace', '=', workspace)
      .where('partner', '=', what.partner)
      .orderBy('number')
      .execute()
    return rows.map(({ version }) => version)
  }
  const acts = await db
    .selectFrom('trail')
    .select('did')
    .where('workspace', '=', workspace)
    .where('subject', '=', `theme:${what.theme}`)
    .where('did', 'like', 'froze %')
    .orderBy('n')
    .execute()
  return acts.map(({ did }) => did.split(' ')[1] ?? '')
}
