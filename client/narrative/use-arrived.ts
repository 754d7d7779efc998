import { useEffect, useState } from 'react'
import type * as Y from 'yjs'
import { watchWords } from './changes.ts'
import { useDesk } from './context.ts'

/** What comes within this time after the link is back counts as written while it was gone, ms. */
const CATCHING_UP = 4_000
/** A link that was gone for less is not worth a word, ms. */
const MOMENT = 3_000

/** The sections others changed while this window was offline; empty until that happens. */
export function useArrived(): { sections: readonly string[]; dismiss: () => void } {
  const { session, online } = useDesk()
  const [sections, setSections] = useState<readonly string[]>([])
  useEffect(() => {
    let gone: number | null = online.get() ? null : Date.now()
    let back = 0
    const stopOnline = online.subscribe(() => {
      if (!online.get()) gone ??= Date.now()
      else {
        back = gone !== null && Date.now() - gone > MOMENT ? Date.now() : 0
        gone = null
      }
    })
    const stopWords = watchWords(session.doc, (changed, transaction: Y.Transaction) => {
      if (transaction.local || Date.now() - back > CATCHING_UP) return
      setSections((before) => [...new Set([...before, ...changed])])
    })
    return () => {
      stopOnline()
      stopWords()
    }
  }, [session, online])
  return { sections, dismiss: () => setSections([]) }
}
