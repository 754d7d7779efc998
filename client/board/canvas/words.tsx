import { type ReactNode, useCallback, useSyncExternalStore } from 'react'
import { useCanvas } from './canvas.ts'

/** The words of a thing, drawn again when they change. */
export function useWords(id: string): readonly ReactNode[] {
  const { words } = useCanvas()
  return useSyncExternalStore(
    useCallback((listener) => words.subscribe(id, listener), [words, id]),
    () => words.get(id),
  )
}

/** The words of a thing, standing still. */
export function Words({ id, empty }: { id: string; empty: string }) {
  const drawn = useWords(id)
  return drawn.length === 0 ? <p className="is-empty">{empty}</p> : <>{drawn}</>
}
