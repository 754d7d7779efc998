import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import { type Rights, rightsIn, type Standing } from '../../shared/permissions.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'

/** What is on record of a document that bears on who may do what with it. */
export async function standingOf(db: Records, workspace: string, document: DocumentId): Promise<Standing> {
  const what = kindOf(document)
  const standing = { exists: true, frozen: false, theme: null, shared: false, invited: false }
  switch (what.kind) {
    case 'analysis': {
      const row = await db
        .selectFrom('analysis')
        .select(['shared', 'invited'])
        .where('workspace', '=', workspace)
        .where('partner', '=', what.partner)
        .executeTakeFirst()
      return { ...standing, shared: row?.shared === 1, invited: row?.invited === 1 }
    }
    case 'presentation': {
      const row = await db
        .selectFrom('presentation_section')
        .select('theme')
        .where('workspace', '=', workspace)
        .where('id', '=', what.section)
        .executeTakeFirst()
      return { ...standing, exists: row !== undefined, theme: row?.theme ?? null }
    }
    case 'minutes': {
      const row = await db
        .selectFrom('meeting')
        .select('state')
        .where('workspace', '=', workspace)
        .where('id', '=', what.meeting)
        .executeTakeFirst()
      const over = row?.state === 'closed' || row?.state === 'called off'
      return { ...standing, exists: row !== undefined, frozen: over }
    }
    case 'narrative':
    case 'easy': {
      const row = await db
        .selectFrom('theme')
        .select('frozen')
        .where('workspace', '=', workspace)
        .where('id', '=', what.theme)
        .executeTakeFirst()
      return { ...standing, frozen: (row?.frozen ?? null) !== null }
    }
  }
}

/** What a visitor may do in a document as it stands now. */
export const rightsOf = async (db: Records, visitor: Visitor, document: DocumentId): Promise<Rights> =>
  rightsIn(visitor, document, await standingOf(db, visitor.workspace, document))

/**
 * The partner whose members alone hear of what happens in a document: of a private draft nobody else learns that
 * there is one. Null when everyone may.
 */
export async function heardBy(
  db: Records,
  workspace: string,
  document: DocumentId,
): Promise<PartnerKind | null> {
  const what = kindOf(document)
  if (what.kind !== 'analysis') return null
  return (await standingOf(db, workspace, document)).shared ? null : what.partner
}
