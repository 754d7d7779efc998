import { createContext, use, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Store } from '../../sync/narrative-slots.ts'
import { createStore } from '../../sync/store.ts'
import type { BoardHere } from '../here.ts'

/**
 * What a line works with. The record of a board changes with every vote of anybody; two thousand lines are not drawn
 * anew for it, but only those of which something they show differs.
 */
type Steady = Pick<BoardHere, 'workspace' | 'session' | 'short'> & { now: Store<BoardHere> }

export const SteadyContext = createContext<Steady | null>(null)

/** Makes of what changes something that stays, for the lines below. */
export function useSteadied(here: BoardHere): Steady {
  const [now] = useState(() => createStore(here))
  useLayoutEffect(() => now.set(here), [now, here])
  const { workspace, session, short } = here
  return useMemo(() => ({ workspace, session, short, now }), [workspace, session, short, now])
}

export function useSteady(): Steady {
  const steady = use(SteadyContext)
  if (steady === null) throw new Error('This line stands in no list')
  return steady
}

/** A value of a store, drawn anew only when what is read of it differs. */
export function useOf<T, P>(store: Store<T>, read: (value: T) => P): P {
  return useSyncExternalStore(store.subscribe, () => read(store.get()))
}
