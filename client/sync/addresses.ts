import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'

/** Where the page of a document is: a narrative's with the themes, others' with the documents. */
export const pageOf = (workspace: string, document: DocumentId): string =>
  `/w/${workspace}/${kindOf(document).kind === 'narrative' ? 'themes' : 'documents'}/${document}`
