import type { InboxItem } from '../../shared/inbox/items.ts'
import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'

/** Where the page of a document is: a narrative's with the themes, minutes are their meeting's, a board has its own, others' with the documents. */
export function pageOf(workspace: string, document: DocumentId): string {
  const what = kindOf(document)
  if (what.kind === 'minutes') return `/w/${workspace}/meetings/${what.meeting}`
  if (what.kind === 'board') return `/w/${workspace}/boards/${what.board}`
  return `/w/${workspace}/${what.kind === 'narrative' ? 'themes' : 'documents'}/${document}`
}

/** The very place that an item of the inbox is about. */
export function placeOfItem(workspace: string, { why, document, theme, comment, action }: InboxItem): string {
  if (why === 'enter wording' || why === 'confirm wording') return `/w/${workspace}#wording=${theme ?? ''}`
  if (why === 'purge') return `/w/${workspace}/purges`
  // The live document of another partner may be closed: what was submitted is read from the list of analyses.
  if (why === 'analysis submitted') return `/w/${workspace}/analyses`
  if (why === 'verify evidence') return `/w/${workspace}/actions#action=${action ?? ''}`
  const page = document === null ? `/w/${workspace}` : pageOf(workspace, document)
  return comment === null ? page : `${page}#comment=${comment.id}`
}
