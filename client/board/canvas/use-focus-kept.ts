import { type RefObject, useLayoutEffect } from 'react'
import { useCanvas } from './canvas.ts'

/** Focus on what goes out of view, or is removed by somebody else, would be lost in the page: the canvas takes it. */
export function useFocusKept(element: RefObject<HTMLElement | null>): void {
  const { stage } = useCanvas()
  useLayoutEffect(() => {
    const drawn = element.current
    return () => {
      if (drawn?.contains(document.activeElement)) stage.get()?.focus({ preventScroll: true })
    }
  }, [element, stage])
}
