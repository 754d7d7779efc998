import type { NodeJson } from '../history/version.ts'
import { blocksOf, linesOf, type Piece } from './measure.ts'
import { openingFigures } from './opening-figures.ts'

/** What a section of the presentation is made of, in its order. Speaker notes are never handed in. */
export interface SlideBlock {
  id: string
  /** "Evidence of impact". */
  name: string
  content: readonly NodeJson[]
}

/** A bullet that opens with figures: they are drawn large, exactly as written, and the rest under them. */
interface FigureItem {
  /** "3% to 90%". */
  figures: string
  /** What follows, with its marks. */
  says: NodeJson[]
}

export type SlideContent =
  | { kind: 'words'; nodes: NodeJson[] }
  | { kind: 'figures'; items: FigureItem[] }
  | { kind: 'progress'; theme: string }

export interface Slide {
  /** Stable while people write: its block and which part of it. */
  key: string
  block: string
  name: string
  /** From 1; `parts` is how many slides the block takes. */
  part: number
  parts: number
  content: SlideContent[]
  /** What its writer should know, in words; null when all is well. */
  warning: string | null
}

/** Lines of body text that a slide has room for, beneath its title and the block's name. */
export const ROOM = 9

/**
 * The slides of a section. A block that is too much for one slide goes on to the next at the end of a paragraph, a
 * bullet or a row, never inside one; not a word is left out. The summary of a theme `without` actions counts nothing,
 * and takes no place.
 */
export function slidesOf(blocks: readonly SlideBlock[], without: readonly string[] = []): Slide[] {
  return blocks.flatMap(({ id, name, content }) => {
    const pages = paged(blocksOf(content).filter(({ node }) => !counts(node, without)))
    return pages.map((pieces, index): Slide => ({
      key: `${id}.${index + 1}`,
      block: id,
      name,
      part: index + 1,
      parts: pages.length,
      content: contentOf(pieces),
      warning: warningFor(pieces, pages.length),
    }))
  })
}

const themeOf = (node: NodeJson): string => {
  const theme = node.attrs?.['theme']
  return typeof theme === 'string' ? theme : ''
}

/** A node is the progress summary of one of these themes. */
const counts = (node: NodeJson, themes: readonly string[]): boolean =>
  node.type === 'progress' && themes.includes(themeOf(node))

/** Whether a block has a summary that is left out, since its theme has no actions. */
export const leavesOut = (content: readonly NodeJson[], without: readonly string[]): boolean =>
  content.some((node) => counts(node, without) || leavesOut(node.content ?? [], without))

/** Pages of pieces that fit, as evenly filled as their number allows: one point alone at the end reads as a mistake. */
function paged(pieces: readonly Piece[]): Piece[][] {
  const pages = filled(pieces, ROOM)
  if (pages.length < 2) return pages
  const share = pieces.reduce((sum, piece) => sum + linesOf(piece), 0) / pages.length
  for (let room = share; room < ROOM; room += 0.5) {
    const even = filled(pieces, room)
    if (even.length === pages.length) return even
  }
  return pages
}

function filled(pieces: readonly Piece[], most: number): Piece[][] {
  const pages: Piece[][] = []
  let room = 0
  for (const piece of pieces) {
    const lines = linesOf(piece)
    const page = pages.at(-1)
    // A heading at the foot of a slide would head nothing: it goes on with what it heads.
    const headed = page?.at(-1)?.node.type === 'heading'
    if (page !== undefined && (lines <= room || (headed && page.length === 1))) {
      page.push(piece)
      room -= lines
      continue
    }
    const heading = headed ? page?.pop() : undefined
    pages.push(heading === undefined ? [piece] : [heading, piece])
    room = most - lines - (heading === undefined ? 0 : linesOf(heading))
  }
  return pages
}

function warningFor(pieces: readonly Piece[], parts: number): string | null {
  const long = pieces.find((piece) => linesOf(piece) > ROOM)
  if (long !== undefined) {
    const what = long.list === null ? (long.node.type === 'table' ? 'row' : 'paragraph') : 'point'
    return `This ${what} takes about ${Math.ceil(linesOf(long))} lines, and a slide has room for ${ROOM}. Split it.`
  }
  return parts > 3 ? `This block takes ${parts} slides. Say less, or move some of it to the notes.` : null
}

/** Pieces put together again: neighbours of one list are one list. */
function contentOf(pieces: readonly Piece[]): SlideContent[] {
  const content: SlideContent[] = []
  for (const { node, list, number } of pieces) {
    const last = content.at(-1)
    if (node.type === 'progress') {
      content.push({ kind: 'progress', theme: themeOf(node) })
      continue
    }
    const figure = list?.type === 'bulletList' ? openingFigures(node) : null
    if (figure !== null) {
      if (last?.kind === 'figures') last.items.push(figure)
      else content.push({ kind: 'figures', items: [figure] })
      continue
    }
    const words = last?.kind === 'words' ? last : { kind: 'words' as const, nodes: [] as NodeJson[] }
    if (words !== last) content.push(words)
    const before = words.nodes.at(-1)
    if (list === null) words.nodes.push(node)
    else if (before !== undefined && before.type === list.type && number !== 1) before.content?.push(node)
    else
      words.nodes.push({
        ...list,
        ...(list.type === 'orderedList' ? { attrs: { ...list.attrs, start: number } } : {}),
        content: [node],
      })
  }
  return content
}
