import * as Y from 'yjs'
import type { Limits } from '../../shared/protocol/limits.ts'
import { outgrows } from './bounds.ts'
import type { Connection, Refusal } from './connection.ts'
import { forgetsNewerKinds } from './schema-guard.ts'
import { structsIn, type DecodedEdit } from './structs.ts'

type ID = InstanceType<typeof Y.ID>

/** An update that holds nothing: no structs, no deletions. */
const EMPTY_BYTES = 2

/**
 * Reads an update before it may touch a document: `Y.applyUpdate` on bad bytes throws and leaves the
 * document changed. Null for bytes that are no update.
 */
export function decodeEdit(update: Uint8Array): DecodedEdit | null {
  try {
    const edit = Y.decodeUpdate(update)
    // Yjs' second encoding reads as an empty update of the first: taken, it would be words lost in silence.
    const isEmpty = edit.structs.length === 0 && edit.ds.clients.size === 0
    if (isEmpty && update.byteLength > EMPTY_BYTES) return null
    return edit.structs.every(standsOnEarlier) ? edit : null
  } catch {
    return null
  }
}

/**
 * A client writes beside and inside what it wrote before, never after. Yjs does not ask: while such an item waits
 * for something else it harms nobody, and when its turn comes, or when the document is loaded, it throws.
 */
function standsOnEarlier(struct: DecodedEdit['structs'][number]): boolean {
  if (!(struct instanceof Y.Item)) return true
  const { id, origin, rightOrigin } = struct
  const parent: unknown = struct.parent // until it is integrated: a root's name, an id, or null for its neighbour's
  const earlier = (on: ID | null): boolean => on === null || on.client !== id.client || on.clock < id.clock
  return earlier(origin) && earlier(rightOrigin) && earlier(parent instanceof Y.ID ? parent : null)
}

/** Why this edit may not be applied to this document as it is now; null when it may. */
export function objectionTo(
  doc: Y.Doc,
  connection: Pick<Connection, 'write' | 'schema'>,
  edit: DecodedEdit,
  limits: Limits,
  retired: ReadonlySet<number>,
): Refusal | null {
  if (isOfOldEpoch(edit, retired)) return 'old epoch'
  // A reader's client answers our sync step 1 as every client does: no alarm while it holds nothing new.
  if (!connection.write) return holdsNothingNew(doc, edit) ? null : 'no right'
  if (outgrows(doc, edit, limits)) return 'too large'
  if (forgetsNewerKinds(doc, edit, connection.schema)) return 'unknown kinds'
  return null
}

/** Does an edit hold, delete, or stand on anything of a Yjs client of an earlier epoch? */
function isOfOldEpoch({ structs, ds }: DecodedEdit, retired: ReadonlySet<number>): boolean {
  if (retired.size === 0) return false
  const old = (id: ID | null): boolean => id !== null && retired.has(id.client)
  for (const client of ds.clients.keys()) if (retired.has(client)) return true
  return structs.some((struct) => {
    if (old(struct.id)) return true
    if (!(struct instanceof Y.Item)) return false
    const parent: unknown = struct.parent
    return old(struct.origin) || old(struct.rightOrigin) || (parent instanceof Y.ID && old(parent))
  })
}

/** True when the document already has every word and every deletion of an update. */
function holdsNothingNew(doc: Y.Doc, { structs, ds }: DecodedEdit): boolean {
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue
    if (struct.id.clock + struct.length > Y.getState(doc.store, struct.id.client)) return false
  }
  for (const [client, deletes] of ds.clients) {
    const known = Y.getState(doc.store, client)
    for (const { clock, len } of deletes) {
      if (clock + len > known) return false
      for (const struct of structsIn(doc, client, clock, len)) if (!struct.deleted) return false
    }
  }
  return true
}
