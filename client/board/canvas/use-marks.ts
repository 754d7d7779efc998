import { useSyncExternalStore } from 'react'
import { useCanvas } from './canvas.ts'
import type { Marks } from './theirs.ts'

/** Who else has this thing selected or writes in it. */
export function useMarks(id: string): Marks {
  const { wall } = useCanvas()
  return useSyncExternalStore(wall.onMarks, () => wall.marksOf(id))
}
