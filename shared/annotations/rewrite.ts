import { diffWordsWithSpace } from 'diff'
import * as Y from 'yjs'
import type { Range } from './anchors.ts'
import type { Flat } from './flat.ts'

/** A stretch of words with the marks they carry, as Yjs has them. */
export interface Piece {
  words: string
  marks: Record<string, unknown>
}

/** Words of a flat text that change: those of the range give way to `put`. An insertion has an empty range. */
export interface Hunk extends Range {
  put: string
}

/** The least change of words that makes `next` of `old`; offsets count from `at`. Spaces alone are nothing in common. */
export function hunksOf(old: string, next: string, at = 0): Hunk[] {
  const hunks: Hunk[] = []
  let from = at
  let open: Hunk | null = null
  let spaces = ''
  for (const { value, added, removed } of diffWordsWithSpace(old, next)) {
    if (!added && !removed) {
      if (value.trim() === '') spaces += value
      else open = null
      if (open === null) spaces = ''
      from += value.length
      continue
    }
    if (open === null) {
      open = { from, to: from, put: '' }
      hunks.push(open)
    } else {
      open.put += spaces
      open.to += spaces.length
    }
    spaces = ''
    if (added) open.put += value
    else {
      open.to += value.length
      from += value.length
    }
  }
  return hunks
}

/**
 * Makes `next` of the words of a range, which must lie in text of one parent: only what differs is touched, so that
 * words kept in common keep their marks, their anchors and what others type in them. `as` gives the marks of the
 * new words; without it they take those of the place. Answers with what it changed. Call it in a transaction.
 */
export function rewrite(flat: Flat, range: Range, next: string, as?: readonly Piece[]): Hunk[] {
  const hunks = hunksOf(flat.text.slice(range.from, range.to), next, range.from)
  let grown = hunks.reduce((sum, { from, to, put }) => sum + put.length - (to - from), 0)
  for (const { from, to, put } of hunks.toReversed()) {
    grown -= put.length - (to - from)
    // Where the new words stand in `next`, once all hunks before are made.
    const start = from + grown - range.from
    if (put !== '') insert(flat, from, to, as === undefined ? null : cut(as, start, start + put.length), put)
    for (const { run, start: at, end } of overlaps(flat, { from, to }).toReversed())
      run.text.delete(at, end - at)
  }
  return hunks
}

/** The words of a range with their marks. */
export function piecesOf(flat: Flat, range: Range): Piece[] {
  return overlaps(flat, range).flatMap(({ run, start, end }) => cut(marked(run.text), start, end))
}

type Run = Flat['runs'][number]

/** The runs a range has words in, with the offsets inside each. */
export function overlaps(flat: Flat, { from, to }: Range): { run: Run; start: number; end: number }[] {
  return flat.runs.flatMap((run) => {
    const start = Math.max(from - run.start, 0)
    const end = Math.min(to - run.start, run.length)
    return start < end ? [{ run, start, end }] : []
  })
}

/** Puts words behind those of a range that are about to go, so that the place's marks can still be read. */
function insert(flat: Flat, from: number, to: number, as: Piece[] | null, put: string): void {
  const place = from < to ? overlaps(flat, { from, to })[0] : undefined
  const run = place?.run ?? runAt(flat, from)
  if (run === undefined) throw new Error('Broken invariant: words go where there are words')
  const at = place?.end ?? from - run.start
  for (const { words, marks } of (as ?? [{ words: put, marks: marksAt(run, from, to) }]).toReversed())
    run.text.insert(at, words, { ...marks })
}

/** The run an insertion at an offset belongs to: the one it continues, else the one it begins. */
const runAt = (flat: Flat, at: number): Run | undefined =>
  flat.runs.find(({ start, length }) => start < at && at <= start + length) ??
  flat.runs.find(({ start, length }) => start === at && length > 0)

function marksAt(run: Run, from: number, to: number): Record<string, unknown> {
  const all = marked(run.text)
  const before = cut(all, from - run.start - 1, from - run.start)[0]?.marks
  const after = cut(all, from - run.start, from - run.start + 1)[0]?.marks
  if (from < to) return after ?? {}
  const { link, ...marks } = before ?? after ?? {}
  // A link ends where it ends: only words put inside one become part of it.
  const inside = link !== undefined && JSON.stringify(link) === JSON.stringify(after?.link)
  return inside ? { ...marks, link } : marks
}

function marked(text: Y.XmlText): Piece[] {
  const delta: { insert: unknown; attributes?: Record<string, unknown> }[] = text.toDelta()
  return delta.map(({ insert, attributes = {} }) => ({
    words: typeof insert === 'string' ? insert : '\ufffc',
    marks: attributes,
  }))
}

function cut(pieces: readonly Piece[], from: number, to: number): Piece[] {
  let at = 0
  return pieces.flatMap(({ words, marks }) => {
    const part = words.slice(Math.max(0, from - at), Math.max(0, to - at))
    at += words.length
    return part === '' ? [] : [{ words: part, marks }]
  })
}
