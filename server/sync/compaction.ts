import { encodeHeld, hasWaiting } from './encoding.ts'
import { spansOf } from './spans.ts'
import type { UpdateLog } from '../storage/update-log.ts'
import { hydrate } from './hydrate.ts'

const ROWS = 2_000
const TAIL_BYTES = 64 * 1024
const ROWS_ON_UNLOAD = 200

/** Does the log of a room outweigh its snapshot? */
export const outweighs = (tail: { rows: number; bytes: number; snapshotBytes: number }): boolean =>
  tail.rows >= ROWS || tail.bytes > Math.max(TAIL_BYTES, tail.snapshotBytes)

/** Is it worth a snapshot when the room is put away? */
export const worthOnUnload = (tail: { rows: number }): boolean => tail.rows >= ROWS_ON_UNLOAD

/**
 * Puts a snapshot in the place of a room's entries, and spans of authorship in the place of who sent them.
 * `live` is the full encoding of a document that holds every entry up to `upTo`; without one (another server
 * wrote in between) the document is built from the store. Never by `Y.mergeUpdates`: it takes minutes.
 * False when it cannot be: what waits for earlier edits is nowhere but in the entries.
 */
export async function compactRoom(
  log: UpdateLog,
  room: string,
  live: { snapshot: Uint8Array; upTo: number } | null,
): Promise<boolean> {
  const held = live ?? (await encodeStored(log, room))
  if (held === null) return false
  const { snapshot, upTo } = held
  const { spans, entries } = await log.history(room)
  await log.compact(room, {
    snapshot,
    upTo,
    spans: spansOf(
      entries.filter((entry) => entry.seq <= upTo),
      spans,
    ),
  })
  return true
}

async function encodeStored(
  log: UpdateLog,
  room: string,
): Promise<{ snapshot: Uint8Array; upTo: number } | null> {
  const { doc, upTo } = await hydrate(log, room)
  const held = hasWaiting(doc) ? null : { snapshot: encodeHeld(doc), upTo }
  doc.destroy()
  return held
}
