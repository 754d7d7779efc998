import { type DocumentId, themeOf } from '../../shared/domain/documents.ts'
import type { InboxItem } from '../../shared/inbox/items.ts'

/** An item before it is known whether it has been seen. */
export type Unmarked = Omit<InboxItem, 'isNew'>

/** What an item says when it says nothing more. */
export const NOTHING = {
  comment: null,
  action: null,
  from: null,
  at: null,
  on: null,
  says: null,
  became: null,
}

/** Which document an item is about. */
export function aboutDocument(
  document: DocumentId,
  title: string,
): Pick<InboxItem, 'document' | 'title' | 'theme'> {
  return { document, title, theme: themeOf(document) }
}
