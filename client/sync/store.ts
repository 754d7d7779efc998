import { useSyncExternalStore } from 'react'
import type { Store } from './narrative-slots.ts'

export interface WritableStore<T> extends Store<T> {
  set(value: T): void
}

/** A value outside React, so that a keystroke re-renders only what reads what changed. */
export function createStore<T>(initial: T): WritableStore<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const tell of listeners) tell()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get)
