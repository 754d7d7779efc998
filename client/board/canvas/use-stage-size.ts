import { type RefObject, useEffect } from 'react'
import { boundsOf, holds, type Rect } from '../../../shared/board/geometry.ts'
import type { Canvas } from './canvas.ts'
import { bring } from './view.ts'

/** The view is told anew when the window, an on-screen keyboard or a part beside the canvas changes its size. */
export function useStageSize(canvas: Canvas, holder: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = holder.current
    if (element === null) return
    const watch = new ResizeObserver(() => {
      const zoom = canvas.flow.get()?.getZoom() ?? 1
      const before = canvas.session.seen.get()
      const now = { ...before, w: element.clientWidth / zoom, h: element.clientHeight / zoom }
      canvas.session.seen.set(now)
      keep(canvas, before, now)
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [canvas, holder])
}

/** What is selected is not lost from view by that; of what is written the editor keeps the caret. */
function keep(canvas: Canvas, before: Rect, now: Rect): void {
  const { session, wall, following } = canvas
  if (session.writing.get() !== null || wall.held.get() !== null || following.get() !== null) return
  const at = boundsOf([...session.selection.get()].flatMap((id) => wall.rectOf(id) ?? []))
  if (at !== null && holds(before, at) && !holds(now, at)) bring(canvas, at)
}
