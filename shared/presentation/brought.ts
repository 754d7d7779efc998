import { z } from 'zod'
import { ThemeId } from '../domain/themes.ts'
import { Author } from '../people/person.ts'

/** A paragraph of a narrative whose words stand in a section of the presentation, and how the two compare now. */
export const Brought = z.object({
  id: z.string(),
  theme: ThemeId,
  /** "Theme 4". */
  label: z.string(),
  /** The section it came from as it is numbered now: "1.0"; empty when that is gone. */
  number: z.string(),
  sourceSection: z.string(),
  /** What the source said when its words were brought, or last looked at. */
  said: z.string(),
  /** What it says now; null when its words are gone. */
  now: z.string().nullable(),
  /** It says something else than then. */
  changed: z.boolean(),
  /** The block its words went to; null when they are not on the page any more. */
  block: z.string().nullable(),
  /** The words on the page now. */
  here: z.string().nullable(),
  by: Author,
  at: z.number(),
})
export type Brought = z.infer<typeof Brought>
