import { z } from 'zod'
import { createStore, type WritableStore } from '../../sync/store.ts'
import { begunFor, keepWordsBegun, wordsBegun } from '../../sync/window-words.ts'

const Draft = z.object({
  words: z.string(),
  /** The note that it changes; null: a new one. */
  changing: z.string().nullable(),
  /** The column it is for. */
  frame: z.string().nullish(),
})
/** A private note that is being written and not kept yet. */
type Draft = z.infer<typeof Draft>

export const NO_DRAFT: Draft = { words: '', changing: null }

const drafts = new Map<string, WritableStore<Draft>>()

/**
 * What a member is writing in a round. It outlives its form, which goes when the notes are shown or the list is left,
 * and a reload of its window. No other window has it, and signing out takes it away: what is written privately is read
 * by nobody who comes to the same computer later.
 */
export function draftOf(member: string, board: string, round: string): WritableStore<Draft> {
  const what = `${board}|${round}`
  const key = `${member} ${what}`
  const known = drafts.get(key)
  if (known !== undefined) return known
  const draft = createStore(draftIn(wordsBegun(member, what)))
  draft.subscribe(() => {
    const now = draft.get()
    keepWordsBegun(member, what, now.words === '' ? null : JSON.stringify(now))
  })
  drafts.set(key, draft)
  return draft
}

/** Rounds of a board for which a member has words begun in this window. */
export const roundsBegun = (member: string, board: string): string[] =>
  begunFor(member).flatMap((what) => (what.startsWith(`${board}|`) ? [what.slice(board.length + 1)] : []))

function draftIn(kept: string | null): Draft {
  try {
    return Draft.safeParse(JSON.parse(kept ?? 'null')).data ?? NO_DRAFT
  } catch {
    return NO_DRAFT
  }
}

/** A draft whose words came back refused; what was begun meanwhile stays, after them. */
export const withGivenBack = (now: Draft, back: Draft): Draft =>
  now.words.trim() === '' ? back : { ...now, words: `${back.words}\n${now.words}` }
