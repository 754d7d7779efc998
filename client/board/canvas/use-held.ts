import { type RefObject, useEffect } from 'react'
import type { Canvas } from './canvas.ts'

/** Moves what this hand holds on the page itself, once a frame, past React: it is drawn there when it is let go. */
export function useHeld({ wall }: Canvas, holder: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const elements = new Map<string, HTMLElement>()
    let due: ReadonlySet<string> = new Set()
    let frame = 0
    const elementOf = (id: string): HTMLElement | null => {
      const known = elements.get(id)
      if (known?.isConnected === true) return known
      const found = holder.current?.querySelector<HTMLElement>(
        `.react-flow__node[data-id="${CSS.escape(id)}"]`,
      )
      if (found == null) return null
      elements.set(id, found)
      return found
    }
    const move = (): void => {
      frame = 0
      for (const id of due) {
        const rect = wall.rectOf(id)
        const element = elementOf(id)
        if (rect !== null && element !== null) element.style.transform = `translate(${rect.x}px,${rect.y}px)`
      }
    }
    const stop = wall.onStep((ids) => {
      due = ids
      holder.current?.classList.toggle('is-holding', wall.held.get() !== null)
      if (wall.held.get() !== null) {
        frame ||= requestAnimationFrame(move)
        return
      }
      // Let go: put back or not, it stands where it is now.
      cancelAnimationFrame(frame)
      move()
      elements.clear()
    })
    return () => {
      cancelAnimationFrame(frame)
      stop()
    }
  }, [wall, holder])
}
