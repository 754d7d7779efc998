import { NARROW, useMedia } from '../ui/use-media.ts'

/** Whether wall and list have no room beside each other, live: then the list is the page, and the wall a place beside it. */
export const useNarrow = (): boolean => useMedia(NARROW)

/** In a window as narrow or as low as a phone the tools, and what is done with what is selected, have rows below the canvas. */
export const DOCKS = '(max-width: 619.98px), (max-height: 479.98px)'

/** Whether they have, live. */
export const useDocked = (): boolean => useMedia(DOCKS)
