import type { Node } from '@tiptap/pm/model'
import type { Range } from '../../shared/annotations/anchors.ts'
import { ATOM } from '../../shared/annotations/flat.ts'

interface Piece {
  offset: number
  pos: number
  length: number
}

/** The flat text of an editor's document (`shared/annotations/flat.ts`), and the way between the two counts. */
export interface FlatDoc {
  text: string
  pieces: readonly Piece[]
}

// A document is immutable, so its flat text is kept for as long as the document itself.
const known = new WeakMap<Node, FlatDoc>()

export function flatDoc(doc: Node): FlatDoc {
  const before = known.get(doc)
  if (before !== undefined) return before
  const pieces: Piece[] = []
  const parts: string[] = []
  let offset = 0
  doc.descendants((node, pos) => {
    const text = node.isText ? (node.text ?? '') : node.isLeaf ? ATOM : ''
    if (text === '') return
    pieces.push({ offset, pos, length: text.length })
    parts.push(text)
    offset += text.length
  })
  const flat = { text: parts.join(''), pieces }
  known.set(doc, flat)
  return flat
}

/** Document positions around a range of the flat text; null when it is not there. */
export function toPositions(doc: Node, range: Range): Range | null {
  const { pieces } = flatDoc(doc)
  const first = pieceAt(pieces, range.from)
  const last = pieceAt(pieces, range.to - 1)
  if (range.from >= range.to || first === null || last === null) return null
  return { from: first.pos + range.from - first.offset, to: last.pos + range.to - last.offset }
}

/** The range of the flat text between two document positions. */
export function toOffsets(doc: Node, range: Range): Range {
  const { pieces } = flatDoc(doc)
  return { from: offsetBefore(pieces, range.from), to: offsetBefore(pieces, range.to) }
}

/** Characters of the flat text in front of a document position. */
function offsetBefore(pieces: readonly Piece[], pos: number): number {
  const index = lastIndex(pieces, (piece) => piece.pos < pos)
  const piece = pieces[index]
  return piece === undefined ? 0 : piece.offset + Math.min(pos - piece.pos, piece.length)
}

function pieceAt(pieces: readonly Piece[], offset: number): Piece | null {
  const piece = pieces[lastIndex(pieces, (piece) => piece.offset <= offset)]
  return piece !== undefined && offset >= 0 && offset < piece.offset + piece.length ? piece : null
}

/** Index of the last piece that fits, by halving; -1 when none does. */
function lastIndex(pieces: readonly Piece[], fits: (piece: Piece) => boolean): number {
  let low = 0
  let high = pieces.length
  while (low < high) {
    const middle = (low + high) >> 1
    const piece = pieces[middle]
    if (piece !== undefined && fits(piece)) low = middle + 1
    else high = middle
  }
  return low - 1
}
