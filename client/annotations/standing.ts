import { useSyncExternalStore } from 'react'
import { useCommentsHere } from './comments-context.tsx'
import type { Shown } from './overlay.ts'

/** Do the words of a suggestion stand as they were when it was written? Else what stands there now, null for nothing. */
export type StandingWords = { stands: true } | { stands: false; now: string | null }

/** How the words a suggestion is about stand in the text at this moment, kept up with it. */
export function useStandingWords({ id, anchor }: Shown): StandingWords {
  const { places } = useCommentsHere().desk
  // One string to compare, so that a note is drawn anew only when its own words change.
  const key = useSyncExternalStore(places.found.subscribe, () => {
    const place = places.found.get().get(id)
    if (place === undefined) return '='
    if (place === null) return '-'
    const words = places.flat(place.section).text.slice(place.from, place.to)
    return words === anchor.quote ? '=' : `!${words}`
  })
  if (key === '=') return { stands: true }
  return { stands: false, now: key === '-' ? null : key.slice(1) }
}
