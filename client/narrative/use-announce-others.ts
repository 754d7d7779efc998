import { useEffect } from 'react'
import type { Here } from '../../shared/presence/state.ts'
import { announce } from '../ui/announcer.tsx'
import type { Desk } from './context.ts'

/** Says who comes and goes, when chosen: one sentence, and the announcer keeps them seconds apart. */
export function useAnnounceOthers(desk: Desk): void {
  const { here, short, sayOthers } = desk
  useEffect(() => {
    let before = here.get()
    return here.subscribe(() => {
      const now = here.get()
      const words = sayChange(before, now, (person) => `${person.name}, ${short[person.partner]}`)
      before = now
      if (words !== null && sayOthers.get()) announce(words, 'presence')
    })
  }, [here, short, sayOthers])
}

/** "Workstream lead, CCGs, is here. SENCO, Schools, has left." null when the same people are here. */
export function sayChange(
  before: readonly Here[],
  now: readonly Here[],
  name: (person: Here) => string,
): string | null {
  const came = now.filter(({ id }) => !before.some((other) => other.id === id))
  const left = before.filter(({ id }) => !now.some((other) => other.id === id))
  if (came.length === 0 && left.length === 0) return null
  return [
    ...came.map((person) => `${name(person)}, is here.`),
    ...left.map((person) => `${name(person)}, has left.`),
  ].join(' ')
}
