import type * as Y from 'yjs'
import type { Author } from '../../shared/people/person.ts'
import type { Connection } from './connection.ts'
import type { DecodedEdit } from './gate.ts'
import { RoomWork, type WorkContext } from './room-work.ts'

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

/** Reads the document between turns; is handed its full encoding on demand. */
export interface Read {
  do: 'read'
  read: (encoded: () => Uint8Array) => void
  failed: (error: unknown) => void
}

/** A queue after its turn; when it is spoiled, the document is, and `again` is to be applied to a fresh one. */
export type Applied = { spoiled: false; work: RoomWork } | { spoiled: true; work: RoomWork; again: Queued[] }

/** Applies a queue to the document, one transaction for each author; commits and shows nothing. */
export function applyQueue(doc: Y.Doc, queue: readonly Queued[], context: WorkContext): Applied {
  const work = new RoomWork(doc, context)
  // All of one author's edits go in together: a transaction costs more than the edits in it.
  const edits = new Map<Connection, Edit[]>()
  for (const queued of queue) {
    if (queued.do !== 'edit' || queued.connection.revoked) continue
    const mine = edits.get(queued.connection)
    if (mine === undefined) edits.set(queued.connection, [queued])
    else mine.push(queued)
  }
  for (const [connection, mine] of edits) {
    if (work.applyEdits(connection, mine)) continue
    return { spoiled: true, work, again: queue.filter((q) => q.do !== 'edit' || q.connection !== connection) }
  }
  for (const queued of queue) {
    switch (queued.do) {
      case 'edit':
        break
      case 'write':
        if (work.applyWrite(queued)) break
        return { spoiled: true, work, again: queue.filter((other) => other !== queued) }
      case 'relay':
        if (work.applyRelay(queued)) break
        return { spoiled: true, work, again: queue.filter((other) => other !== queued) }
      case 'join':
        work.joins.push(queued)
        break
      case 'read':
        work.reads.push(queued)
        break
    }
  }
  return { spoiled: false, work }
}
