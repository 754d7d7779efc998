import * as Y from 'yjs'
import { makeAnchor, QUOTE_MAX } from '../../shared/annotations/anchors.ts'
import type { Anchor } from '../../shared/annotations/comments.ts'
import { flatten } from '../../shared/annotations/flat.ts'
import { fragmentOf, sections } from '../../shared/narrative/sections.ts'
import { type Blocks, blocksOfDoc } from './passages.ts'

/** In the document, by the id of what was sent: a record that a crash kept from being written finds its words again. */
const MARKS = 'brought'

/** Puts words at the end of a section, once however often it is asked for; false when there is no such section. */
export function appendWords(
  doc: Y.Doc,
  { id, section, as }: { id: string; section: string; as: 'paragraphs' | 'bullets' },
  words: string,
): boolean {
  const marks = doc.getMap<string>(MARKS)
  if (marks.has(id)) return true
  if (!sections(doc).some((one) => one.id === section)) return false
  const fragment = fragmentOf(doc, section)
  const lines = linesOf(words)
  // An empty paragraph that waits at the end stays there: somebody may be typing in it.
  const last = fragment.length === 0 ? null : fragment.get(fragment.length - 1)
  const end = isBlank(last) ? fragment.length - 1 : fragment.length
  const before = end === 0 ? null : fragment.get(end - 1)
  if (as === 'paragraphs') fragment.insert(end, lines.map(paragraph))
  else if (before instanceof Y.XmlElement && before.nodeName === 'bulletList')
    before.insert(before.length, lines.map(bullet))
  else {
    const list = new Y.XmlElement('bulletList')
    list.insert(0, lines.map(bullet))
    fragment.insert(end, [list])
  }
  marks.set(id, section)
  return true
}

const linesOf = (words: string): string[] =>
  words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

function paragraph(line: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(line)])
  return element
}

function bullet(line: string): Y.XmlElement {
  const item = new Y.XmlElement('listItem')
  item.insert(0, [paragraph(line)])
  return item
}

const isBlank = (node: unknown): boolean =>
  node instanceof Y.XmlElement && node.nodeName === 'paragraph' && flatten(node).text.trim() === ''

/** A place on the last words of a section; null when it has none, or is not there. */
export function lastWords(doc: Y.Doc, section: string): Anchor | null {
  const last = blocksOfDoc(doc)
    .find((one) => one.section === section)
    ?.blocks.at(-1)
  if (last === undefined) return null
  const from = Math.max(last.from, last.to - QUOTE_MAX)
  return makeAnchor(section, flatten(fragmentOf(doc, section)), { from, to: last.to })
}

/** What became of words in a text: where all of them stand as they were sent, where others stand instead, or nowhere. */
export type Now = { stands: 'as sent' | 'rewritten'; number: string } | { stands: 'nowhere' }

/**
 * Looks for words that were sent to a section: there first, then wherever they were moved to. The words of each
 * paragraph are set apart once, and not for each note that is looked for.
 */
export function lookIn(texts: readonly Blocks[]): (section: string, words: string) => Now {
  const setApart = new Map<Blocks, ReadonlySet<string>[]>()
  const paragraphsOf = (one: Blocks): ReadonlySet<string>[] => {
    const known = setApart.get(one)
    if (known !== undefined) return known
    const paragraphs = one.blocks.map(({ from, to }) => new Set(wordsIn(one.text.slice(from, to))))
    setApart.set(one, paragraphs)
    return paragraphs
  }
  return (section, words) => {
    const lines = linesOf(words)
    const order = texts.toSorted((a, b) => Number(b.section === section) - Number(a.section === section))
    const asSent = order.find(({ text }) => lines.every((line) => text.includes(line)))
    if (asSent !== undefined) return { stands: 'as sent', number: asSent.number }
    const sought = lines.map(wordsIn)
    const rewritten = order.find((one) =>
      paragraphsOf(one).some((there) => sought.some((line) => keptOf(line, there) >= 0.5)),
    )
    return rewritten === undefined ? { stands: 'nowhere' } : { stands: 'rewritten', number: rewritten.number }
  }
}

/** A text as words that were sent to it are looked for: laid out once for every note that went there. */
export function textAsSentTo(doc: Y.Doc): { texts: readonly Blocks[]; now: (sent: SentWords) => Now } {
  const texts = blocksOfDoc(doc)
  const look = lookIn(texts)
  const found = new Map<string, Now>()
  return {
    texts,
    // Under the words themselves: those of a note change when text is removed from its wall.
    now({ section, words }) {
      const key = `${section ?? ''} ${words}`
      const now = found.get(key) ?? look(section ?? '', words)
      found.set(key, now)
      return now
    },
  }
}

interface SentWords {
  section: string | null
  words: string
}

/** How many of the words of a line are still in a paragraph, 0 to 1. */
const keptOf = (line: readonly string[], there: ReadonlySet<string>): number =>
  line.length === 0 ? 0 : line.filter((word) => there.has(word)).length / line.length

/** Short words are in every sentence: they say nothing of which one it is. */
const wordsIn = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 3 || /\d/.test(word))
