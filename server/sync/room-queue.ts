import type * as Y from 'yjs'
import type { Connection } from './connection.ts'
import type { Edit, Queued } from './queued.ts'
import { RoomWork, type WorkContext } from './room-work.ts'

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
