import type { Awareness } from 'y-protocols/awareness'
import { PARTNER_KINDS } from '../../shared/domain/partners.ts'
import type { Here } from '../../shared/presence/state.ts'
import { stateOf } from './state-of.ts'

/** Who else is in a room: a person once, whatever the number of their tabs; in the order of the partners. */
export function hereNow(awareness: Awareness, me: string): readonly Here[] {
  const people = new Map<string, Here>()
  for (const [client, raw] of awareness.getStates()) {
    if (client === awareness.clientID) continue
    const state = stateOf(raw)
    if (state === null || state.user.id === me) continue
    const { user, section = null, doing } = state
    const known = people.get(user.id)
    // Of several tabs the one being typed in says where the person is.
    if (known !== undefined && (known.doing === 'typing' || known.section !== null) && doing !== 'typing')
      continue
    people.set(user.id, { ...user, section, doing: doing ?? 'reading' })
  }
  return [...people.values()].toSorted(
    (a, b) =>
      PARTNER_KINDS.indexOf(a.partner) - PARTNER_KINDS.indexOf(b.partner) ||
      a.name.localeCompare(b.name, 'en-GB') ||
      (a.id < b.id ? -1 : 1),
  )
}

export interface HereStore {
  get(): readonly Here[]
  subscribe(listener: () => void): () => void
}

/** The same list, told only when it changed: carets that move do not redraw it. */
export function watchHere(awareness: Awareness, me: string): HereStore {
  let value = hereNow(awareness, me)
  let told = JSON.stringify(value)
  const listeners = new Set<() => void>()
  /** What the list is made of, by client: a pointer tells twenty times a second, and changes nothing of it. */
  const shown = new Map<number, string>()
  const differs = (client: number): boolean => {
    const state = stateOf(awareness.getStates().get(client))
    const now = state === null ? '' : JSON.stringify([state.user, state.section, state.doing])
    if (shown.get(client) === now) return false
    shown.set(client, now)
    return true
  }
  const onChange = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
    if ([...added, ...updated, ...removed].filter(differs).length > 0) look()
  }
  const look = () => {
    const next = hereNow(awareness, me)
    const text = JSON.stringify(next)
    if (text === told) return
    told = text
    value = next
    for (const tell of listeners) tell()
  }
  return {
    get: () => value,
    subscribe(listener) {
      if (listeners.size === 0) {
        awareness.on('change', onChange)
        shown.clear() // nobody listened to what has changed since
        look()
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) awareness.off('change', onChange)
      }
    },
  }
}

/** The short name of a partner, as this workspace calls it. */
export type ShortNames = Readonly<Record<Here['partner'], string>>

/** "Council, typing in 1.0"; `placeOf` says what a section is called. */
export function sayPlace(
  person: Here,
  short: ShortNames,
  placeOf: (section: string) => string | undefined,
): string {
  const place = person.section === null ? undefined : placeOf(person.section)
  if (place === undefined) return `${short[person.partner]}, reading`
  return `${short[person.partner]}, ${person.doing === 'typing' ? 'typing in' : 'in'} ${place}`
}

/** Answers "who is in this section" in one sentence. */
export function sayWho(
  people: readonly Here[],
  section: string | null,
  short: ShortNames,
  placeOf: (section: string) => string | undefined,
): string {
  const place = section === null ? undefined : placeOf(section)
  const inside = people.filter((person) => person.section === section && place !== undefined)
  const name = (person: Here) =>
    `${person.name}, ${short[person.partner]}${person.doing === 'typing' ? ', typing' : ''}`
  const elsewhere = people.length - inside.length
  const rest = elsewhere === 0 ? '' : ` ${count(elsewhere)} elsewhere in this document.`
  if (place === undefined)
    return people.length === 0 ? 'Nobody else is here.' : `Here: ${people.map(name).join('; ')}.`
  if (inside.length === 0) return `Only you are in ${place}.${rest}`
  return `In ${place}: ${inside.map(name).join('; ')}.${rest}`
}

const count = (people: number): string => (people === 1 ? 'One person is' : `${people} people are`)
