import { diffArrays } from 'diff'
import { align, likenessOf, wordsOf } from './align.ts'
import { headKey, keyOf, type Laid, layOut } from './laid.ts'
import type { NodeJson } from './version.ts'

/** Least likeness of a block and what has become of it. */
const SAME = 0.34

export interface Merged {
  content: NodeJson[]
  /** Places that both had changed: both wordings stand there now. */
  kept: number
}

/**
 * Carries the step from `base` to `wanted` out on words that have gone on since: what others changed elsewhere
 * stays. In a block that both changed, their words are merged; where they changed the same words both wordings
 * are kept, and counted.
 */
export function mergeBlocks(
  base: readonly NodeJson[],
  wanted: readonly NodeJson[],
  theirs: readonly NodeJson[],
): Merged {
  const [b, w, t] = [lay(base), lay(wanted), lay(theirs)]
  const toWanted = alignedTo(b, w)
  const toTheirs = alignedTo(b, t)
  const merged: Merged = { content: [], kept: 0 }
  for (let at = 0; at <= b.length; at++) {
    addNew(merged, toWanted.before[at] ?? [], toTheirs.before[at] ?? [])
    const old = b[at]
    if (old === undefined) break
    const one = toWanted.of[at] ?? null
    const other = toTheirs.of[at] ?? null
    if (one === null || other === null) {
      const left = one ?? other
      // Taken away on one side: what the other side made of it stays.
      if (left === null || left.key === old.key) continue
      merged.content.push(left.node)
      merged.kept += 1
      continue
    }
    const { content, kept } = mergeBlock(old, one, other)
    merged.content.push(...content)
    merged.kept += kept
  }
  return merged
}

function addNew(merged: Merged, wanted: readonly Laid[], theirs: readonly Laid[]): void {
  const both = new Set(wanted.map(({ key }) => key))
  merged.content.push(...[...wanted, ...theirs.filter(({ key }) => !both.has(key))].map(({ node }) => node))
}

function mergeBlock(base: Laid, wanted: Laid, theirs: Laid): Merged {
  if (wanted.key === base.key || wanted.key === theirs.key) return { content: [theirs.node], kept: 0 }
  if (theirs.key === base.key) return { content: [wanted.node], kept: 0 }
  const head = headKey(wanted.node) === headKey(base.node) ? theirs.node : wanted.node
  if (base.inline !== null && wanted.inline !== null && theirs.inline !== null) {
    const inline = mergeInline(base.node, wanted.node, theirs.node)
    if (inline !== null) return { content: [{ ...head, content: inline }], kept: 0 }
  } else if (base.node.type === wanted.node.type && base.node.type === theirs.node.type) {
    const inside = mergeBlocks(contentOf(base), contentOf(wanted), contentOf(theirs))
    return { content: [{ ...head, content: inside.content }], kept: inside.kept }
  }
  return { content: [wanted.node, theirs.node], kept: 1 }
}

const contentOf = ({ node }: Laid): NodeJson[] => node.content ?? []
const lay = (content: readonly NodeJson[]): Laid[] =>
  layOut({ content: [...content], written: [] }, () => null).blocks

const likeness = (one: Laid, two: Laid): number => {
  if (one.inline === null || two.inline === null)
    return one.node.type === two.node.type
      ? Math.max(SAME, likenessOf(wordsOf(one.text), wordsOf(two.text)))
      : 0
  return likenessOf(wordsOf(one.text), wordsOf(two.text))
}

/** What became of each block, and what stands new before it. */
function alignedTo(base: readonly Laid[], other: readonly Laid[]) {
  const of: (Laid | null)[] = base.map(() => null)
  const before: Laid[][] = Array.from({ length: base.length + 1 }, () => [])
  let at = 0
  for (const pair of align(base, other, ({ key }) => key, likeness, SAME, true)) {
    if (pair.before === null) before[at]?.push(other[pair.now] as Laid)
    else {
      at = pair.before + 1
      of[pair.before] = pair.now === null ? null : (other[pair.now] as Laid)
    }
  }
  return { of, before }
}

/** The words of one paragraph, three ways; null when both sides changed the same words. */
function mergeInline(base: NodeJson, wanted: NodeJson, theirs: NodeJson): NodeJson[] | null {
  const [b, w, t] = [base, wanted, theirs].map(tokensOf) as [NodeJson[], NodeJson[], NodeJson[]]
  const [ofWanted, ofTheirs] = [placesIn(b, w), placesIn(b, t)]
  const merged: NodeJson[] = []
  let [i, j, k] = [0, 0, 0]
  while (i < b.length || j < w.length || k < t.length) {
    let stable = i
    while (stable < b.length && (ofWanted[stable] === null || ofTheirs[stable] === null)) stable += 1
    const end = {
      w: stable < b.length ? (ofWanted[stable] as number) : w.length,
      t: stable < b.length ? (ofTheirs[stable] as number) : t.length,
    }
    const chunk = pick(b.slice(i, stable), w.slice(j, end.w), t.slice(k, end.t))
    if (chunk === null) return null
    merged.push(...chunk)
    if (stable < b.length) merged.push(t[end.t] as NodeJson)
    i = stable + 1
    j = end.w + 1
    k = end.t + 1
  }
  return glued(merged)
}

/** Beyond this many changes two lines are not laid over each other: the time grows with the square. */
const MOST_EDITS = 1_000

function pick(base: NodeJson[], wanted: NodeJson[], theirs: NodeJson[]): NodeJson[] | null {
  const [b, w, t] = [base, wanted, theirs].map((list) => list.map(keyOf).join('\n'))
  if (w === b || w === t) return theirs
  return t === b ? wanted : null
}

/** Where each token of one line stands in another; null where it does not. */
function placesIn(base: readonly NodeJson[], other: readonly NodeJson[]): (number | null)[] {
  const places: (number | null)[] = []
  let at = 0
  const changes = diffArrays(base.map(keyOf), other.map(keyOf), { maxEditLength: MOST_EDITS })
  // Too far from each other: nothing of one is looked for in the other.
  if (changes === undefined) return base.map(() => null)
  for (const { value, added, removed } of changes)
    for (let left = value.length; left > 0; left--) {
      if (added) at += 1
      else places.push(removed ? null : at++)
    }
  return places
}

const tokensOf = ({ content = [] }: NodeJson): NodeJson[] =>
  content.flatMap((node) =>
    node.text === undefined
      ? [node]
      : (node.text.match(/\s+|[\p{L}\p{N}]+|[^]/gu) ?? []).map((text) => ({ ...node, text })),
  )

/** Tokens with the same marks side by side are one run again. */
function glued(tokens: readonly NodeJson[]): NodeJson[] {
  const runs: NodeJson[] = []
  for (const token of tokens) {
    const last = runs.at(-1)
    if (
      last?.text !== undefined &&
      token.text !== undefined &&
      keyOf({ ...last, text: '' }) === keyOf({ ...token, text: '' })
    )
      runs[runs.length - 1] = { ...last, text: last.text + token.text }
    else runs.push(token)
  }
  return runs
}
