import { useEffect, useState } from 'react'
import type { SharedUndo } from '../sync/undo.ts'

/** Whether there is something to undo or redo; draws again only when that changes. */
export function useUndo({ manager }: SharedUndo): { canUndo: boolean; canRedo: boolean } {
  const [state, setState] = useState({ canUndo: false, canRedo: false })
  useEffect(() => {
    const look = () => {
      const next = { canUndo: manager.undoStack.length > 0, canRedo: manager.redoStack.length > 0 }
      setState((now) => (now.canUndo === next.canUndo && now.canRedo === next.canRedo ? now : next))
    }
    const events = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const
    for (const event of events) manager.on(event, look)
    look()
    return () => {
      for (const event of events) manager.off(event, look)
    }
  }, [manager])
  return state
}
