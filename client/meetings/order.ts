import type { Meeting } from '../../shared/meetings/meetings.ts'

/** Where an item's minutes stand on the page. */
export type Group = 'now' | 'earlier' | 'later' | 'all'

/** The item one looks at comes first, then what was discussed before, then what is to come; closed minutes as the agenda. */
export function orderOf(
  { agenda, state }: Pick<Meeting, 'agenda' | 'state'>,
  current: string | null,
): string[] {
  const ids = agenda.map(({ id }) => id)
  if (state !== 'under way' || current === null) return ids
  const at = ids.indexOf(current)
  return [...ids.slice(at, at + 1), ...ids.slice(0, at), ...ids.slice(at + 1)]
}

/** Which group an item is in, and whether it is the first of it. */
export function groupOf(
  { agenda, state }: Pick<Meeting, 'agenda' | 'state'>,
  current: string | null,
  id: string,
): { group: Group; first: boolean } {
  const at = agenda.findIndex((item) => item.id === id)
  const here = agenda.findIndex((item) => item.id === current)
  if (state !== 'under way' || here === -1) return { group: 'all', first: at === 0 }
  if (at === here) return { group: 'now', first: true }
  return at < here ? { group: 'earlier', first: at === 0 } : { group: 'later', first: at === here + 1 }
}
