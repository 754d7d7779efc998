import * as Y from 'yjs'
import { sinceOf } from '../../shared/narrative/kinds.ts'
import { SCHEMA_VERSION } from '../../shared/protocol/frames.ts'
import { structsIn, type DecodedEdit } from './structs.ts'

/** The schema a client that declares none is taken to know: the first. */
const UNDECLARED = 1

/** The lowest schema that knows every kind of node a document holds; kinds unknown to us count as the newest. */
export function schemaNeededBy(doc: Y.Doc): number {
  let needed = 1
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) {
      const kind = struct.deleted ? null : kindOf(struct)
      if (kind !== null) needed = Math.max(needed, sinceOf(kind) ?? SCHEMA_VERSION)
    }
    if (needed >= SCHEMA_VERSION) return needed
  }
  return needed
}

/**
 * True when an edit deletes nodes of kinds newer than its author's client knows: an editor drops what its
 * schema lacks, and everyone would lose it.
 */
export function forgetsNewerKinds(doc: Y.Doc, { ds }: DecodedEdit, schema: number | null): boolean {
  const knows = schema ?? UNDECLARED
  if (knows >= SCHEMA_VERSION) return false
  for (const [client, deletes] of ds.clients) {
    for (const { clock, len } of deletes) {
      for (const struct of structsIn(doc, client, clock, len)) {
        const kind = struct.deleted ? null : kindOf(struct)
        if (kind !== null && (sinceOf(kind) ?? SCHEMA_VERSION) > knows) return true
      }
    }
  }
  return false
}

function kindOf(struct: Y.Item | Y.GC): string | null {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) return null
  return struct.content.type instanceof Y.XmlElement ? struct.content.type.nodeName : null
}
