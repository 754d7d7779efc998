import { diffArrays } from 'diff'
import type { VersionSection } from './version.ts'

/** A section as it stood and as it stands; null where it did not, or does not. */
export interface Standing {
  before: VersionSection | null
  now: VersionSection | null
  number: string
  moved: boolean
}

/** The sections of two versions by their ids, in the later order; one that has gone stays where it stood. */
export function compareSectionLists(
  before: readonly VersionSection[],
  now: readonly VersionSection[],
): Standing[] {
  const stood = before.filter(({ removed }) => !removed)
  const stand = now.filter(({ removed }) => !removed)
  const was = new Map(stood.map((section) => [section.id, section]))
  const is = new Map(stand.map((section) => [section.id, section]))
  const moved = movedAmong(
    stood.map(({ id }) => id).filter((id) => is.has(id)),
    stand.map(({ id }) => id).filter((id) => was.has(id)),
  )
  const list: Standing[] = stand.map((section, index) => ({
    before: was.get(section.id) ?? null,
    now: section,
    number: `${index + 1}.0`,
    moved: moved.has(section.id),
  }))
  for (const [index, section] of stood.entries()) {
    if (is.has(section.id)) continue
    const previous = stood[index - 1]?.id
    const at = list.findIndex(({ before: one, now: other }) => (other ?? one)?.id === previous)
    list.splice(at + 1, 0, { before: section, now: null, number: `${index + 1}.0`, moved: false })
  }
  return list
}

/** As few as can be: whoever kept their place among the others has not moved. */
function movedAmong(before: readonly string[], now: readonly string[]): ReadonlySet<string> {
  return new Set(diffArrays([...before], [...now]).flatMap(({ value, added }) => (added ? value : [])))
}
