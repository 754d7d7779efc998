import { hunksOf } from '../../shared/annotations/rewrite.ts'
import type { Proposal } from '../../shared/annotations/suggestions.ts'

/** A stretch of a wording beside another: words both have, words that go, words that come. */
export interface Change {
  kind: 'same' | 'gone' | 'new'
  words: string
}

// Notes are drawn far more often than wordings change.
const known = new Map<string, readonly Change[]>()
const KEPT = 1_000

/** What makes `next` of `old`, in reading order: exactly the change that accepting it makes in the document. */
export function changesOf(old: string, next: string): readonly Change[] {
  const key = `${old.length}:${old}${next}`
  const before = known.get(key)
  if (before !== undefined) return before
  const changes: Change[] = []
  const add = (kind: Change['kind'], words: string): void => {
    if (words !== '') changes.push({ kind, words })
  }
  let at = 0
  for (const { from, to, put } of hunksOf(old, next)) {
    add('same', old.slice(at, from))
    add('gone', old.slice(from, to))
    add('new', put)
    at = to
  }
  add('same', old.slice(at))
  if (known.size >= KEPT) known.clear()
  known.set(key, changes)
  return changes
}

/** A proposal as changes of the words it is about. */
export function changesIn({ form, words, side }: Proposal, quote: string): readonly Change[] {
  switch (form) {
    case 'replace':
      return changesOf(quote, words)
    case 'strike':
    case 'strike paragraph':
      return [{ kind: 'gone', words: quote }]
    case 'insert':
    case 'new paragraph':
      return side === 'after'
        ? [
            { kind: 'same', words: quote },
            { kind: 'new', words },
          ]
        : [
            { kind: 'new', words },
            { kind: 'same', words: quote },
          ]
  }
}
