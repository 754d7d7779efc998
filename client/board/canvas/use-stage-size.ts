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

/** What is written or selected is not lost from view by that. */
function keep(canvas: Canvas, before: Rect, now: Rect): void {
  const { session, wall } = canvas
  const writing = session.writing.get()
  const chosen = boundsOf([...session.selection.get()].flatMap((id) => wall.rectOf(id) ?? []))
  const at = writing === null ? chosen : wall.rectOf(writing)
  if (at === null || wall.held.get() !== null || canvas.following.get() !== null || holds(now, at)) return
  if (writing !== null || holds(before, at)) bring(canvas, at)
}
