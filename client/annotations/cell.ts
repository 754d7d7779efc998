import type { Store } from '../sync/narrative-slots.ts'

/** A value that tells its listeners when it is another one. */
export interface Cell<T> extends Store<T> {
  set(value: T): void
}

export function cell<T>(first: T): Cell<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
