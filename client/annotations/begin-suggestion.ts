import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { QUOTE_MAX, type Range } from '../../shared/annotations/anchors.ts'
import { ATOM } from '../../shared/annotations/flat.ts'
import type { Proposal, SuggestionForm } from '../../shared/annotations/suggestions.ts'
import { toOffsets } from './flat-doc.ts'

/** How a suggestion is begun: with words typed or pasted, or by striking. Neither: with the words as they are. */
export interface Begun {
  typed?: string
  strike?: 'back' | 'forward' | 'selection'
}

/** What a suggestion would be about, before its box is open: offsets of the section's flat text. */
export interface Started extends Proposal {
  range: Range
  /** Where the caret goes in the box: both ends of what is chosen there. */
  caret: readonly [number, number]
}

export const SAY = {
  blocks: 'Select words within one paragraph. Changes to several paragraphs are suggested one by one.',
  atom: 'A line break, a picture or a reference stands among these words. Select the words before or after it.',
  empty: 'There are no words here to put a suggestion beside. Put the caret in a paragraph that has some.',
  words: 'Select the words you would put differently, or put the caret where words are missing.',
  long: `Select fewer words: up to ${QUOTE_MAX} characters.`,
} as const

/**
 * What a suggestion at this selection is about, or in plain words why there is none. In the middle of a word the
 * whole word is replaced; elsewhere at a caret words are inserted beside the nearest word of the same paragraph.
 */
export function startSuggestion(doc: Node, { from, to }: Range, begun: Begun): Started | string {
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)]
  if (!$from.parent.isTextblock || !$from.sameParent($to)) return from === to ? SAY.empty : SAY.blocks
  const text = blockText($from.parent)
  const block = toOffsets(doc, { from: $from.start(), to: $from.start() }).from
  const cut = wordsOnly(text, { from: $from.parentOffset, to: $to.parentOffset })
  if (from < to) {
    if (cut.from === cut.to) return SAY.words
    return about(text, block, cut, begun.strike === undefined ? begun.typed : '', 'selection')
  }
  const at = $from.parentOffset
  if (text.replaceAll(ATOM, '').trim() === '') return SAY.empty
  if (begun.strike !== undefined && begun.strike !== 'selection')
    return strikeBeside(text, block, at, begun.strike)
  return insertAt(text, block, at, begun.typed ?? '')
}

/** The words of the paragraph around a place of the flat text; null when it has none of its own. */
export function paragraphAround($pos: ResolvedPos): Range | null {
  const text = blockText($pos.parent)
  if (!$pos.parent.isTextblock || text.trim() === '' || text.includes(ATOM) || text.length > QUOTE_MAX)
    return null
  return toOffsets($pos.doc, { from: $pos.start(), to: $pos.end() })
}

/** A block's words, a leaf as one `ATOM`: offsets are those of the block's own positions. */
const blockText = (block: Node): string => block.textBetween(0, block.content.size, '', ATOM)

const isWord = (one: string | undefined): boolean => one !== undefined && one !== ATOM && /\S/.test(one)

/** Without the spaces at its ends, which an anchor does not hold. */
function wordsOnly(text: string, { from, to }: Range): Range {
  let [start, end] = [from, to]
  while (start < end && !/\S/.test(text[start] ?? '')) start += 1
  while (end > start && !/\S/.test(text[end - 1] ?? '')) end -= 1
  return { from: start, to: end }
}

function about(
  text: string,
  block: number,
  { from, to }: Range,
  typed: string | undefined,
  select: 'selection' | number,
): Started | string {
  const quote = text.slice(from, to)
  if (quote.includes(ATOM)) return SAY.atom
  if (quote.length > QUOTE_MAX) return SAY.long
  const words = typed ?? quote
  const form: SuggestionForm = words === '' ? 'strike' : 'replace'
  const caret = select !== 'selection' ? select : words.length
  return {
    form,
    words,
    side: 'after',
    range: { from: block + from, to: block + to },
    // Words as they stand are chosen whole, to be typed over.
    caret: typed === undefined && select === 'selection' ? [0, words.length] : [caret, caret],
  }
}

/** The word on one side of a caret, or the one it stands in. */
function strikeBeside(text: string, block: number, at: number, way: 'back' | 'forward'): Started | string {
  const end = way === 'back' ? skip(text, at, -1) : skip(text, at, 1)
  if (!isWord(text[way === 'back' ? end - 1 : end]))
    return text[way === 'back' ? end - 1 : end] === ATOM ? SAY.atom : SAY.words
  return about(text, block, wordAt(text, way === 'back' ? end - 1 : end), '', 'selection')
}

function insertAt(text: string, block: number, at: number, typed: string): Started | string {
  if (isWord(text[at - 1]) && isWord(text[at])) {
    const word = wordAt(text, at)
    const changed = text.slice(word.from, at) + typed + text.slice(at, word.to)
    return about(text, block, word, changed, at - word.from + typed.length)
  }
  const back = skip(text, at, -1)
  const forward = skip(text, at, 1)
  const side = isWord(text[back - 1]) ? 'after' : 'before'
  if (side === 'before' && !isWord(text[forward])) return SAY.atom
  const word = wordAt(text, side === 'after' ? back - 1 : forward)
  return {
    form: 'insert',
    words: typed,
    side,
    range: { from: block + word.from, to: block + word.to },
    caret: [typed.length, typed.length],
  }
}

function skip(text: string, at: number, step: 1 | -1): number {
  let place = at
  while (/\s/.test((step === 1 ? text[place] : text[place - 1]) ?? '')) place += step
  return place
}

function wordAt(text: string, at: number): Range {
  let [from, to] = [at, at]
  while (isWord(text[from - 1])) from -= 1
  while (isWord(text[to])) to += 1
  return { from, to }
}
