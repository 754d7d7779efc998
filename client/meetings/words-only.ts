import { useSyncExternalStore } from 'react'

const KEY = 'tl.words-only'
const listeners = new Set<() => void>()

function read(): boolean {
  try {
    return localStorage.getItem(KEY) === 'yes'
  } catch {
    return false // a browser that refuses storage
  }
}

let on = read()

/** "Words only": the minutes at once, without what stands around them; kept on this device for a poor link. */
export function useWordsOnly(): readonly [boolean, (on: boolean) => void] {
  const value = useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => on,
  )
  return [value, set]
}

function set(next: boolean): void {
  on = next
  try {
    localStorage.setItem(KEY, next ? 'yes' : 'no')
  } catch {
    // It holds for as long as the page is open.
  }
  for (const tell of listeners) tell()
}
