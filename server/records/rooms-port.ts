import type * as Y from 'yjs'
import type { Author } from '../../shared/people/person.ts'
import type { Here } from '../../shared/presence/state.ts'

/** What records, exports and the starter ask of the open documents; `sync/rooms.ts` answers. */
export interface Documents {
  /** Who is in a room now. */
  here(name: string): Here[]
  /** A copy of a document as it is committed: the caller's own. */
  read(name: string): Promise<Y.Doc>
  /** Edits a document through the same door as everyone; resolves when it is on disk. */
  edit(name: string, author: Author, change: (doc: Y.Doc) => void): Promise<void>
}
