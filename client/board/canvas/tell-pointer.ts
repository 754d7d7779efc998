import { type RefObject, useEffect } from 'react'
import { type Canvas, toBoard } from './canvas.ts'

/** What is in view is told at most this often, ms. */
const VIEW_EVERY = 500

/** Tells the others where this pointer is, and now and then what is in view, for those who follow. */
export function useTold(canvas: Canvas, holder: RefObject<HTMLElement | null>, told: boolean): void {
  useEffect(() => {
    const element = holder.current
    if (element === null || !told) return
    const move = ({ clientX, clientY, pointerType }: PointerEvent): void => {
      if (pointerType === 'touch') return // a finger has no pointer while it is not on the glass
      const { x, y } = toBoard(canvas, clientX, clientY)
      canvas.tell({ pointer: [within(x), within(y)] })
    }
    const leave = (): void => canvas.tell({ pointer: null })
    let timer: ReturnType<typeof setTimeout> | undefined
    const tellView = (): void => {
      timer = undefined
      const { x, y, w, h } = canvas.session.seen.get()
      canvas.tell({ view: [within(x), within(y), within(w), within(h)] })
    }
    const stop = canvas.session.seen.subscribe(() => {
      timer ??= setTimeout(tellView, VIEW_EVERY)
    })
    element.addEventListener('pointermove', move)
    element.addEventListener('pointerleave', leave)
    return () => {
      clearTimeout(timer)
      stop()
      leave()
      element.removeEventListener('pointermove', move)
      element.removeEventListener('pointerleave', leave)
    }
  }, [canvas, holder, told])
}

/** What is told has a bound; nothing beyond the edge of the board is worth telling. */
const within = (n: number): number => Math.round(Math.max(-1e6, Math.min(1e6, n)) * 10) / 10
