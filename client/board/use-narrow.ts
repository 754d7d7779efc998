import { useSyncExternalStore } from 'react'

/** Below this the list is the page, and the wall a place beside it. */
const NARROW = '(max-width: 899.98px)'

const subscribe = (tell: () => void): (() => void) => {
  const list = matchMedia(NARROW)
  list.addEventListener('change', tell)
  return () => list.removeEventListener('change', tell)
}

/** Whether wall and list have no room beside each other, live. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches)
