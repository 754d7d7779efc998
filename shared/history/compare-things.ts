import type { VersionSection } from './version.ts'

type Thing = Record<string, unknown>

/** What is said of a thing on a board when a name in its entry says something else than it did. */
const SAID: Readonly<Record<string, string>> = {
  size: 'another size',
  order: 'above or below others',
  fill: 'another colour',
  shape: 'another shape',
  look: 'another kind of frame',
  stamp: 'another stamp',
  from: 'joins something else',
  to: 'joins something else',
  points: 'drawn otherwise',
  image: 'another image',
  group: 'grouped otherwise',
}

/** Did a thing on a board move, and what else of it is not as it was, words aside? */
export function compareThings(
  before: VersionSection,
  now: VersionSection,
): { moved: boolean; also: string[] } {
  const [was, is] = [
    { ...before.thing, order: before.order },
    { ...now.thing, order: now.order },
  ] as [Thing, Thing]
  const differs = (name: string): boolean => JSON.stringify(was[name]) !== JSON.stringify(is[name])
  const also = new Set(Object.keys(SAID).flatMap((name) => (differs(name) ? (SAID[name] ?? []) : [])))
  if (differs('locked')) also.add(is['locked'] === true ? 'locked' : 'unlocked')
  for (const [name, says] of [
    ['alt', 'described as'],
    ['href', 'leads to'],
  ] as const)
    if (differs(name)) also.add(`${says} ${quoted(is[name])}, before ${quoted(was[name])}`)
  return { moved: differs('pos') || differs('parent'), also: [...also] }
}

const quoted = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? `“${value}”` : 'nothing'
