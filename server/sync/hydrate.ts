import * as Y from 'yjs'
import { newDocument } from '../../shared/narrative/roots.ts'
import type { UpdateLog } from '../storage/update-log.ts'

/** A document out of the log, and what it was made of. */
export interface Hydrated {
  doc: Y.Doc
  /** Its full encoding, where the log had it ready. */
  encoded: Uint8Array | null
  upTo: number
  epoch: number
  /** Yjs clients of earlier epochs. */
  retired: ReadonlySet<number>
  tailRows: number
  tailBytes: number
  snapshotBytes: number
}

/** Builds a room's document from the store. */
export async function hydrate(log: UpdateLog, room: string): Promise<Hydrated> {
  const { snapshot, updates, upTo, epoch, retired } = await log.load(room)
  const doc = newDocument()
  doc.transact(() => {
    if (snapshot !== null) Y.applyUpdate(doc, snapshot)
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return {
    doc,
    encoded: updates.length === 0 ? snapshot : null,
    upTo,
    epoch,
    retired: new Set(retired),
    tailRows: updates.length,
    tailBytes: updates.reduce((sum, update) => sum + update.byteLength, 0),
    snapshotBytes: snapshot?.byteLength ?? 0,
  }
}
