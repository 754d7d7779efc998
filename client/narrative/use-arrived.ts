import { useEffect, useRef, useState } from 'react'
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
  /** When the link came back; 0: what comes now was not missed. */
  const back = useRef(0)
  useEffect(() => {
    let gone: number | null = online.get() ? null : Date.now()
    const stopOnline = online.subscribe(() => {
      if (!online.get()) gone ??= Date.now()
      else {
        back.current = gone !== null && Date.now() - gone > MOMENT ? Date.now() : 0
        gone = null
      }
    })
    const stopWords = watchWords(session.doc, (changed, transaction: Y.Transaction) => {
      if (transaction.local || Date.now() - back.current > CATCHING_UP) return
      setSections((before) => [...new Set([...before, ...changed])])
    })
    return () => {
      stopOnline()
      stopWords()
    }
  }, [session, online])
  // Read and closed is closed: what still comes in is seen as it comes.
  const dismiss = (): void => {
    back.current = 0
    setSections([])
  }
  return { sections, dismiss }
}
