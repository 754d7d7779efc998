import type { ReactNode } from 'react'
import { useHere, type MeetingHere } from './desk.ts'

/** Draws nothing until the meeting is known. */
export function WithMeeting({ children }: { children: (here: MeetingHere) => ReactNode }) {
  const here = useHere()
  return here === null ? null : children(here)
}
