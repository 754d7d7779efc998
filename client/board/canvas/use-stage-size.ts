import { type RefObject, useEffect } from 'react'
import type { Canvas } from './canvas.ts'

/** The view is told anew when the window or a side beside the canvas changes its size. */
export function useStageSize(canvas: Canvas, holder: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = holder.current
    if (element === null) return
    const watch = new ResizeObserver(() => {
      const zoom = canvas.flow.get()?.getZoom() ?? 1
      const { x, y } = canvas.session.seen.get()
      canvas.session.seen.set({ x, y, w: element.clientWidth / zoom, h: element.clientHeight / zoom })
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [canvas, holder])
}
