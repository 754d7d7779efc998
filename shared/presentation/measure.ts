import type { NodeJson } from '../history/version.ts'

/** What is never parted between two slides: a paragraph, a point of a list, a table. */
export interface Piece {
  node: NodeJson
  /** The list the node is a point of, without its points; null for what stands by itself. */
  list: NodeJson | null
  /** Its number in a list that counts, from the list's own start; the point's place, from 1, in others. */
  number: number
}

/** Characters that fit on a line of a slide at its size. */
const LINE = 76
/** A picture takes this many lines, with its caption. */
const PICTURE = 7

/** The pieces of a block in their order; empty paragraphs are no pieces. */
export function blocksOf(content: readonly NodeJson[]): Piece[] {
  return content.flatMap((node): Piece[] => {
    if (node.type === 'bulletList' || node.type === 'orderedList') {
      const { content: points = [], ...list } = node
      const first = node.type === 'orderedList' ? Number(node.attrs?.['start'] ?? 1) || 1 : 1
      return points
        .filter((point) => !isEmpty(point))
        .map((point, index) => ({ node: point, list, number: first + index }))
    }
    return isEmpty(node) ? [] : [{ node, list: null, number: 1 }]
  })
}

const SAYS_SOMETHING = new Set(['image', 'progress', 'entry', 'crossReference', 'horizontalRule', 'table'])

const isEmpty = (node: NodeJson): boolean =>
  !SAYS_SOMETHING.has(node.type) &&
  textOf(node).trim() === '' &&
  !(node.content ?? []).some((one) => !isEmpty(one))

/** The words of a node without its marks, its blocks one after the other. */
export const textOf = (node: NodeJson): string =>
  node.text ?? (node.content ?? []).map(textOf).join(node.type === 'paragraph' ? '' : ' ')

/** About how many lines a piece takes on a slide. */
export function linesOf({ node }: Piece): number {
  switch (node.type) {
    case 'progress':
      return 5
    case 'heading':
      return 1.5 * Math.max(1, Math.ceil(textOf(node).length / LINE))
    case 'horizontalRule':
      return 0.5
    case 'image':
      return PICTURE
    case 'table':
      return (node.content ?? []).reduce((sum, row) => sum + rowLines(row), 0)
    default:
      return inner(node)
  }
}

function inner(node: NodeJson): number {
  if (node.type === 'image') return PICTURE
  if (node.type === 'table') return linesOf({ node, list: null, number: 1 })
  const blocks = (node.content ?? []).filter(({ type }) => BLOCKS.has(type))
  if (blocks.length > 0) return blocks.reduce((sum, one) => sum + inner(one), 0)
  const breaks = (node.content ?? []).filter(({ type }) => type === 'hardBreak').length
  return Math.max(1, Math.ceil(textOf(node).length / LINE)) + breaks + 0.25
}

const BLOCKS = new Set([
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'blockquote',
  'callout',
  'table',
  'image',
  'figcaption',
  'figure',
  'entry',
  'progress',
])

function rowLines(row: NodeJson): number {
  const cells = row.content ?? []
  const width = LINE / Math.max(1, cells.length)
  return Math.max(1, ...cells.map((cell) => Math.ceil(textOf(cell).length / width))) * 1.2
}
