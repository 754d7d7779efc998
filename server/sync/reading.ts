import * as Y from 'yjs'
import { newDocument } from '../../shared/narrative/roots.ts'
import type { Read } from './queued.ts'
import type { Room } from './room.ts'

/** Looks at a document; `encoded` gives its full encoding, null when the document is the reader's own already. */
export type See<T> = (doc: Y.Doc, encoded: (() => Uint8Array) | null) => T

/** Reads an open room between turns; rejects with what `see` throws, which is no failure of the room. */
export function readBetween<T>(room: Room, see: See<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const read: Read['read'] = (encoded, doc) => {
      try {
        resolve(see(doc, encoded))
      } catch (error) {
        reject(error)
      }
    }
    room.enqueue({ do: 'read', read, failed: reject })
  })
}

/** What `see` makes of an open room, made once for all who ask until the document changes. */
export async function madeOf<T>(room: Room, see: (doc: Y.Doc) => T): Promise<T> {
  // What has arrived and is not committed yet is waited for, as by any reader.
  if (room.idle && room.made.has(see)) return room.made.get(see) as T
  return readBetween(room, (doc) => {
    if (!room.made.has(see)) room.made.set(see, see(doc))
    return room.made.get(see) as T
  })
}

/** A copy that its reader may keep and change. */
export const ownCopy: See<Y.Doc> = (doc, encoded) => {
  if (encoded === null) return doc
  const copy = newDocument()
  Y.applyUpdate(copy, encoded())
  return copy
}
