import type * as Y from 'yjs'
import type { Author } from '../../shared/people/person.ts'
import type { Connection } from './connection.ts'
import type { DecodedEdit } from './structs.ts'

/** What waits for a room's turn. */
export type Queued = Edit | Write | Relay | Join | Read

export interface Edit {
  do: 'edit'
  connection: Connection
  update: Uint8Array
  decoded: DecodedEdit
}

/** The server's own edit on behalf of someone: the starter workspace, a restore, an import. */
export interface Write {
  do: 'write'
  author: Author
  write: (doc: Y.Doc) => void
  flushed: () => void
  failed: (error: unknown) => void
}

/** Another server's, already in the store. */
export interface Relay {
  do: 'relay'
  seq: number
  update: Uint8Array
}

export interface Join {
  do: 'join'
  connection: Connection
  stateVector: Uint8Array
}

/** Reads the document between turns, which it does not change; is handed its full encoding on demand. */
export interface Read {
  do: 'read'
  read: (encoded: () => Uint8Array, doc: Y.Doc) => void
  failed: (error: unknown) => void
}

/** Says to whom it concerns that this will not be done here: clients come back, callers hear why. */
export function turnAway(queued: Queued, why: unknown): void {
  switch (queued.do) {
    case 'edit':
    case 'join':
      return queued.connection.end('restarting')
    case 'write':
    case 'read':
      return queued.failed(why)
    case 'relay':
      return // it is in the store
  }
}
