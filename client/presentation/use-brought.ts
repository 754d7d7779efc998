import { routes } from '../../shared/api/routes.ts'
import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import type { Brought } from '../../shared/presentation/brought.ts'
import { call } from '../sync/api.ts'
import { useKnown, type Known } from '../sync/records.ts'
import { useAct } from '../sync/use-act.ts'

/** The section of the presentation that a document is of; empty for other documents. */
export const sectionOf = (document: DocumentId): string => {
  const what = kindOf(document)
  return what.kind === 'presentation' ? what.section : ''
}

const keyOf = (workspace: string, section: string) => ['presentation', workspace, 'brought', section] as const

/** What was brought into a section from the narratives, live. */
export const useBrought = (workspace: string, document: DocumentId): Known<Brought[]> =>
  useKnown(keyOf(workspace, sectionOf(document)), () =>
    call(routes.brought, { params: { workspace, section: sectionOf(document) } }),
  )

/** One thing done about it: while it is under way, and why it was refused. */
export const useBroughtAct = (workspace: string, document: DocumentId) =>
  useAct([keyOf(workspace, sectionOf(document))])
