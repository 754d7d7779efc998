import { windowStore } from './browser-storage.ts'

const keysOf = (member: string): string => `tl.words|${member}|`

/** Words a member has begun, kept in this window alone through its reloads; null: none. */
export const wordsBegun = (member: string, what: string): string | null =>
  windowStore().getItem(keysOf(member) + what)

/** Keeps words that are being written in this window; null: they are done with. */
export function keepWordsBegun(member: string, what: string, words: string | null): void {
  const key = keysOf(member) + what
  try {
    if (words === null) windowStore().removeItem(key)
    else windowStore().setItem(key, words)
  } catch {
    // a full storage: they are still on the page
  }
}

/** Takes away what a member has begun in this window: whoever signs in next must not come upon it. */
export function forgetWordsBegun(member: string): void {
  const store = windowStore()
  const keys = Array.from({ length: store.length }, (_, at) => store.key(at) ?? '')
  for (const key of keys) if (key.startsWith(keysOf(member))) store.removeItem(key)
}
