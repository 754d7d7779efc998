import { diffArrays } from 'diff'
import { ATOM } from '../annotations/flat.ts'
import type { Part } from './compared.ts'
import { type AuthorIndex, type Laid, partsOf } from './laid.ts'

/**
 * So many words of a paragraph may differ before it is shown as gone and come, and not word by word. The time to
 * compare grows with its square, and nobody else's keystroke is heard meanwhile.
 */
const MOST_EDITS = 1_000

interface Hunk {
  /** Lengths in the flat texts; equal when `same`. */
  before: number
  now: number
  same: boolean
}

/** Two wordings of a paragraph laid over each other; words that are the same have no author, since nobody asks. */
export function compareWords(
  before: Laid,
  now: Laid,
  authors: { before: AuthorIndex; now: AuthorIndex },
): Part[] {
  const parts: Part[] = []
  let [b, n] = [before.from, now.from]
  for (const hunk of hunksOf(before, now)) {
    if (hunk.same) parts.push(...sameParts(before, now, b, n, hunk.now))
    else {
      parts.push(...partsOf(before, [b, b + hunk.before], 'removed', authors.before))
      parts.push(...partsOf(now, [n, n + hunk.now], 'added', authors.now))
    }
    b += hunk.before
    n += hunk.now
  }
  return parts
}

/** Words that stand in both: `form` where their marks are not the same. */
function sameParts(before: Laid, now: Laid, b: number, n: number, length: number): Part[] {
  const parts: Part[] = []
  const end = n + length
  for (let at = n; at < end;) {
    const here = runAt(now, at)
    const there = runAt(before, b + at - n)
    const until = Math.min(end, here?.to ?? end, (there?.to ?? end) - b + n)
    parts.push(...partsOf(now, [at, until], here?.key === there?.key ? 'same' : 'form', null))
    at = Math.max(until, at + 1)
  }
  return parts
}

const runAt = ({ inline }: Laid, place: number) => inline?.find(({ from, to }) => from <= place && place < to)

function hunksOf(before: Laid, now: Laid): Hunk[] {
  const changes = diffArrays(tokensOf(before), tokensOf(now), { maxEditLength: MOST_EDITS })
  if (changes === undefined) return [{ before: before.text.length, now: now.text.length, same: false }]
  const hunks: Hunk[] = []
  for (const { value, added, removed } of changes) {
    const length = value.reduce((sum, token) => sum + lengthOf(token), 0)
    const last = hunks.at(-1)
    if (added || removed) {
      const hunk = last === undefined || last.same ? { before: 0, now: 0, same: false } : last
      if (hunk !== last) hunks.push(hunk)
      if (removed) hunk.before += length
      else hunk.now += length
    } else hunks.push({ before: length, now: length, same: true, ...noWords(value) })
  }
  return joined(hunks)
}

/** A space alone between two changes is no rest for the eye: both are read as one. */
function joined(hunks: readonly (Hunk & { bare?: true })[]): Hunk[] {
  const done: Hunk[] = []
  for (const [index, hunk] of hunks.entries()) {
    const last = done.at(-1)
    const between = hunk.bare === true && index > 0 && index < hunks.length - 1
    if (last !== undefined && !last.same && (between || !hunk.same)) {
      last.before += hunk.before
      last.now += hunk.now
    } else done.push({ before: hunk.before, now: hunk.now, same: hunk.same })
  }
  return done
}

const noWords = (tokens: readonly string[]): { bare?: true } =>
  tokens.every((token) => /^\s+$/.test(token)) ? { bare: true } : {}

/** Words, spaces and marks, one by one; a thing without words by what it is. */
function tokensOf({ inline, text, from }: Laid): string[] {
  const tokens: string[] = []
  const line = text.match(/\s+|[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*%?|[^]/gu) ?? []
  let at = from
  for (const token of line) {
    tokens.push(token === ATOM ? ATOM + (inline?.find((run) => run.from === at)?.key ?? '') : token)
    at += token.length
  }
  return tokens
}

const lengthOf = (token: string): number => (token.startsWith(ATOM) ? 1 : token.length)
