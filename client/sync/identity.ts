/**
 * Who this window is. One browser can hold several people (a shared computer, a demonstration), each window is
 * one of them: the tab remembers in sessionStorage, new tabs start as the latest person of that workspace.
 */
const TAB = 'tl.member'
const LATEST = 'tl.latest'

const listeners = new Set<() => void>()

/** The member this window acts as; null before anyone was chosen. */
export function currentMember(): string | null {
  return read(sessionStorage, TAB) ?? read(localStorage, LATEST)
}

/** The member this browser last acted as in a workspace; null when none. */
export const latestMember = (workspace: string): string | null => read(localStorage, `${LATEST}:${workspace}`)

/** This window is this member from now on. */
export function actAs(member: string, workspace: string): void {
  write(sessionStorage, TAB, member)
  write(localStorage, LATEST, member)
  write(localStorage, `${LATEST}:${workspace}`, member)
  for (const tell of listeners) tell()
}

/** Forgets a member who signed out or is not known here any more. */
export function forget(member: string): void {
  for (const storage of [sessionStorage, localStorage]) {
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index))
    for (const key of keys) {
      if (key === null || !(key === TAB || key.startsWith(LATEST))) continue
      if (read(storage, key) === member) storage.removeItem(key)
    }
  }
  for (const tell of listeners) tell()
}

/** Calls back when this window becomes somebody else; returns how to stop. */
export function onIdentity(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

function read(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key)
  } catch {
    return null
  }
}

// A browser that refuses storage still works for as long as the page is open on its single cookie.
function write(storage: Storage, key: string, value: string): void {
  try {
    storage.setItem(key, value)
  } catch {
    // as said
  }
}
