import { z } from 'zod'
import { PartnerKind } from '../domain/partners.ts'
import { Ground, Stance } from '../domain/positions.ts'
import { ThemeId } from '../domain/themes.ts'

/** What moved in a theme since the last meeting of the kind; after closing, as it stood then. */
export const ThemeChanges = z.object({
  theme: ThemeId,
  /** "Theme 3" */
  label: z.string(),
  wording: z.enum(['to be entered', 'entered']),
  /** Sections written in, in their order, with the partners who wrote. */
  edited: z.array(
    z.object({
      section: z.string(),
      number: z.string(),
      title: z.string(),
      partners: z.array(PartnerKind),
    }),
  ),
  /** Open now. */
  questions: z.number(),
  challenges: z.number(),
  suggestions: z.number(),
  /** Set since. */
  positions: z.array(z.object({ partner: PartnerKind, on: Ground, stance: Stance })),
  /** Versions whose comparison shows the changes, for `/history/compare/<from>/<to>`; null: there is none before. */
  compare: z.object({ from: z.string(), to: z.union([z.literal('now'), z.string()]) }).nullable(),
})
export type ThemeChanges = z.infer<typeof ThemeChanges>

export const Changes = z.object({
  /** The meeting of the kind before this one; null for the first. */
  since: z.object({ meeting: z.string(), title: z.string(), at: z.number() }).nullable(),
  themes: z.array(ThemeChanges),
})
export type Changes = z.infer<typeof Changes>
