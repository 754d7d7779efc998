import { z } from 'zod'
import { EntryKind, MeetingActionState } from '../domain/meetings.ts'
import { PartnerKind } from '../domain/partners.ts'
import { Ground, Stance } from '../domain/positions.ts'
import { ThemeId } from '../domain/themes.ts'
import { PlaceId, RecordId } from '../domain/record-id.ts'
import { Author } from '../people/person.ts'
import { Place } from './meetings.ts'

/** Who is to do something: a member, or somebody of a partner by name. */
export const Owner = z.object({
  member: z.string().max(40).nullable(),
  name: z.string().trim().min(1, 'Say who does it.').max(80),
  partner: PartnerKind.nullable(),
})
export type Owner = z.infer<typeof Owner>

/** A day in the area's own calendar, and the hour where it matters (R33). */
export const Due = z.object({
  day: z.iso.date(),
  /** "16:00" */
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable(),
})
export type Due = z.infer<typeof Due>

/** What is still to be settled of an action; its words stay. */
export const ActionFacts = z.object({
  owner: Owner.nullable(),
  due: Due.nullable(),
  state: MeetingActionState,
})
export type ActionFacts = z.infer<typeof ActionFacts>

/** A line of the minutes that is a record too. Its words are never changed: what is to be put right is a new line. */
export const Entry = z.object({
  id: RecordId,
  meeting: RecordId,
  /** The agenda item it was made under. */
  item: z.string(),
  kind: EntryKind,
  words: z.string(),
  by: Author,
  /** When its author wrote it, and when the server had it; ms since 1970. */
  writtenAt: z.number(),
  at: z.number(),
  /** The section it is about. */
  place: Place.nullable(),
  action: ActionFacts.extend({
    /** When it was done, dropped or carried on. */
    settledAt: z.number().nullable(),
    /** The entry of an earlier meeting that this one carries on. */
    carriedFrom: RecordId.nullable(),
    /** Rises with every change. */
    version: z.number(),
  }).nullable(),
  position: z
    .object({
      theme: ThemeId,
      on: Ground,
      partner: PartnerKind,
      /** What its signatory set since; only they do. */
      set: z.object({ id: z.string(), stance: Stance, at: z.number() }).nullable(),
    })
    .nullable(),
  phone: z
    .object({
      partner: PartnerKind,
      /** Who said it. */
      name: z.string(),
      readBack: z.object({ at: z.number(), by: Author }).nullable(),
    })
    .nullable(),
})
export type Entry = z.infer<typeof Entry>

const Words = z.string().trim().min(1, 'Write something first.').max(2_000, 'Keep it under 2,000 characters.')

/** A line that becomes a record. The id is made by the client, so that a replay makes it once. */
export const NewEntry = z
  .object({
    id: RecordId,
    item: PlaceId,
    kind: EntryKind,
    words: Words,
    writtenAt: z.number().int().positive(),
    place: Place.nullable().default(null),
    action: z
      .object({
        owner: Owner.nullable(),
        due: Due.nullable(),
        carriedFrom: RecordId.nullable().default(null),
      })
      .nullable()
      .default(null),
    position: z.object({ theme: ThemeId, on: Ground, partner: PartnerKind }).nullable().default(null),
    phone: z
      .object({
        partner: PartnerKind,
        name: z.string().trim().min(1, 'Say who said it.').max(80),
        readBack: z.boolean(),
      })
      .nullable()
      .default(null),
  })
  .refine(({ kind, action }) => (kind === 'action') === (action !== null), {
    message: 'An action says who does it and by when, or that nobody has said yet.',
    path: ['action'],
  })
  .refine(({ kind, position }) => (kind === 'position') === (position !== null), {
    message: 'Say whose position it is, and on which theme.',
    path: ['position'],
  })
  .refine(({ kind, phone }) => (kind === 'phone') === (phone !== null), {
    message: 'Say who said it, and for which partner.',
    path: ['phone'],
  })
export type NewEntry = z.input<typeof NewEntry>
