/** What stands where words were removed. */
export const REMOVED = '[removed]'

/** A stretch of a text, in UTF-16 units, end not included. */
export interface Stretch {
  from: number
  to: number
}

/** Finds some words wherever they stand, however they were typed. */
export interface Finder {
  in(text: string): Stretch[]
  /** Cheap: false only where the words certainly do not stand, however they are cut up into nodes. */
  mayBeIn(text: string): boolean
  /** The text without the words. */
  strike(text: string): string
  /** The same for a cutting of a longer text: a piece of the words at its edges goes too. */
  strikeCutting(text: string): string
}

/** The least piece of the words at the edge of a cutting that tells something, characters. */
const PIECE = 3

/** No width, or only a place to break: whoever reads does not see them. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u
const SEPARATOR = /[\s\p{Z}\p{Pd}\u2212]/u
const DIGIT = /^\p{Nd}$/u
const LETTER = /^[\p{L}\p{N}\p{M}]$/u

/**
 * Letters are compared exactly, in compatibility form (NFKC). Spaces and dashes are alike, however many; between
 * figures they do not count at all, since people group numbers as they like. Whole words only: "Ann" is not in "Annual".
 */
export function finderOf(words: string): Finder {
  const wanted = trimmed(normal(words)).map(({ char }) => char)
  if (!wanted.some((char) => LETTER.test(char)))
    throw new Error('Words to be found have a letter or a figure.')
  const core = coreOf(wanted.join(''))
  const mayBeIn = (text: string): boolean => coreOf(text).includes(core)

  function found(text: string): Stretch[] {
    if (!mayBeIn(text)) return []
    const chars = normal(text)
    const stretches: Stretch[] = []
    for (let at = 0; at + wanted.length <= chars.length; at++) {
      if (!wanted.every((char, index) => chars[at + index]?.char === char)) continue
      const from = chars[at]?.from ?? 0
      const to = chars[at + wanted.length - 1]?.to ?? 0
      if (!standsAlone(text, from, to, wanted)) continue
      stretches.push({ from, to })
      at += wanted.length - 1
    }
    return stretches
  }
  const strike = (text: string): string => without(text, found(text))
  return {
    in: found,
    mayBeIn,
    strike,
    strikeCutting(text) {
      const struck = strike(text)
      const chars = normal(struck)
      const matches = (at: number, from: number, length: number): boolean =>
        Array.from({ length }, (_, i) => i).every((i) => chars[at + i]?.char === wanted[from + i])
      const edges: Stretch[] = []
      const most = Math.min(wanted.length, chars.length)
      for (let length = most; length >= PIECE; length--)
        if (matches(0, wanted.length - length, length)) {
          edges.push({ from: 0, to: chars[length - 1]?.to ?? 0 })
          break
        }
      for (let length = most; length >= PIECE; length--)
        if (matches(chars.length - length, 0, length)) {
          const from = chars[chars.length - length]?.from ?? 0
          if (from >= (edges[0]?.to ?? 0)) edges.push({ from, to: struck.length })
          break
        }
      return without(struck, edges, '')
    },
  }
}

/**
 * Its letters and figures alone, apart from their marks: wherever the words are found, their core is in the core. Cut
 * anywhere, the cores of the pieces are the core of the whole, which compatibility composition would not give.
 */
const coreOf = (text: string): string =>
  text
    .replace(/\p{M}+/gu, '')
    .normalize('NFKD')
    .replace(NOT_CORE, '') // marks first: sorting thousands takes long
const NOT_CORE = /[^\p{L}\p{N}]+|\p{Default_Ignorable_Code_Point}+/gu

function without(text: string, stretches: readonly Stretch[], put = REMOVED): string {
  let [left, at] = ['', 0]
  for (const { from, to } of stretches) {
    left += text.slice(at, from) + put
    at = to
  }
  return left + text.slice(at)
}

/** What is brought into one form together: a letter with its marks, or a Korean syllable in pieces. */
const CLUSTER =
  /(?:[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|[\uac00-\ud7a3][\u11a8-\u11ff]|\P{M})\p{M}{0,30}|\p{M}{1,30}/gu

interface Char extends Stretch {
  char: string
}

/**
 * The characters that count, each with where it stands. No writing stacks more than a few marks on a letter, and
 * bringing thousands into one form takes the square of their number.
 */
function normal(text: string): Char[] {
  const chars: Char[] = []
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const to = index + cluster.length
    for (const char of cluster.normalize('NFKC')) {
      if (UNSEEN.test(char)) continue
      const last = chars.at(-1)
      if (!SEPARATOR.test(char)) chars.push({ char, from: index, to })
      else if (last?.char !== ' ') chars.push({ char: ' ', from: index, to })
      else last.to = to
    }
  }
  return chars.filter(
    ({ char }, at) =>
      char !== ' ' || !(DIGIT.test(chars[at - 1]?.char ?? '') && DIGIT.test(chars[at + 1]?.char ?? '')),
  )
}

function trimmed(chars: readonly Char[]): readonly Char[] {
  const from = chars.findIndex(({ char }) => char !== ' ')
  const to = chars.findLastIndex(({ char }) => char !== ' ')
  return from === -1 ? [] : chars.slice(from, to + 1)
}

/** Not a part of a longer word or number: what is beside it is of another kind, or nothing. */
function standsAlone(text: string, from: number, to: number, wanted: readonly string[]): boolean {
  const before = beside(text, from - 1, -1)
  const after = beside(text, to, 1)
  return !joins(before, wanted[0] ?? '') && !joins(after, wanted.at(-1) ?? '')
}

function beside(text: string, at: number, step: 1 | -1): string {
  let index = at
  while (index >= 0 && index < text.length && UNSEEN.test(text[index] ?? '')) index += step
  return text[index]?.normalize('NFKC') ?? ''
}

const joins = (neighbour: string, edge: string): boolean =>
  DIGIT.test(edge)
    ? DIGIT.test(neighbour)
    : LETTER.test(edge) && LETTER.test(neighbour) && !DIGIT.test(neighbour)
