import { useEffect } from 'react'
import { focusThing } from './acts.ts'
import { type Canvas, useCanvas } from './canvas.ts'
import { isLost } from './dragging.ts'
import { putBack } from './keys.ts'

/**
 * Ends what this person is at when it can no longer be: the board was locked for them, others took the thing away or
 * locked it, or the wall is shown no more. React Flow does not tell the end of a drag whose thing has gone.
 */
export function useLetGo(): void {
  const canvas = useCanvas()
  useEffect(() => {
    const { session, may, wall } = canvas
    const check = (): void => {
      const { edit, why } = may.get()
      leaveWords(canvas, edit)
      if (wall.held.get() === null || (edit && !isLost(canvas))) return
      putBack(canvas, edit ? 'Somebody took it away or locked it meanwhile.' : why)
    }
    const stops = [may.subscribe(check), session.items.subscribe(check)]
    return () => {
      for (const stop of stops) stop()
      if (wall.held.get() !== null) putBack(canvas)
    }
  }, [canvas])
}

/** Nothing is written in what has gone or was locked; brought back, it would take the keyboard. */
function leaveWords({ session, wall, stage }: Canvas, edit: boolean): void {
  const id = session.writing.get()
  if (id === null || (edit && wall.byId.get().get(id)?.locked === false)) return
  const element = stage.get()
  const isThere = element?.contains(document.activeElement) === true
  session.writing.set(null)
  if (isThere) focusThing(element, id)
}
