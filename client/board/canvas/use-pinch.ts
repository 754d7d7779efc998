import { type RefObject, useEffect } from 'react'
import { type Canvas, follow } from './canvas.ts'
import { putAway } from './dragging.ts'
import { LEAST_ZOOM } from './fit.ts'
import { MOST_ZOOM, rest } from './view.ts'

interface View {
  x: number
  y: number
  zoom: number
}

/** Two fingers: the point between them, px of the window, and how far they are from each other. */
function between({ touches: [a, b] }: TouchEvent): { x: number; y: number; far: number } | null {
  if (a === undefined || b === undefined) return null
  return {
    x: (a.clientX + b.clientX) / 2,
    y: (a.clientY + b.clientY) / 2,
    far: Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)),
  }
}

/**
 * A pinch that begins on things: React Flow hears of one only on the ground, and would drag a thing with each finger.
 * On a full wall there is hardly any ground.
 */
export function usePinch(canvas: Canvas, holder: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = holder.current
    if (element === null) return
    let from: { x: number; y: number; far: number; view: View } | null = null
    /** One finger was lifted: the other drags nothing, until it is lifted too. */
    let over = false
    const onStart = (event: TouchEvent): void => {
      const view = canvas.flow.get()?.getViewport()
      const fingers = between(event)
      if (view === undefined || fingers === null || event.touches.length > 2) return
      if (!over && !isOnThing(event)) return
      event.stopPropagation()
      event.preventDefault()
      putAway(canvas, false)
      follow(canvas, null)
      from = { ...fingers, view }
    }
    const onMove = (event: TouchEvent): void => {
      const fingers = between(event)
      if (from === null && !over) return
      event.stopPropagation()
      event.preventDefault()
      if (from === null || fingers === null) return
      const { left, top } = element.getBoundingClientRect()
      const { view } = from
      const zoom = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, (view.zoom * fingers.far) / from.far))
      // What was between the fingers stays there.
      const x = fingers.x - left - ((from.x - left - view.x) / view.zoom) * zoom
      const y = fingers.y - top - ((from.y - top - view.y) / view.zoom) * zoom
      void canvas.flow.get()?.setViewport({ x, y, zoom })
    }
    const onEnd = ({ touches }: TouchEvent): void => {
      const view = canvas.flow.get()?.getViewport()
      if (from !== null && view !== undefined) rest(canvas, view)
      over = (over || from !== null) && touches.length > 0
      from = null
    }
    const first = { capture: true, passive: false } as const
    element.addEventListener('touchstart', onStart, first)
    element.addEventListener('touchmove', onMove, first)
    element.addEventListener('touchend', onEnd, first)
    element.addEventListener('touchcancel', onEnd, first)
    return () => {
      element.removeEventListener('touchstart', onStart, first)
      element.removeEventListener('touchmove', onMove, first)
      element.removeEventListener('touchend', onEnd, first)
      element.removeEventListener('touchcancel', onEnd, first)
    }
  }, [canvas, holder])
}

const isOnThing = ({ touches }: TouchEvent): boolean =>
  [...touches].some(
    ({ target }) => target instanceof Element && target.closest('.react-flow__node.nopan') !== null,
  )
