import { useSyncExternalStore } from 'react'

/** One column below this, and the margin is a sheet; below the second the outline is a button. */
export const NARROW = '(max-width: 899.98px)'
export const NO_OUTLINE = '(max-width: 1179.98px)'
/** A phone held upright: what is drawn to scale elsewhere would be too small to read. */
export const PHONE = '(max-width: 619.98px)'

/** Whether a media query matches, live. */
export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (tell) => {
      const list = matchMedia(query)
      list.addEventListener('change', tell)
      return () => list.removeEventListener('change', tell)
    },
    () => matchMedia(query).matches,
  )
