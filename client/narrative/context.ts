import { createContext, use } from 'react'
import type { Author } from '../../shared/people/person.ts'
import type { ShortNames } from '../presence/here.ts'
import type { NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'
import type { DeskCore } from './open-desk.ts'

/** What the parts of an open narrative page share. */
export interface Desk extends Omit<DeskCore, 'acts' | 'end'> {
  context: NarrativeContext
  slots: NarrativeSlots
  short: ShortNames
  /** Says one sentence to a screen reader. */
  say: (sentence: string) => void
  leads: readonly Author[]
}

const DeskContext = createContext<Desk | null>(null)

export const DeskProvider = DeskContext.Provider

/** The narrative page this component is part of. */
export function useDesk(): Desk {
  const desk = use(DeskContext)
  if (desk === null) throw new Error('Broken invariant: used outside a narrative page')
  return desk
}
