/**
 * The browser's storages, or stand-ins that last as long as the page: a browser that blocks storage throws when
 * the storage is only named, and such a page must still work.
 */
type Name = 'localStorage' | 'sessionStorage'

const standIns = new Map<Name, Storage>()

/** What all windows of this browser share. */
export const localStore = (): Storage => store('localStorage')

/** What this window keeps through reloads. */
export const windowStore = (): Storage => store('sessionStorage')

function store(name: Name): Storage {
  const standIn = standIns.get(name)
  if (standIn !== undefined) return standIn
  try {
    const found: Storage | null = globalThis[name]
    if (found !== null) return found
  } catch {
    // blocked
  }
  const made = memoryStorage()
  standIns.set(name, made)
  return made
}

function memoryStorage(): Storage {
  const held = new Map<string, string>()
  return {
    get length() {
      return held.size
    },
    key: (index) => [...held.keys()][index] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
    clear: () => held.clear(),
  }
}
