import { type DocumentId, documentId, FIXED_DOCUMENT_IDS, kindOf } from '../../shared/domain/documents.ts'
import { type Rights, rightsIn } from '../../shared/permissions.ts'
import { sectionName } from '../../shared/presentation/template.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { standingsOf } from './standing.ts'

/** Every document of a workspace, in the order of the contents page: presentation, minutes and boards after the others. */
export async function documentsOf(db: Records, workspace: string): Promise<DocumentId[]> {
  const sections = await db
    .selectFrom('presentation_section')
    .select('id')
    .where('workspace', '=', workspace)
    .orderBy('order')
    .execute()
  const meetings = await db
    .selectFrom('meeting')
    .select('id')
    .where('workspace', '=', workspace)
    .orderBy('starts_at')
    .execute()
  const boards = await db
    .selectFrom('board')
    .select('id')
    .where('workspace', '=', workspace)
    .orderBy('at')
    .execute()
  return [
    ...FIXED_DOCUMENT_IDS,
    ...sections.map(({ id }) => documentId({ kind: 'presentation', section: id })),
    ...meetings.map(({ id }) => documentId({ kind: 'minutes', meeting: id })),
    ...boards.map(({ id }) => documentId({ kind: 'board', board: id })),
  ]
}

/** The documents a visitor may read now, with what else they may do there. */
export async function readable(db: Records, visitor: Visitor): Promise<ReadonlyMap<DocumentId, Rights>> {
  const standing = await standingsOf(db, visitor.workspace)
  const all = (await documentsOf(db, visitor.workspace)).map(
    (document) => [document, rightsIn(visitor, document, standing(document))] as const,
  )
  return new Map(all.filter(([, { read }]) => read))
}

/** What each document of a workspace is called: "Theme 4", "Parents: own analysis", "Minutes: Weekly call, 24 November". */
export async function titlesOf(db: Records, workspace: string): Promise<(document: DocumentId) => string> {
  const themes = await db
    .selectFrom('theme')
    .select(['id', 'label', 'name'])
    .where('workspace', '=', workspace)
    .execute()
  const partners = await db
    .selectFrom('partner')
    .select(['kind', 'short'])
    .where('workspace', '=', workspace)
    .execute()
  const sections = await db
    .selectFrom('presentation_section')
    .select(['id', 'title', 'theme', 'kind'])
    .where('workspace', '=', workspace)
    .execute()
  const meetings = await db
    .selectFrom('meeting')
    .select(['id', 'title'])
    .where('workspace', '=', workspace)
    .execute()
  const boards = await db
    .selectFrom('board')
    .select(['id', 'title'])
    .where('workspace', '=', workspace)
    .execute()
  const label = (theme: string) => themes.find(({ id }) => id === theme)?.label ?? ''
  return (document) => {
    const what = kindOf(document)
    switch (what.kind) {
      case 'narrative':
        return label(what.theme)
      case 'easy':
        return `${label(what.theme)} in Easy Read`
      case 'analysis':
        return `${partners.find(({ kind }) => kind === what.partner)?.short ?? what.partner}: own analysis`
      case 'presentation': {
        const section = sections.find(({ id }) => id === what.section)
        const theme = themes.find(({ id }) => id === section?.theme)
        return `Presentation: ${section === undefined ? '' : sectionName(section, theme)}`
      }
      case 'minutes':
        return `Minutes: ${meetings.find(({ id }) => id === what.meeting)?.title ?? ''}`
      case 'board':
        return `Board: ${boards.find(({ id }) => id === what.board)?.title ?? ''}`
    }
  }
}
