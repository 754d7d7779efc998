import { z } from 'zod'

/** What a section of the opening presentation is (R63–R68). */
export const SectionKind = z.enum([
  'voice',
  'outline',
  'context',
  'journey',
  'theme',
  'closing',
  'questions',
  'other',
])
export type SectionKind = z.infer<typeof SectionKind>
