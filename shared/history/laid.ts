import { ATOM, LEAF_KINDS } from '../annotations/flat.ts'
import type { Change, Part } from './compared.ts'
import type { NodeJson, VersionSection } from './version.ts'

/** A run of a paragraph's line with the same marks. */
interface Inline {
  from: number
  to: number
  /** Its marks, or the thing itself, in one text that two runs can be compared by. */
  key: string
  node: NodeJson
}

/** A node, with where it stands in the flat text of its section. */
export interface Laid {
  node: NodeJson
  /** Equal for nodes that are equal, whatever the order their attributes came in. */
  key: string
  from: number
  to: number
  text: string
  /** The runs of a paragraph; null for a node that holds blocks, or nothing. */
  inline: Inline[] | null
  children: Laid[]
}

export interface LaidSection {
  blocks: Laid[]
  text: string
  authors: AuthorIndex
}

/** Lays a section out; `authorOf` maps the version's authors to those of the whole comparison. */
export function layOut(
  { content, written }: Pick<VersionSection, 'content' | 'written'>,
  authorOf: (author: number) => number | null,
): LaidSection {
  let at = 0
  const blocks = content.map((node) => {
    const laid = lay(node, at)
    at = laid.to
    return laid
  })
  return { blocks, text: blocks.map(({ text }) => text).join(''), authors: indexAuthors(written, authorOf) }
}

function lay(node: NodeJson, from: number): Laid {
  const key = keyOf(node)
  if (LEAF_KINDS.has(node.type))
    return { node, key, from, to: from + 1, text: ATOM, inline: null, children: [] }
  const content = node.content ?? []
  if (content.some(isInline) || holdsWords(node)) {
    let at = from
    const inline = content.map((one): Inline => {
      const start = at
      at += isInline(one) ? (one.text?.length ?? 1) : 0
      return { from: start, to: at, key: one.text === undefined ? keyOf(one) : marksKey(one), node: one }
    })
    const text = content.map((one) => (isInline(one) ? (one.text ?? ATOM) : '')).join('')
    return { node, key, from, to: at, text, inline, children: [] }
  }
  let at = from
  const children = content.map((child) => {
    const laid = lay(child, at)
    at = laid.to
    return laid
  })
  return { node, key, from, to: at, text: children.map(({ text }) => text).join(''), inline: null, children }
}

const isInline = ({ type }: NodeJson): boolean =>
  type === 'text' || type === 'hardBreak' || type === 'crossReference'
const holdsWords = ({ type }: NodeJson): boolean =>
  type === 'paragraph' || type === 'heading' || type === 'figcaption'

const attrsKey = (attrs: Record<string, unknown> = {}): string =>
  Object.keys(attrs)
    .filter((name) => attrs[name] !== null && attrs[name] !== undefined)
    .toSorted()
    .map((name) => `${name}=${JSON.stringify(attrs[name])}`)
    .join(' ')
const marksKey = ({ marks = [] }: NodeJson): string =>
  marks
    .map(({ type, attrs }) => `${type} ${attrsKey(attrs)}`)
    .toSorted()
    .join('|')

/** One text for a node and all in it: equal nodes have equal keys. */
export const keyOf = (node: NodeJson): string =>
  node.text === undefined
    ? `<${node.type} ${attrsKey(node.attrs)}>${(node.content ?? []).map(keyOf).join('')}</>`
    : `"${marksKey(node)}"${JSON.stringify(node.text)}`

/** Of a node itself, without what is in it. */
export const headKey = ({ type, attrs }: NodeJson): string => `${type} ${attrsKey(attrs)}`

export interface AuthorIndex {
  /** Who wrote the flat text at a place, and up to where (not included) the answer holds. */
  at(place: number): { author: number | null; until: number }
}

function indexAuthors(
  written: VersionSection['written'],
  authorOf: (author: number) => number | null,
): AuthorIndex {
  const ends: number[] = []
  let sum = 0
  for (const { length } of written) ends.push((sum += length))
  return {
    at(place) {
      let [low, high] = [0, ends.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((ends[middle] as number) <= place) low = middle + 1
        else high = middle
      }
      const run = written[low]
      return run === undefined
        ? { author: null, until: Number.POSITIVE_INFINITY }
        : { author: run.author < 0 ? null : authorOf(run.author), until: ends[low] as number }
    },
  }
}

/** The parts of a stretch of a paragraph, from its own side alone. */
export function partsOf(
  { inline, text, from: start }: Laid,
  [from, to]: readonly [number, number],
  change: Change,
  authors: AuthorIndex | null,
): Part[] {
  const parts: Part[] = []
  for (const run of inline ?? []) {
    const end = Math.min(run.to, to)
    for (let at = Math.max(run.from, from); at < end;) {
      const whose = authors === null ? { author: null, until: end } : authors.at(at)
      const until = Math.min(end, whose.until)
      parts.push(partOf(run.node, text.slice(at - start, until - start), change, whose.author))
      at = until
    }
  }
  return parts
}

function partOf(
  { type, text, attrs, marks }: NodeJson,
  words: string,
  change: Change,
  author: number | null,
): Part {
  return {
    text: words,
    change,
    author,
    ...(marks === undefined ? {} : { marks }),
    ...(text === undefined ? { atom: { type, ...(attrs === undefined ? {} : { attrs }) } } : {}),
  }
}
