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

/** What a member has words begun for in this window. */
export function begunFor(member: string): string[] {
  const store = windowStore()
  const keys = Array.from({ length: store.length }, (_, at) => store.key(at) ?? '')
  const mine = keysOf(member)
  return keys.flatMap((key) => (key.startsWith(mine) ? [key.slice(mine.length)] : []))
}

/** Takes away what a member has begun in this window: whoever signs in next must not come upon it. */
export function forgetWordsBegun(member: string): void {
  for (const what of begunFor(member)) keepWordsBegun(member, what, null)
}
