import { drawer, type Drawer } from './kept.ts'
import type { SectionWords } from './own-words.ts'

/** Edits the server did not take, with their words, until their author throws them away (promise 4). */
export interface Refusal {
  id: string
  member: string
  room: string
  /** Milliseconds since 1970. */
  at: number
  /** Why, in plain words. */
  say: string
  edits: number
  words: SectionWords[]
}

const keyOf = (refusal: Pick<Refusal, 'member' | 'room' | 'id'>): string =>
  `${refusal.member}|${refusal.room}|${refusal.id}`

export interface Refusals {
  of(member: string, room: string): Promise<Refusal[]>
  keep(refusal: Refusal): Promise<void>
  throwAway(refusal: Refusal): Promise<void>
}

/** The refusals of this device; tests bring their own drawer. */
export function createRefusals(kept: Drawer<Refusal> = drawer('refusals')): Refusals {
  return {
    async of(member, room) {
      const all = await kept.all()
      return [...all.values()]
        .filter((refusal) => refusal.member === member && refusal.room === room)
        .toSorted((a, b) => a.at - b.at)
    },
    keep: (refusal) => kept.put(keyOf(refusal), refusal),
    throwAway: (refusal) => kept.remove(keyOf(refusal)),
  }
}

/** What to keep of edits that were not taken; null when there were none. A deletion has no words. */
export function refusalOf(
  place: Pick<Refusal, 'id' | 'member' | 'room' | 'at' | 'say'>,
  pending: number,
  words: SectionWords[],
): Refusal | null {
  if (words.length === 0 && pending === 0) return null
  return { ...place, edits: Math.max(pending, words.length), words }
}

/** The words of refusals as plain text, for the clipboard. */
export const wordsOf = (refusals: readonly Refusal[]): string =>
  refusals
    .flatMap((refusal) => refusal.words)
    .map(({ number, title, text }) => [`${number} ${title}`.trim(), text].filter(Boolean).join('\n'))
    .join('\n\n')
