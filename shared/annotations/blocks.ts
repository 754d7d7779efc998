import * as Y from 'yjs'
import type { Flat } from './flat.ts'
import type { Piece } from './rewrite.ts'

/** Which node of a document: its Yjs id, which holds as long as the node does. */
export interface NodeRef {
  client: number
  clock: number
}

/** A node with all that is in it, as it can be put back. */
export type Kept = { pieces: Piece[] } | { kind: string; attributes: Record<string, unknown>; inside: Kept[] }

/** Where a node that was taken out stood: beside a neighbour, or alone in a parent (null: a section itself). */
export interface Spot {
  parent: NodeRef | null
  previous: NodeRef | null
  next: NodeRef | null
}

type Parent = Y.XmlElement | Y.XmlFragment

/** What goes with its last block; a cell, a caption or a figure never does. */
const GOES_WHEN_EMPTY: ReadonlySet<string> = new Set([
  'listItem',
  'bulletList',
  'orderedList',
  'blockquote',
  'callout',
])

/** The words of a node in one line, as `flatten` has them. */
export function wordsOf(flat: Flat, block: Y.XmlElement): { from: number; to: number } | null {
  const own = flat.runs.filter(({ text }) => text.parent === block)
  const first = own[0]
  const last = own.at(-1)
  return first === undefined || last === undefined
    ? null
    : { from: first.start, to: last.start + last.length }
}

/** A new paragraph beside a block: a new item in a list; beside a whole figure, but inside a table's cell. */
export function addParagraph(block: Y.XmlElement, side: 'before' | 'after', pieces: Piece[]): Y.XmlElement {
  let beside = block
  for (let up = block.parent; up instanceof Y.XmlElement && !isCell(up); up = up.parent)
    if (up.nodeName === 'figure') beside = up
  const item = beside.parent
  const inItem = item instanceof Y.XmlElement && item.nodeName === 'listItem'
  if (inItem) beside = item
  const paragraph: Kept = { kind: 'paragraph', attributes: {}, inside: [{ pieces }] }
  const node = nodeOf(inItem ? { kind: 'listItem', attributes: {}, inside: [paragraph] } : paragraph)
  const parent = parentOf(beside)
  parent.insert(indexIn(parent, beside) + (side === 'after' ? 1 : 0), [node])
  const inner = inItem ? (node as Y.XmlElement).get(0) : node
  return inner as Y.XmlElement
}

/**
 * Takes out a block with its words, and what is empty without it; null when the block must stay and only its words
 * can go (a caption, the only paragraph of a cell).
 */
export function removeBlock(block: Y.XmlElement): { kept: Kept; spot: Spot } | null {
  let node = block
  for (;;) {
    const parent = parentOf(node)
    if (node.nodeName === 'figcaption' || (parent.length === 1 && isCell(parent))) return null
    if (!(parent instanceof Y.XmlElement) || parent.length > 1 || !GOES_WHEN_EMPTY.has(parent.nodeName)) break
    node = parent
  }
  const parent = parentOf(node)
  const index = indexIn(parent, node)
  const spot = {
    parent: parent instanceof Y.XmlElement ? refOf(parent) : null,
    previous: refOf(parent.toArray()[index - 1]),
    next: refOf(parent.toArray()[index + 1]),
  }
  const kept = keep(node)
  parent.delete(index, 1)
  return { kept, spot }
}

/** Puts a node back where it stood; false when nothing that was beside it is there any more. */
export function putBack(doc: Y.Doc, section: Y.XmlFragment, kept: Kept, spot: Spot): boolean {
  const previous = nodeAt(doc, spot.previous)
  const next = nodeAt(doc, spot.next)
  const beside = previous ?? next
  if (beside !== null) {
    const parent = parentOf(beside)
    parent.insert(indexIn(parent, beside) + (beside === previous ? 1 : 0), [nodeOf(kept)])
    return true
  }
  // It stood alone, or what stood beside it is gone: then only where nothing else has come.
  const parent = spot.parent === null ? section : nodeAt(doc, spot.parent)
  if (parent === null || parent.length > 0) return false
  parent.insert(0, [nodeOf(kept)])
  return true
}

export function refOf(node: unknown): NodeRef | null {
  const item = node instanceof Y.AbstractType ? node._item : null
  return item === null ? null : { client: item.id.client, clock: item.id.clock }
}

/** A node by its reference; null when it is gone. */
export function nodeAt(doc: Y.Doc, ref: NodeRef | null): Y.XmlElement | null {
  if (ref === null || ref.clock >= Y.getState(doc.store, ref.client)) return null
  const item = Y.getItem(doc.store, Y.createID(ref.client, ref.clock))
  if (!(item instanceof Y.Item) || item.deleted || !(item.content instanceof Y.ContentType)) return null
  const node: unknown = item.content.type
  return node instanceof Y.XmlElement ? node : null
}

const isCell = (node: Parent): boolean =>
  node instanceof Y.XmlElement && (node.nodeName === 'tableCell' || node.nodeName === 'tableHeader')

function parentOf(node: Y.XmlElement): Parent {
  const { parent } = node
  if (parent instanceof Y.XmlElement || parent instanceof Y.XmlFragment) return parent
  throw new Error('Broken invariant: a block stands in a section')
}

const indexIn = (parent: Parent, node: Y.XmlElement): number => parent.toArray().indexOf(node)

function keep(node: unknown): Kept {
  if (node instanceof Y.XmlText) {
    const delta: { insert: unknown; attributes?: Record<string, unknown> }[] = node.toDelta()
    return {
      pieces: delta.flatMap(({ insert, attributes = {} }) =>
        typeof insert === 'string' ? [{ words: insert, marks: attributes }] : [],
      ),
    }
  }
  if (!(node instanceof Y.XmlElement)) throw new Error('Broken invariant: blocks are elements and text')
  const attributes: Record<string, unknown> = node.getAttributes()
  return { kind: node.nodeName, attributes, inside: node.toArray().map(keep) }
}

function nodeOf(kept: Kept): Y.XmlElement | Y.XmlText {
  if ('pieces' in kept) {
    const text = new Y.XmlText()
    text.applyDelta(kept.pieces.map(({ words, marks }) => ({ insert: words, attributes: { ...marks } })))
    return text
  }
  const node = new Y.XmlElement(kept.kind)
  for (const [name, value] of Object.entries(kept.attributes)) node.setAttribute(name, value as string)
  node.insert(0, kept.inside.map(nodeOf))
  return node
}
