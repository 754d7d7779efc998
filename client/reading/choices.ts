import { createStore, type WritableStore } from '../sync/store.ts'

/** A choice of this browser that outlives the page; as it starts where storage is refused. */
function kept(key: string, start: boolean): WritableStore<boolean> {
  let value = start
  try {
    const said = localStorage.getItem(key)
    if (said !== null) value = said === 'on'
  } catch {
    // as said
  }
  const store = createStore(value)
  store.subscribe(() => {
    try {
      localStorage.setItem(key, store.get() ? 'on' : 'off')
    } catch {
      // as said
    }
  })
  return store
}

/** Abbreviations are underlined, and say what they mean. */
export const marksTerms = kept('tl.plain-english', true)
/** Sentences over 25 words are marked. */
export const marksLong = kept('tl.long-sentences', false)
/** The panel of plain English is open, with the abbreviation that was asked about, if any. */
export const asked = createStore<{ term: string | null } | null>(null)
