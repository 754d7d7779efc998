import * as Y from 'yjs'
import { z } from 'zod'
import { fragmentOf, sections } from '../narrative/sections.ts'
import type { Anchor } from './comments.ts'
import { ATOM, flatten, type Flat } from './flat.ts'

/** Characters of context kept on either side of the quoted words. */
const CONTEXT = 32
/** The longest quote; `Anchor` refuses more. */
export const QUOTE_MAX = 2_000

/** Words in the flat text of a section: offsets in UTF-16 units, end not included. */
export interface Range {
  from: number
  to: number
}

/** `exact`: the positions hold and the words are the quoted ones; other places ask for a fresh anchor. */
export interface Found extends Range {
  by: 'exact' | 'edited' | 'quote'
}

export interface Place extends Found {
  section: string
}

/** The flat text of a section by id. */
export type Flats = (section: string) => Flat

/** Reads every section of a document at most once. */
export function flatsOf(doc: Y.Doc): Flats {
  const known = new Map<string, Flat>()
  return (section) => {
    const flat = known.get(section) ?? flatten(fragmentOf(doc, section))
    known.set(section, flat)
    return flat
  }
}

/**
 * An anchor on words of a section; null when the range holds no words or more than `QUOTE_MAX`. Spaces at the
 * ends are left out. With `quote`, the anchor keeps quoting the words it was first made on.
 */
export function makeAnchor(section: string, flat: Flat, range: Range, quote?: string): Anchor | null {
  const { from, to } = trimmed(flat.text, range)
  if (from >= to || to - from > QUOTE_MAX) return null
  // Each end holds on to the quoted character beside it, so words typed at the edges stay outside.
  const start = positionAt(flat, from, 0)
  const end = positionAt(flat, to, -1)
  if (start === null || end === null) return null
  return {
    section,
    start,
    end,
    quote: quote ?? flat.text.slice(from, to),
    before: flat.text.slice(Math.max(0, from - CONTEXT), from),
    after: flat.text.slice(to, to + CONTEXT),
  }
}

/** An anchor on the n-th occurrence (from 0) of some words in a section; null when they are not there. */
export function anchorOn(doc: Y.Doc, section: string, words: string, occurrence = 0): Anchor | null {
  const flat = flatten(fragmentOf(doc, section))
  const at = occurrences(flat.text, words)[occurrence]
  return at === undefined ? null : makeAnchor(section, flat, { from: at, to: at + words.length })
}

/**
 * Where the words of an anchor stand in its own section now, or null when they are gone. The same on every
 * client; `redone` also follows what this client's own undo brought back, which others cannot see.
 */
export function findIn(doc: Y.Doc, flat: Flat, anchor: Anchor, redone = false): Found | null {
  return byPositions(doc, flat, anchor, redone) ?? byQuote(doc, flat, anchor)
}

/**
 * Where the words of an anchor stand in the narrative: in their own section, else where they were moved to
 * with some of their surroundings, else null. A removed section's words count as gone.
 */
export function placeOf(doc: Y.Doc, flats: Flats, anchor: Anchor, ids = sectionIds(doc)): Place | null {
  if (ids.includes(anchor.section)) {
    const found = findIn(doc, flats(anchor.section), anchor)
    if (found !== null) return { ...found, section: anchor.section }
  }
  let best: (Place & { score: number }) | null = null
  for (const section of ids) {
    if (section === anchor.section) continue
    const candidate = bestQuote(flats(section).text, anchor, null)
    if (candidate === null || !surroundingsTell(anchor, candidate.score)) continue
    if (best === null || candidate.score > best.score) best = { ...candidate, by: 'quote', section }
  }
  return best === null ? null : { section: best.section, from: best.from, to: best.to, by: best.by }
}

/** Do these words still pass for the quoted ones: equal, containing them, or half of them at the ends? */
export function resembles(words: string, quote: string): boolean {
  return words !== '' && (words.includes(quote) || sharedAtEnds(words, quote) * 2 >= quote.length)
}

const sectionIds = (doc: Y.Doc): string[] => sections(doc).map(({ id }) => id)

function byPositions(doc: Y.Doc, flat: Flat, anchor: Anchor, redone: boolean): Found | null {
  const from = offsetOf(doc, flat, anchor.start, redone)
  const to = offsetOf(doc, flat, anchor.end, redone)
  if (from === null || to === null || from >= to) return null
  const words = flat.text.slice(from, to)
  const { quote } = anchor
  if (words === quote) return { from, to, by: 'exact' }
  const inside = words.indexOf(quote)
  if (inside !== -1) return { from: from + inside, to: from + inside + quote.length, by: 'edited' }
  // Enter inside the words leaves the positions on one half, while the whole quote still stands there.
  const whole = occurrences(flat.text, quote).find((at) => at < to && at + quote.length > from)
  if (whole !== undefined) return { from: whole, to: whole + quote.length, by: 'quote' }
  return sharedAtEnds(words, quote) * 2 >= quote.length ? { from, to, by: 'edited' } : null
}

function byQuote(doc: Y.Doc, flat: Flat, anchor: Anchor): Found | null {
  // A deleted position in a text that stands still says where the words were.
  const near = offsetOf(doc, flat, anchor.start, false) ?? offsetOf(doc, flat, anchor.end, false)
  const best = bestQuote(flat.text, anchor, near)
  if (best === null) return null
  const accepted = anchor.quote.length >= CONTEXT || surroundingsTell(anchor, best.score)
  return accepted ? { from: best.from, to: best.to, by: 'quote' } : null
}

/** Short words are common: without enough of their surroundings they may be other words of the same letters. */
const surroundingsTell = ({ quote }: Anchor, score: number): boolean =>
  score >= 4 && quote.length + score >= 20

function bestQuote(text: string, anchor: Anchor, near: number | null): (Range & { score: number }) | null {
  const { quote, before, after } = anchor
  let best: (Range & { score: number; far: number }) | null = null
  for (const from of occurrences(text, quote)) {
    const to = from + quote.length
    const score =
      sharedEnd(text.slice(Math.max(0, from - CONTEXT), from), before) +
      sharedStart(text.slice(to, to + CONTEXT), after)
    const far = near === null ? 0 : Math.abs(from - near)
    if (best === null || score > best.score || (score === best.score && far < best.far))
      best = { from, to, score, far }
  }
  return best
}

const Id = z.object({ client: z.int().nonnegative(), clock: z.int().nonnegative() })

/** What others send as a position is theirs: only a well-formed one is handed to Yjs, which throws on others. */
const Position = z.object({
  type: Id.nullish(),
  tname: z.string().nullish(),
  item: Id.nullish(),
  assoc: z.int().optional(),
})

function positionAt(flat: Flat, offset: number, assoc: 0 | -1): Anchor['start'] | null {
  const run = flat.runs.find(({ start, length }) =>
    assoc === 0 ? start <= offset && offset < start + length : start < offset && offset <= start + length,
  )
  if (run === undefined) return null
  const position = Y.createRelativePositionFromTypeIndex(run.text, offset - run.start, assoc)
  const json: Anchor['start'] = Y.relativePositionToJSON(position)
  return json
}

/** Positions are asked for with every key, and are the same object for as long as their anchor stands. */
const known = new WeakMap<object, Y.RelativePosition | null>()

function positionOf(json: Anchor['start']): Y.RelativePosition | null {
  const before = known.get(json)
  if (before !== undefined) return before
  const parsed = Position.safeParse(json)
  const position = parsed.success && parsed.data.item ? Y.createRelativePositionFromJSON(parsed.data) : null
  known.set(json, position)
  return position
}

function offsetOf(doc: Y.Doc, flat: Flat, json: Anchor['start'], redone: boolean): number | null {
  const position = positionOf(json)
  if (position === null) return null
  const absolute = Y.createAbsolutePositionFromRelativePosition(position, doc, redone)
  const run = absolute === null ? undefined : flat.startOf.get(absolute.type)
  return absolute === null || run === undefined ? null : run.start + Math.min(absolute.index, run.length)
}

function trimmed(text: string, { from, to }: Range): Range {
  const blank = (at: number): boolean => text[at] === ATOM || /\s/.test(text[at] ?? '')
  let start = Math.max(0, from)
  let end = Math.min(text.length, to)
  while (start < end && blank(start)) start += 1
  while (end > start && blank(end - 1)) end -= 1
  return { from: start, to: end }
}

function occurrences(text: string, words: string): number[] {
  const found: number[] = []
  if (words === '') return found
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) found.push(at)
  return found
}

function sharedStart(a: string, b: string): number {
  let n = 0
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1
  return n
}

function sharedEnd(a: string, b: string): number {
  let n = 0
  while (n < a.length && n < b.length && a[a.length - 1 - n] === b[b.length - 1 - n]) n += 1
  return n
}

function sharedAtEnds(words: string, quote: string): number {
  const start = sharedStart(words, quote)
  return start + Math.min(sharedEnd(words, quote), Math.min(words.length, quote.length) - start)
}
