import { useEffect } from 'react'
import { flushSync } from 'react-dom'
import type { NarrativeSession } from './session.ts'

/** Whatever way printing is asked for, nothing stays folded away on paper. */
export function useUnfoldedOnPaper(session: NarrativeSession): void {
  useEffect(() => {
    let folded: ReadonlySet<string> = new Set()
    const before = () => {
      folded = session.folded.get()
      flushSync(() => session.folded.set(new Set()))
    }
    const after = () => session.folded.set(folded)
    addEventListener('beforeprint', before)
    addEventListener('afterprint', after)
    return () => {
      removeEventListener('beforeprint', before)
      removeEventListener('afterprint', after)
    }
  }, [session])
}
