import { createStore, type WritableStore } from '../../sync/store.ts'

/** A private note that is being written and not kept yet. */
interface Draft {
  words: string
  /** The note that it changes; null: a new one. */
  changing: string | null
}

export const NO_DRAFT: Draft = { words: '', changing: null }

const drafts = new Map<string, WritableStore<Draft>>()

/** What a member is writing in a round: it outlives its form, which goes when the notes are shown or the list is left. */
export function draftOf(member: string, round: string): WritableStore<Draft> {
  const key = `${member} ${round}`
  const draft = drafts.get(key) ?? createStore(NO_DRAFT)
  drafts.set(key, draft)
  return draft
}

/** A draft whose words came back refused; what was begun meanwhile stays, after them. */
export const withGivenBack = (now: Draft, back: Draft): Draft =>
  now.words.trim() === '' ? back : { ...now, words: `${back.words}\n${now.words}` }
