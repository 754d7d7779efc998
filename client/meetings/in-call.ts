import { currentMember } from '../sync/identity.ts'

/** The call this window takes part in, kept while it goes to other pages of the workspace. */
const keyOf = (workspace: string): string => `tl.in-call|${currentMember() ?? ''}|${workspace}`

export function stayInCall(workspace: string, meeting: string): void {
  try {
    sessionStorage.setItem(keyOf(workspace), meeting)
  } catch {
    // Without storage the way back is the list of meetings.
  }
}

export function leaveCall(workspace: string): void {
  try {
    sessionStorage.removeItem(keyOf(workspace))
  } catch {
    // Nothing was kept.
  }
}

/** The meeting this window is in; null when it is in none. */
export function callOfWindow(workspace: string): string | null {
  try {
    return sessionStorage.getItem(keyOf(workspace))
  } catch {
    return null
  }
}
