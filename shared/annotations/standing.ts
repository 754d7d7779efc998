import * as Y from 'yjs'
import { flatsOf, type Flats, placeOf, type Range } from './anchors.ts'
import { wordsOf } from './blocks.ts'
import type { Anchor } from './comments.ts'
import { ATOM, type Flat } from './flat.ts'
import { overlaps } from './rewrite.ts'
import type { Proposal, SuggestionForm } from './suggestions.ts'

/** The place a suggestion is about, while its words stand there as they were quoted. */
export interface Ground extends Range {
  section: string
  block: Y.XmlElement
  /** The section, with the text runs of the block alone: an offset between two blocks means this one's. */
  flat: Flat
}

/** `words`: what stands there instead, a line for each paragraph; null when nothing does. */
export type Standing = { asQuoted: true; ground: Ground } | { asQuoted: false; words: string | null }

/** What stands where a suggestion points to. A struck paragraph must stand as a whole: nothing added is struck unread. */
export function standingOf(
  doc: Y.Doc,
  anchor: Anchor,
  form: SuggestionForm,
  flats: Flats = flatsOf(doc),
): Standing {
  const place = placeOf(doc, flats, anchor)
  if (place === null) return { asQuoted: false, words: null }
  const flat = flats(place.section)
  const block = blockOf(flat, place)
  const whole = form === 'strike paragraph' && block !== null ? wordsOf(flat, block) : place
  const range = whole === null ? place : trim(flat, whole)
  if (block === null || hasAtom(flat, range) || flat.text.slice(range.from, range.to) !== anchor.quote)
    return { asQuoted: false, words: linesOf(flat, range) }
  const { section } = place
  const own = { ...flat, runs: flat.runs.filter(({ text }) => text.parent === block) }
  return { asQuoted: true, ground: { ...range, section, block, flat: own } }
}

/** Why wording cannot be suggested there, in plain words; null when it can, and when its place is not known (yet). */
export function objectionTo(doc: Y.Doc, anchor: Anchor, { form, words }: Proposal): string | null {
  if (form === 'replace' && words === anchor.quote) return 'These are the words that stand there.'
  const flats = flatsOf(doc)
  const place = placeOf(doc, flats, anchor)
  if (place === null) return null
  const flat = flats(place.section)
  if (flat.text.slice(place.from, place.to) !== anchor.quote) return null
  const block = blockOf(flat, place)
  if (hasAtom(flat, place))
    return 'A line break, an image or a reference to a figure stands among these words. Suggest on the words before or after it.'
  if (block === null) return 'Suggest within one paragraph at a time.'
  if (form !== 'strike paragraph') return null
  const whole = wordsOf(flat, block)
  if (block.toArray().some((child) => child instanceof Y.XmlElement))
    return 'A line break, an image or a reference to a figure stands in this paragraph. Suggest striking the words before or after it.'
  const range = whole === null ? place : trim(flat, whole)
  return flat.text.slice(range.from, range.to) === anchor.quote
    ? null
    : 'To strike a paragraph, point to all of its words.'
}

/** The one block whose text holds a range; null when it reaches over several. */
function blockOf(flat: Flat, range: Range): Y.XmlElement | null {
  const parents = new Set(overlaps(flat, range).map(({ run }) => run.text.parent))
  const [only] = parents
  return parents.size === 1 && only instanceof Y.XmlElement ? only : null
}

/** Something between the words that is not words: not in any run, or a character that stands for it. */
function hasAtom(flat: Flat, range: Range): boolean {
  const covered = overlaps(flat, range).reduce((sum, { start, end }) => sum + end - start, 0)
  return covered < range.to - range.from || flat.text.slice(range.from, range.to).includes(ATOM)
}

function trim({ text }: Flat, { from, to }: Range): Range {
  const words = text.slice(from, to)
  const start = from + words.length - words.trimStart().length
  return { from: start, to: Math.max(start, from + words.trimEnd().length) }
}

function linesOf(flat: Flat, range: Range): string {
  const lines = new Map<unknown, string>()
  for (const { run, start, end } of overlaps(flat, range)) {
    const words = flat.text.slice(run.start + start, run.start + end)
    lines.set(run.text.parent, (lines.get(run.text.parent) ?? '') + words)
  }
  return [...lines.values()].join('\n')
}
