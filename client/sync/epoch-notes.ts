import * as Y from 'yjs'
import type { OfflineCopy } from './offline-copy.ts'
import { type SectionWords, wordsBeyond, wordsOfUpdate } from './own-words.ts'
import type { LeftBehind } from './tail.ts'

/**
 * What this device knows of a document's epoch, and how far the server has what was written on it. When text is
 * removed for good, everything the device has of the document goes; only own words that the server never had stay.
 */
export interface EpochNotes {
  /** The epoch of what this device has; null while it has nothing and was told nothing. */
  epoch: number | null
  /** The server says which epoch the document is in. */
  told(epoch: number): void
  /** An own edit was made. */
  wrote(doc: Y.Doc): void
  /** The server has all of the document as it is here. */
  saved(doc: Y.Doc): void
  /** Own words the server never had: in the document, and in what waits in it for earlier edits. */
  unsaved(doc: Y.Doc): SectionWords[]
}

/** Reads the notes beside an offline copy; `left` are clients of earlier tabs whose last edits are not confirmed. */
export async function readNotes(
  copy: OfflineCopy | null,
  doc: Y.Doc,
  left: Iterable<number>,
): Promise<EpochNotes> {
  const kept = (await copy?.notes().catch(() => null)) ?? { epoch: null, own: new Map<number, number>() }
  const { own } = kept
  for (const client of left) if (!own.has(client)) own.set(client, Y.getState(doc.store, client))
  const keep = (client: number, clock: number): void => {
    own.set(client, clock)
    void copy?.note(`own:${client}`, clock).catch(() => {}) // without it more words come back, and none less
  }
  const beyond = (client: number): number => own.get(client) ?? Number.POSITIVE_INFINITY
  const notes: EpochNotes = {
    // A copy of before there were epochs is of the first one.
    epoch: kept.epoch ?? (doc.store.clients.size > 0 ? 0 : null),
    told(epoch) {
      notes.epoch = epoch
      if (kept.epoch === epoch) return
      kept.epoch = epoch
      void copy?.note('epoch', epoch).catch(() => {}) // the server says it again
    },
    wrote(doc) {
      if (!own.has(doc.clientID)) keep(doc.clientID, 0)
    },
    saved(doc) {
      for (const [client, clock] of own) {
        const now = Y.getState(doc.store, client)
        if (now > clock) keep(client, now)
      }
    },
    unsaved(doc) {
      const waiting = doc.store.pendingStructs?.update
      return [
        ...wordsBeyond(doc, beyond),
        ...(waiting === undefined ? [] : wordsOfUpdate(Y.convertUpdateFormatV2ToV1(waiting), beyond)),
      ]
    },
  }
  return notes
}

/**
 * Puts the last edits of closed tabs into the document, and reads the notes beside its copy. Edits of an earlier epoch
 * have no place in it any more: their words are handed back.
 */
export async function takeUpLeftBehind(
  doc: Y.Doc,
  { updates, edits }: LeftBehind,
  copy: OfflineCopy | null,
): Promise<{ notes: EpochNotes; old: SectionWords[] }> {
  const clients = updates.flatMap(({ update }) => [...Y.parseUpdateMeta(update).from.keys()])
  const notes = await readNotes(copy, doc, clients)
  if (edits === 0) notes.saved(doc) // also where the note of it was lost with a tab that was closed
  if (updates.length > 0) notes.epoch ??= Math.max(...updates.map(({ epoch }) => epoch ?? 0))
  const isOld = (epoch: number | null): boolean => (epoch ?? 0) < (notes.epoch ?? 0)
  for (const { update, epoch } of updates) if (!isOld(epoch)) Y.applyUpdate(doc, update, 'tail')
  const old = updates.filter(({ epoch }) => isOld(epoch)).flatMap(({ update }) => wordsOfUpdate(update))
  return { notes, old }
}
