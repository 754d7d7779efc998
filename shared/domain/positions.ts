import { z } from 'zod'
import { Author } from '../people/person.ts'
import { PartnerKind } from './partners.ts'
import { ThemeId } from './themes.ts'

/** R45: two separate agreements per theme. */
export const GROUNDS = ['evidence', 'conclusions'] as const
export const Ground = z.enum(GROUNDS)
export type Ground = z.infer<typeof Ground>

export const STANCES = ['agree', 'agree with reservations', 'do not agree', 'not yet'] as const
export const Stance = z.enum(STANCES)
export type Stance = z.infer<typeof Stance>

/** What stands where a signatory has taken words out of their own reason. */
export const WORDS_REMOVED = '[words removed by its signatory]'

/** R45, R91: what a partner said of a theme's evidence or conclusions; it is never changed, only followed by another. */
export const Position = z.object({
  id: z.string(),
  theme: ThemeId,
  partner: PartnerKind,
  on: Ground,
  stance: Stance,
  /** In the partner's own words. */
  reason: z.string().nullable(),
  /** Goes into the published pack. */
  publish: z.boolean(),
  by: Author,
  /** When it was written; earlier than `at` when it had to wait for a connection. Milliseconds since 1970. */
  writtenAt: z.number(),
  at: z.number(),
  supersedes: z.string().nullable(),
  /** The version of the narrative it was taken on. */
  version: z.object({ id: z.string(), at: z.number() }),
  /** Paragraphs that changed materially since that version; of positions that another has followed: 0. Null: not counted yet. */
  changed: z.number().nullable(),
})
export type Position = z.infer<typeof Position>

/** What a glance at a theme shows of a position. */
export const PositionMark = Position.pick({ partner: true, on: true, stance: true, changed: true })
export type PositionMark = z.infer<typeof PositionMark>
