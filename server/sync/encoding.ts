import * as Y from 'yjs'

/** Does something wait in the document for earlier edits? */
export const hasWaiting = ({ store }: Y.Doc): boolean =>
  store.pendingStructs !== null || store.pendingDs !== null

/**
 * What a document holds (beyond a state vector), without what waits in it. Yjs would merge the two, and where
 * what waits names clocks that are taken, the words there would give way to it: a forged edit could empty the
 * document for everyone who joins.
 */
export function encodeHeld(doc: Y.Doc, stateVector?: Uint8Array): Uint8Array {
  const { store } = doc
  const { pendingStructs, pendingDs } = store
  store.pendingStructs = null
  store.pendingDs = null
  try {
    return Y.encodeStateAsUpdate(doc, stateVector)
  } finally {
    store.pendingStructs = pendingStructs
    store.pendingDs = pendingDs
  }
}
