import type { NumberedSection } from '../../shared/narrative/sections.ts'
import type { NarrativeSlots } from '../sync/narrative-slots.ts'

/** What a section is called on this page: "2.0 Key indicators of impact", or its title alone. */
export const calledIn = (
  { unnumbered }: Pick<NarrativeSlots, 'unnumbered'>,
  { number, title }: Pick<NumberedSection, 'number' | 'title'>,
): string => (unnumbered === true ? title : `${number} ${title}`)
