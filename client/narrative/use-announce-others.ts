import { useEffect } from 'react'
import type { Here } from '../../shared/presence/state.ts'
import { announce } from '../ui/announcer.tsx'
import { placeIn } from './called.ts'
import type { Desk } from './context.ts'

/** Says who comes, goes and begins to write, when chosen: one sentence, and the announcer keeps them apart. */
export function useAnnounceOthers(desk: Desk): void {
  const { here, short, sayOthers, slots } = desk
  const { sections, document } = desk.context
  useEffect(() => {
    const placeOf = placeIn(slots, document, sections.get)
    let before = here.get()
    return here.subscribe(() => {
      const now = here.get()
      const words = sayChange(before, now, (person) => `${person.name}, ${short[person.partner]}`, placeOf)
      before = now
      if (words !== null && sayOthers.get()) announce(words, 'presence')
    })
  }, [here, short, sayOthers, slots, document, sections])
}

/**
 * "Workstream lead, CCGs, is here. SENCO, Schools, is writing in 1.0." null when nothing of it has changed: that
 * somebody goes on writing where they were is not said again.
 */
export function sayChange(
  before: readonly Here[],
  now: readonly Here[],
  name: (person: Here) => string,
  placeOf: (section: string) => string | undefined,
): string | null {
  const writing = (person: Here | undefined) =>
    person?.doing === 'typing' && person.section !== null ? placeOf(person.section) : undefined
  const came = now.filter((person) => known(person, before) === undefined)
  const left = before.filter((person) => known(person, now) === undefined)
  const began = now.filter(
    (person) => writing(person) !== undefined && writing(person) !== writing(known(person, before)),
  )
  const said = [
    ...came.map((person) => `${name(person)}, is here.`),
    ...began.map((person) => `${name(person)}, is writing in ${writing(person)}.`),
    ...left.map((person) => `${name(person)}, has left.`),
  ]
  return said.length === 0 ? null : said.join(' ')
}

const known = (person: Here, among: readonly Here[]): Here | undefined =>
  among.find(({ id }) => id === person.id)
