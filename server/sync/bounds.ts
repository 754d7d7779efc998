import * as Y from 'yjs'
import { nameOfRoot } from '../../shared/narrative/roots.ts'
import { sectionOfRoot } from '../../shared/narrative/sections.ts'
import type { Limits } from '../../shared/protocol/limits.ts'
import { parseRoom } from '../../shared/rooms.ts'
import type { DecodedEdit } from './structs.ts'

/** The limits of one room: a board holds far more things than a narrative has sections. */
export const limitsOf = (room: string, limits: Limits): Limits =>
  parseRoom(room)?.kind === 'board' ? { ...limits, sections: limits.items } : limits

/** The map of sections, and a few roots to spare for later kinds of documents. */
const OTHER_ROOTS = 4
const MAP = 'sections'

/** Would this edit give the document more roots, sections or clients than it may have? */
export function outgrows(doc: Y.Doc, { structs }: DecodedEdit, limits: Limits): boolean {
  const roots = new Set<string>()
  const entries = new Set<string>()
  const clients = new Set<number>()
  const known = doc.share.get(MAP)?._map
  for (const struct of structs) {
    if (!doc.store.clients.has(struct.id.client)) clients.add(struct.id.client)
    // An item read from an update, not yet integrated, names a root as its parent by the root's name.
    const root: unknown = struct instanceof Y.Item ? struct.parent : null
    if (typeof root !== 'string') continue
    if (!doc.share.has(root)) roots.add(root)
    const key = root === MAP && struct instanceof Y.Item ? struct.parentSub : null
    if (key !== null && known?.has(key) !== true) entries.add(key)
  }
  return (
    (roots.size > 0 && doc.share.size + roots.size > limits.sections + OTHER_ROOTS) ||
    (entries.size > 0 && (known?.size ?? 0) + entries.size > limits.sections) ||
    (clients.size > 0 && doc.store.clients.size + clients.size > limits.clients)
  )
}

/** Thrown inside a transaction that has made of the document what it may not be: it is spoiled. */
export class Spoilt extends Error {
  readonly why: 'too large' | 'malformed'

  constructor(why: Spoilt['why'], message: string) {
    super(message)
    this.why = why
  }
}

/**
 * Throws when what waits in the document for earlier edits has grown beyond the limit: Yjs goes through all of
 * it with every edit of anyone. `before` is `waitingIn` before the edit.
 */
export function holdWaiting(doc: Y.Doc, before: Waiting, limits: Limits): void {
  const { structs, deletions } = waitingIn(doc)
  // In the second encoding a million equal structs are a few bytes, so they are measured in the first.
  if (structs !== null && structs !== before.structs) {
    if (Y.convertUpdateFormatV2ToV1(structs).byteLength > limits.waitingBytes)
      throw new Spoilt('too large', 'Too much waits for earlier edits')
  }
  if ((deletions?.byteLength ?? 0) > Math.max(limits.waitingBytes, before.deletions?.byteLength ?? 0))
    throw new Spoilt('too large', 'Too many deletions wait for what they delete')
}

interface Waiting {
  structs: Uint8Array | null
  deletions: Uint8Array | null
}

export const waitingIn = ({ store }: Y.Doc): Waiting => ({
  structs: store.pendingStructs?.update ?? null,
  deletions: store.pendingDs,
})

/**
 * Throws when a transaction has put nodes deeper than the limit, since Yjs and every reader go down by recursion,
 * or something else than elements into a section, or than elements and text into an element: the editor of
 * everyone who opens it would throw.
 */
export function holdShape(doc: Y.Doc, transaction: Y.Transaction, limits: Limits): void {
  for (const item of newItems(doc, transaction)) {
    if (tooDeep(plainIn(item.content), limits.nesting))
      throw new Spoilt('too large', 'Values stand too deep in each other')
    const node = item.content instanceof Y.ContentType ? (item.content.type as unknown) : null
    if (node !== null && deeperThan(item, limits.nesting))
      throw new Spoilt('too large', 'Nodes stand too deep in each other')
    if (item.parentSub !== null || item.deleted || node instanceof Y.XmlElement) continue
    const parent: unknown = item.parent
    const inElement = parent instanceof Y.XmlElement
    if (inElement ? !(node instanceof Y.XmlText) : isSection(doc, parent))
      throw new Spoilt('malformed', 'Something that is no node stands where a node must')
  }
}

/** What an item holds beside nodes and words, as JSON would. */
function plainIn(content: Y.Item['content']): unknown {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr
  if (content instanceof Y.ContentFormat) return content.value
  return content instanceof Y.ContentEmbed ? content.embed : null
}

/** Yjs writes values by recursion too: what could just be read may be what can never be sent on. */
const tooDeep = (value: unknown, left: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof Uint8Array) &&
  (left < 0 || Object.values(value).some((each) => tooDeep(each, left - 1)))

function* newItems(doc: Y.Doc, { beforeState }: Y.Transaction): Generator<Y.Item> {
  for (const [client, structs] of doc.store.clients) {
    const from = beforeState.get(client) ?? 0
    for (let index = structs.length - 1; index >= 0; index--) {
      const struct = structs[index]
      if (struct === undefined || struct.id.clock < from) break
      if (struct instanceof Y.Item) yield struct
    }
  }
}

/** Is this the root of a section? Its kind is what its first user called it, so its name decides. */
function isSection(doc: Y.Doc, parent: unknown): boolean {
  const name = parent instanceof Y.AbstractType ? nameOfRoot(doc, parent) : null
  return name !== null && sectionOfRoot(name) !== null
}

function deeperThan(item: Y.Item, limit: number): boolean {
  let parent = (item.parent as Y.AbstractType<unknown> | null)?._item ?? null
  for (let depth = 1; parent !== null; depth++) {
    if (depth >= limit) return true
    parent = (parent.parent as Y.AbstractType<unknown> | null)?._item ?? null
  }
  return false
}
