import { DOCUMENT_IDS, type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import type { Rights } from '../../shared/permissions.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { rightsOf } from './standing.ts'

/** The documents a visitor may read now, with what else they may do there. */
export async function readable(db: Records, visitor: Visitor): Promise<ReadonlyMap<DocumentId, Rights>> {
  const all = await Promise.all(
    DOCUMENT_IDS.map(async (document) => [document, await rightsOf(db, visitor, document)] as const),
  )
  return new Map(all.filter(([, { read }]) => read))
}

/** What each document of a workspace is called: "Theme 4", "Theme 4 in Easy Read", "Parents: own analysis". */
export async function titlesOf(db: Records, workspace: string): Promise<(document: DocumentId) => string> {
  const themes = await db
    .selectFrom('theme')
    .select(['id', 'label'])
    .where('workspace', '=', workspace)
    .execute()
  const partners = await db
    .selectFrom('partner')
    .select(['kind', 'short'])
    .where('workspace', '=', workspace)
    .execute()
  return (document) => {
    const what = kindOf(document)
    if (what.kind === 'analysis')
      return `${partners.find(({ kind }) => kind === what.partner)?.short ?? what.partner}: own analysis`
    const label = themes.find(({ id }) => id === what.theme)?.label ?? ''
    return what.kind === 'easy' ? `${label} in Easy Read` : label
  }
}
