import { localStore, windowStore } from './browser-storage.ts'

/**
 * Who this window is. One browser can hold several people (a shared computer, a demonstration), each window is
 * one of them: the window remembers in sessionStorage; a new one starts as the person of the window last used,
 * so that a link opened in a new tab stays with whoever opened it.
 */
const TAB = 'tl.member'
const LATEST = 'tl.latest'
const listeners = new Set<() => void>()

/** The member this window acts as; null before anyone was chosen. */
export function currentMember(): string | null {
  const mine = read(windowStore(), TAB)
  if (mine !== null) return mine
  const latest = read(localStore(), LATEST)
  // From now on it is this person, whoever joins in another window meanwhile.
  if (latest !== null) write(windowStore(), TAB, latest)
  return latest
}

/** The member this browser last acted as in a workspace; null when none. */
export const latestMember = (workspace: string): string | null => read(localStore(), `${LATEST}:${workspace}`)

/** This window is this member from now on. */
export function actAs(member: string, workspace: string): void {
  write(windowStore(), TAB, member)
  markLatest(member, workspace)
  for (const tell of listeners) tell()
}

/** New tabs start as this member while this window is the one last used; returns how to stop. */
export function leadNewTabs(member: string, workspace: string): () => void {
  const mark = (): void => markLatest(member, workspace)
  const signs = ['pointerdown', 'keydown', 'focus'] as const
  for (const sign of signs) window.addEventListener(sign, mark, { capture: true, passive: true })
  return () => {
    for (const sign of signs) window.removeEventListener(sign, mark, { capture: true })
  }
}

/** Forgets a member who signed out or is not known here any more. */
export function forget(member: string): void {
  for (const storage of [windowStore(), localStore()]) {
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

function markLatest(member: string, workspace: string): void {
  if (read(localStore(), LATEST) !== member) write(localStore(), LATEST, member)
  if (latestMember(workspace) !== member) write(localStore(), `${LATEST}:${workspace}`, member)
}

function read(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key)
  } catch {
    return null
  }
}

// A full storage: the page still works on its single cookie.
function write(storage: Storage, key: string, value: string): void {
  try {
    storage.setItem(key, value)
  } catch {
    // as said
  }
}
