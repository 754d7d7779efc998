import { kindOf, type DocumentId } from '../../shared/domain/documents.ts'
import type { NumberedSection } from '../../shared/narrative/sections.ts'
import type { NarrativeSlots } from '../sync/narrative-slots.ts'

/** What a section is called on this page: "2.0 Key indicators of impact", or its title alone. */
export const calledIn = (
  { unnumbered }: Pick<NarrativeSlots, 'unnumbered'>,
  { number, title }: Pick<NumberedSection, 'number' | 'title'>,
): string => (unnumbered === true ? title : `${number} ${title}`)

/** Where somebody is, said shortly: "2.0" in a narrative, the block or the item of the agenda in what has no numbers. */
export const placeIn =
  (
    { unnumbered }: Pick<NarrativeSlots, 'unnumbered'>,
    document: DocumentId,
    sections: () => readonly Pick<NumberedSection, 'id' | 'number' | 'title'>[],
  ) =>
  (id: string): string | undefined => {
    const section = sections().find((one) => one.id === id)
    return unnumbered === true || kindOf(document).kind === 'minutes' ? section?.title : section?.number
  }
