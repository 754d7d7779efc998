import { type RefObject, useEffect } from 'react'
import { type Canvas, toBoard } from './canvas.ts'
import { thingAt } from './hit.ts'
import type { Gesture, Press, ToolHandlers } from './press.ts'

/** Hands the pointer to the chosen tool. What a tool does not want goes on to React Flow. */
export function usePresses(
  canvas: Canvas,
  holder: RefObject<HTMLElement | null>,
  tool: ToolHandlers | undefined,
): void {
  useEffect(() => {
    const element = holder.current
    if (element === null || (tool?.press === undefined && tool?.hover === undefined)) return
    let gesture: { id: number; hears: Gesture } | null = null
    const cancel = (): void => {
      gesture?.hears.cancel?.()
      gesture = null
    }
    const onDown = (event: PointerEvent): void => {
      if (gesture !== null) {
        if (event.pointerId !== gesture.id) cancel() // a second finger: it is a pinch
        return
      }
      if (event.button !== 0 || !onStage(event.target) || tool.press === undefined) return
      if (tool.harmless !== true && !canvas.allowed()) return
      const hears = tool.press(canvas, pressOf(canvas, event))
      if (hears === null) return
      gesture = { id: event.pointerId, hears }
      element.setPointerCapture(event.pointerId)
      canvas.session.writing.set(null)
    }
    const onMove = (event: PointerEvent): void => {
      if (gesture === null) {
        if (onStage(event.target)) tool.hover?.(canvas, pressOf(canvas, event))
      } else if (event.pointerId === gesture.id) {
        // A pen tells more often than the page draws: none of its points is lost.
        const all = event.getCoalescedEvents()
        for (const each of all.length === 0 ? [event] : all) gesture.hears.move?.(pressOf(canvas, each))
      }
    }
    const onUp = (event: PointerEvent): void => {
      if (gesture?.id !== event.pointerId) return
      const { hears } = gesture
      gesture = null
      hears.release?.(pressOf(canvas, event))
    }
    // A finger that the tool has is not for the view too: React Flow asks for the button, and a finger has none.
    const onTouch = (event: TouchEvent): void => {
      if (gesture === null || event.touches.length > 1) return
      event.stopPropagation()
      // Nor is it told once more as a mouse: that click would end the writing in what was just put.
      event.preventDefault()
    }
    element.addEventListener('pointerdown', onDown, { capture: true })
    element.addEventListener('touchstart', onTouch, { capture: true, passive: false })
    element.addEventListener('pointermove', onMove)
    element.addEventListener('pointerup', onUp)
    element.addEventListener('pointercancel', cancel)
    return () => {
      cancel()
      element.removeEventListener('pointerdown', onDown, { capture: true })
      element.removeEventListener('touchstart', onTouch, { capture: true })
      element.removeEventListener('pointermove', onMove)
      element.removeEventListener('pointerup', onUp)
      element.removeEventListener('pointercancel', cancel)
    }
  }, [canvas, holder, tool])
}

const onStage = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('.react-flow__renderer') !== null &&
  target.closest('.nokey') === null

function pressOf(canvas: Canvas, event: PointerEvent): Press {
  const place = toBoard(canvas, event.clientX, event.clientY)
  return {
    ...place,
    clientX: event.clientX,
    clientY: event.clientY,
    pressure: event.pressure === 0 ? 0.5 : event.pressure,
    pointer: event.pointerType,
    shift: event.shiftKey,
    alt: event.altKey,
    item: thingAt(canvas, place),
  }
}
