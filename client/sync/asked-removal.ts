import type { NarrativeContext } from './narrative-slots.ts'
import { createStore } from './store.ts'

/** The words a removal is being asked for on the page that is open; its dialog stands while there are any. */
export const askedRemoval = createStore<{ context: NarrativeContext; words: string } | null>(null)
