import { z } from 'zod'
import { DocumentId } from '../domain/documents.ts'
import { isDay } from '../domain/days.ts'
import { PlaceId } from '../domain/record-id.ts'
import { ThemeId } from '../domain/themes.ts'
import { Author } from '../people/person.ts'
import { Owner } from './register.ts'

/** "2026-11-27T16:00": a day and an hour in the United Kingdom. */
const DayAndHour = z
  .string()
  .refine(
    (text) => isDay(text.slice(0, 10)) && /^T([01]\d|2[0-3]):[0-5]\d$/.test(text.slice(10)),
    'Give a day and an hour, such as 27 November 2026 at 16:00.',
  )

/** R33: a claim, what is missing to hold it, who brings it and by what hour. */
export const ChaseSaid = z.object({
  claim: z.string().trim().min(1, 'Write the claim.').max(1_000, 'Keep it under 1,000 characters.'),
  missing: z.string().trim().min(1, 'Write what is missing.').max(1_000, 'Keep it under 1,000 characters.'),
  theme: ThemeId.nullable(),
  section: PlaceId.nullable(),
  who: Owner,
  byWhen: DayAndHour,
  evidence: z.string().max(40).nullable(),
  /** A comment that offers the evidence. */
  comment: z.string().max(40).nullable().default(null),
})
export type ChaseSaid = z.infer<typeof ChaseSaid>

export const Chase = ChaseSaid.extend({
  id: z.string(),
  /** Null too where the comment was taken back; what it says is read beside its words. */
  comment: z.object({ id: z.string(), document: DocumentId, by: Author }).nullable(),
  by: Author,
  at: z.number(),
  /** `why` is null where verified evidence has closed it. */
  closed: z.object({ by: Author, at: z.number(), why: z.string().nullable() }).nullable(),
  version: z.number().int(),
})
export type Chase = z.infer<typeof Chase>
