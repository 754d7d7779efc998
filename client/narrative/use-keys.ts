import { useEffect } from 'react'
import { sayWho } from '../presence/here.ts'
import { placeIn } from './called.ts'
import type { Desk } from './context.ts'
import { moveBy, sayMoved } from './move.ts'
import { restructure } from './restructure.ts'

/** Keys of the whole page, wherever the focus is in it. */
export function useKeys(desk: Desk, viewed: string | null): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role=dialog], [role=alertdialog]') !== null)
        return
      if (keyOf(desk, event, viewed)) event.preventDefault()
    }
    // Before the page's own buttons, which keep keys to themselves.
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [desk, viewed])
}

/** Acts on a key; true when it was one of ours. */
function keyOf(desk: Desk, event: KeyboardEvent, viewed: string | null): boolean {
  const { session, context } = desk
  const mod = event.ctrlKey || event.metaKey
  const writing = context.canEdit && !desk.reading.get()
  const key = event.key.toLowerCase()
  const inWords = event.target instanceof HTMLElement && isTyped(event.target)

  if (mod && !event.altKey && key === 'f') {
    desk.panel.set({ open: 'find' })
    return true
  }
  if ((mod && key === '/') || (!inWords && !mod && event.key === '?')) {
    desk.panel.set({ open: 'help' })
    return true
  }
  if (event.ctrlKey && event.altKey && key === 'w') {
    const placeOf = placeIn(desk.slots, context.document, session.sections.get)
    desk.say(sayWho(desk.here.get(), viewed, desk.short, placeOf))
    return true
  }
  if (!writing) return false
  if (event.altKey && event.shiftKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    const section =
      event.target instanceof Element ? event.target.closest<HTMLElement>('.sec')?.dataset.section : undefined
    if (section === undefined) return false
    if (restructure(desk, () => moveBy(session.doc, section, event.key === 'ArrowUp' ? -1 : 1)))
      desk.say(sayMoved(session.doc, section))
    return true
  }
  // In the words themselves the editor does this; beside them it is the same undo.
  if (mod && !event.altKey && !inWords && (key === 'z' || key === 'y')) {
    if (key === 'y' || event.shiftKey) session.undo.redo()
    else session.undo.undo()
    return true
  }
  return false
}

const isTyped = (element: HTMLElement): boolean =>
  element.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(element.tagName)
