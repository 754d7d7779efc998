import { NARROW, useMedia } from '../ui/use-media.ts'

/** Whether wall and list have no room beside each other, live: then the list is the page, and the wall a place beside it. */
export const useNarrow = (): boolean => useMedia(NARROW)
