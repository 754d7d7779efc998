import { useEffect, useSyncExternalStore } from 'react'
import { useCanvas } from './canvas.ts'
import { releaseSpace } from './keys.ts'

/** Hears where Space is let go, and whether a pointer was pressed meanwhile. */
export function useSpace(): void {
  const canvas = useCanvas()
  useEffect(() => {
    const { space } = canvas
    const up = ({ key }: KeyboardEvent): void => {
      if (key === ' ') releaseSpace(canvas)
    }
    const press = (): void => {
      if (space.get() === 'up') space.set('pressed')
      else if (space.get() === 'held') space.set('moving')
    }
    const letGo = (): void => {
      if (space.get() === 'pressed') space.set('up')
    }
    const leave = (): void => space.set('up')
    addEventListener('keyup', up, { capture: true })
    addEventListener('pointerdown', press, { capture: true })
    addEventListener('pointerup', letGo, { capture: true })
    addEventListener('pointercancel', letGo, { capture: true })
    addEventListener('blur', leave)
    return () => {
      removeEventListener('keyup', up, { capture: true })
      removeEventListener('pointerdown', press, { capture: true })
      removeEventListener('pointerup', letGo, { capture: true })
      removeEventListener('pointercancel', letGo, { capture: true })
      removeEventListener('blur', leave)
      leave()
    }
  }, [canvas])
}

/** Whether Space is held, and so the pointer moves the view, whatever tool is chosen. */
export function useSpaceHeld(): boolean {
  const { space } = useCanvas()
  return useSyncExternalStore(space.subscribe, () => space.get() === 'held' || space.get() === 'moving')
}
