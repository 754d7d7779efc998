import { shownOf, type DeckSection, type Place, type Shown } from '../../shared/presentation/deck.ts'

/** A section with the slides it is shown by. */
export interface SectionSlides {
  section: DeckSection
  shown: Shown[]
}

/** The deck in the order of a run: sections that were added since come last, removed ones are left out. */
export function slidesInRun(
  deck: readonly DeckSection[],
  order: readonly { section: string }[] | null,
): SectionSlides[] {
  const place = (id: string): number => {
    const at = order?.findIndex(({ section }) => section === id) ?? -1
    return at === -1 ? Infinity : at
  }
  const sorted = order === null ? deck : deck.toSorted((a, b) => place(a.section) - place(b.section))
  return sorted.map((section) => ({ section, shown: shownOf(section, deck) }))
}

/** What a place shows; a slide that is no longer there (somebody shortened the text) is its section's last. */
export function at(slides: readonly SectionSlides[], place: Place | null) {
  const found = slides.find(({ section }) => section.section === place?.section)
  if (found === undefined || place === null) return null
  const index = Math.min(place.slide, found.shown.length - 1)
  const shown = found.shown[index]
  return shown === undefined ? null : { section: found.section, shown, at: { index, of: found.shown.length } }
}
