import { z } from 'zod'

/** A workspace has five themes, one for each weakness (R42); a theme's id is its number. */
export const THEME_IDS = ['1', '2', '3', '4', '5'] as const
export const ThemeId = z.enum(THEME_IDS)
export type ThemeId = z.infer<typeof ThemeId>

/** Looks.md, "Words and symbols". Follows from words, positions and freezing; nobody sets it (F5). */
export const NarrativeStatus = z.enum([
  'not started',
  'draft',
  'in agreement',
  'agreed',
  'agreed with recorded disagreement',
  'frozen',
])
export type NarrativeStatus = z.infer<typeof NarrativeStatus>

export const Judgement = z.enum(['awaited', 'sufficient', 'not sufficient'])
export type Judgement = z.infer<typeof Judgement>

/** R51: entered from the letter, then checked and so locked by a second person. */
export const WordingStatus = z.enum(['missing', 'entered', 'locked'])
export type WordingStatus = z.infer<typeof WordingStatus>
