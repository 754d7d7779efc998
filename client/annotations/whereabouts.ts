import type { Place } from '../../shared/annotations/anchors.ts'
import type { Thread } from './painter.ts'

/** Are all the words where they were? */
export function samePlaces(
  a: ReadonlyMap<string, Place | null>,
  b: ReadonlyMap<string, Place | null>,
): boolean {
  if (a.size !== b.size) return false
  for (const [id, place] of b) {
    const other = a.get(id)
    if (other === place) continue
    if (!other || !place || !samePlace(other, place)) return false
  }
  return true
}

export const samePlace = (a: Place, b: Place): boolean =>
  a.section === b.section && a.from === b.from && a.to === b.to

/** The threads of each section; one that has to do with two of them is in both. */
export function threadsBySection(
  threads: readonly Thread[],
  sectionsOf: (thread: Thread) => (string | undefined)[],
): ReadonlyMap<string, readonly Thread[]> {
  const found = new Map<string, Thread[]>()
  for (const thread of threads)
    for (const section of new Set(sectionsOf(thread))) {
      if (section === undefined) continue
      const list = found.get(section)
      if (list === undefined) found.set(section, [thread])
      else list.push(thread)
    }
  return found
}
