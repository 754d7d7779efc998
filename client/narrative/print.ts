import { flushSync } from 'react-dom'
import type { NarrativeSession } from './session.ts'

/** Unfolds all, prints, and folds again what was folded. */
export function printAll(session: NarrativeSession): void {
  const folded = session.folded.get()
  flushSync(() => session.folded.set(new Set()))
  window.print()
  session.folded.set(folded)
}
