import * as Y from 'yjs'
import { nameOfRoot } from '../../shared/narrative/roots.ts'

/** An update, read but not applied. */
export type DecodedEdit = ReturnType<typeof Y.decodeUpdate>

/** The document's structs that touch a run of a client's clock. */
export function* structsIn(
  doc: Y.Doc,
  client: number,
  clock: number,
  length: number,
): Generator<Y.Item | Y.GC> {
  const structs = doc.store.clients.get(client)
  if (structs === undefined || clock >= Y.getState(doc.store, client)) return
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
    const struct = structs[index]
    if (struct === undefined || struct.id.clock >= clock + length) return
    yield struct
  }
}

/** The names of the roots that a transaction changed, and the ids of changed entries of the map `map`. */
export function touchedBy(transaction: Y.Transaction, map: string): { roots: string[]; keys: string[] } {
  const roots = new Set<string>()
  const keys = new Set<string>()
  for (const [changed, subs] of transaction.changed) {
    let type: Changed = changed
    let key: string | null = null
    while (type._item !== null && type._item !== undefined) {
      key = type._item.parentSub
      type = type._item.parent as Changed
    }
    const root = nameOfRoot(transaction.doc, type)
    if (root === null) continue
    roots.add(root)
    if (root !== map) continue
    if (key !== null) keys.add(key)
    else for (const sub of subs) if (sub !== null) keys.add(sub)
  }
  return { roots: [...roots], keys: [...keys] }
}

type Changed = Parameters<Y.Transaction['changed']['get']>[0]
