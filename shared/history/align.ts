import { diffArrays } from 'diff'

/** A pair of places in two lists, or a place that only one of them has. */
export type Aligned =
  | { before: number; now: number }
  | { before: number; now: null }
  | { before: null; now: number }

/** So many blocks may differ before they are paired by likeness alone: the time to compare grows with its square. */
const MOST_EDITS = 1_000

/** How far a block is looked for among those that came, when many did: beyond it, it has gone and another come. */
const WINDOW = 24

/**
 * Lays two lists over each other, in order: equal ones first, then, in what is left between them, those that are
 * likely enough (`likeness` 0 to 1, `enough` the least); `inOrder`: as many gone as have come are each other. Each
 * place is in the answer once.
 */
export function align<T>(
  before: readonly T[],
  now: readonly T[],
  key: (one: T) => string,
  likeness: (one: T, other: T) => number,
  enough: number,
  inOrder = false,
): Aligned[] {
  const aligned: Aligned[] = []
  const gap = { before: [] as number[], now: [] as number[] }
  const alike = (one: number, other: number): number => likeness(before[one] as T, now[other] as T)
  const closeGap = (): void => {
    aligned.push(
      ...(inOrder && gap.before.length === gap.now.length
        ? gap.before.map((b, index) => ({ before: b, now: gap.now[index] as number }))
        : pairUp(gap.before, gap.now, alike, enough)),
    )
    gap.before = []
    gap.now = []
  }
  let [b, n] = [0, 0]
  const changes = diffArrays(before.map(key), now.map(key), { maxEditLength: MOST_EDITS })
  if (changes === undefined) {
    gap.before.push(...before.keys())
    gap.now.push(...now.keys())
  }
  for (const { value, added, removed } of changes ?? [])
    for (let left = value.length; left > 0; left--) {
      if (added) gap.now.push(n++)
      else if (removed) gap.before.push(b++)
      else {
        closeGap()
        aligned.push({ before: b++, now: n++ })
      }
    }
  closeGap()
  return aligned
}

function pairUp(
  before: readonly number[],
  now: readonly number[],
  likeness: (before: number, now: number) => number,
  enough: number,
): Aligned[] {
  const aligned: Aligned[] = []
  let next = 0
  for (const b of before) {
    let best = { at: -1, likeness: enough }
    for (let at = next; at < Math.min(now.length, next + WINDOW); at++) {
      const found = likeness(b, now[at] as number)
      if (found > best.likeness || (found === best.likeness && best.at === -1)) best = { at, likeness: found }
    }
    if (best.at === -1) {
      aligned.push({ before: b, now: null })
      continue
    }
    for (; next < best.at; next++) aligned.push({ before: null, now: now[next] as number })
    aligned.push({ before: b, now: now[next++] as number })
  }
  for (; next < now.length; next++) aligned.push({ before: null, now: now[next] as number })
  return aligned
}

/** How much two texts share, by their words: 0 nothing, 1 all. */
export function likenessOf(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let shared = 0
  let all = 0
  for (const [word, count] of one) {
    all += count
    shared += Math.min(count, other.get(word) ?? 0)
  }
  for (const count of other.values()) all += count
  return all === 0 ? 1 : (2 * shared) / all
}

/** The words of a text, counted. */
export function wordsOf(text: string): ReadonlyMap<string, number> {
  const words = new Map<string, number>()
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    words.set(word, (words.get(word) ?? 0) + 1)
  return words
}
