import { useSyncExternalStore } from 'react'
import { useCanvas } from './canvas.ts'

/** Whether this hand holds something; drawn anew when that changes, not with each step of the hand. */
export function useHolds(): boolean {
  const { held } = useCanvas().wall
  return useSyncExternalStore(held.subscribe, () => held.get() !== null)
}
