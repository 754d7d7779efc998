import * as Y from 'yjs'
import type { Passage, Passages } from '../../shared/analyses/analyses.ts'
import { makeAnchor, QUOTE_MAX, type Range } from '../../shared/annotations/anchors.ts'
import type { Anchor } from '../../shared/annotations/comments.ts'
import { ATOM, flatten, LEAF_KINDS } from '../../shared/annotations/flat.ts'
import type { NodeJson, VersionContent } from '../../shared/history/version.ts'
import { fragmentOf, sections } from '../../shared/narrative/sections.ts'
import { fragmentToJson } from '../exports/json.ts'

/** A section as the flat text that anchors point into, and where its paragraphs begin and end in it. */
export interface Blocks {
  section: string
  number: string
  title: string
  text: string
  blocks: Block[]
}

interface Block extends Range {
  /** It stands in a table. */
  cell: boolean
}

const TEXTBLOCKS: ReadonlySet<string> = new Set(['paragraph', 'heading', 'figcaption'])

export const blocksOfDoc = (doc: Y.Doc): Blocks[] =>
  sections(doc).map(({ id, number, title }) => ({
    section: id,
    number,
    title,
    ...lay(fragmentToJson(fragmentOf(doc, id)).content ?? []),
  }))

export const blocksOfVersion = (content: VersionContent): Blocks[] =>
  content.sections
    .filter(({ removed }) => !removed)
    .map(({ id, title, content }, index) => ({
      section: id,
      number: `${index + 1}.0`,
      title,
      ...lay(content),
    }))

function lay(content: readonly NodeJson[]): Pick<Blocks, 'text' | 'blocks'> {
  const parts: string[] = []
  const blocks: Block[] = []
  let at = 0
  const add = (text: string): void => {
    parts.push(text)
    at += text.length
  }
  const walk = (node: NodeJson, inTable: boolean): void => {
    const from = at
    const cell = inTable || node.type === 'table'
    if (node.text !== undefined) add(node.text)
    else if (LEAF_KINDS.has(node.type)) add(ATOM)
    else for (const child of node.content ?? []) walk(child, cell)
    if (TEXTBLOCKS.has(node.type) && at > from) blocks.push({ from, to: at, cell })
  }
  for (const node of content) walk(node, false)
  return { text: parts.join(''), blocks }
}

/** The paragraphs that a range touches, whole, as people read them. */
export const paragraphsAt = ({ text, blocks }: Blocks, range: Range): string =>
  blocks
    .filter(({ from, to }) => from < range.to && to > range.from)
    .map(({ from, to }) => text.slice(from, to).replaceAll(ATOM, ' ').trim())
    .filter((words) => words !== '')
    .join('\n')

/** Every paragraph that a link can be made to. */
export const passagesOf = (all: readonly Blocks[]): Passages =>
  all.map(({ section, number, title, text, blocks }) => ({
    section,
    number,
    title,
    passages: blocks.flatMap(({ from, to, cell }) => {
      const quote = text.slice(from, Math.min(to, from + QUOTE_MAX))
      return quote.replaceAll(ATOM, '').trim() === '' ? [] : [{ section, quote, near: from, cell }]
    }),
  }))

/** Where words stand in a flat text, nearest to where they were seen; null when they do not. */
export function nearest(text: string, { quote, near }: Pick<Passage, 'quote' | 'near'>): Range | null {
  let best: number | null = null
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1))
    if (best === null || Math.abs(at - near) < Math.abs(best - near)) best = at
  return best === null ? null : { from: best, to: best + quote.length }
}

/** An anchor on a passage as it stands in a document; null when its words do not stand there now. */
export function anchorAt(doc: Y.Doc, passage: Passage): Anchor | null {
  if (!sections(doc).some(({ id }) => id === passage.section)) return null
  const flat = flatten(fragmentOf(doc, passage.section))
  const range = nearest(flat.text, passage)
  return range === null ? null : makeAnchor(passage.section, flat, range)
}
