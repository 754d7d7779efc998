import { z } from 'zod'
import { DocumentId } from '../domain/documents.ts'
import { AgendaItem, AttendanceHow, MeetingKind, MeetingState } from '../domain/meetings.ts'
import { PartnerKind } from '../domain/partners.ts'
import { PlaceId, RecordId } from '../domain/record-id.ts'
import { Author } from '../people/person.ts'

/** A section of a document that the meeting goes to together. */
export const Place = z.object({ document: DocumentId, section: PlaceId.nullable() })
export type Place = z.infer<typeof Place>

/** Who has the word: a member, or somebody by phone, whose name stands in the attendance alone (null here). */
export const Speaker = z.object({ id: z.string(), name: z.string().nullable(), partner: PartnerKind })
export type Speaker = z.infer<typeof Speaker>

/** Where a meeting is. All times are the server's, ms since 1970. */
export const Course = z.object({
  openedAt: z.number(),
  /** Moves the agenda on; a nominated lead may too. */
  facilitator: Author,
  /** The item under discussion; null when it was taken out of the agenda. */
  item: z.string().nullable(),
  itemSince: z.number(),
  /** How long each item has had before now, ms; the item under discussion has `now - itemSince` besides. */
  took: z.record(z.string(), z.number()),
  /** Who has the word. */
  speaking: Speaker.nullable(),
  /** Where the facilitator has gone; everyone is offered to go too. */
  lookingAt: Place.extend({ at: z.number(), by: Author }).nullable(),
})
export type Course = z.infer<typeof Course>

export const Meeting = z.object({
  id: RecordId,
  /** Its minutes. */
  document: DocumentId,
  kind: MeetingKind,
  title: z.string(),
  state: MeetingState,
  startsAt: z.number(),
  /** Its length. */
  minutes: z.number(),
  /** A number, a link or a code; shown to members alone. */
  dialIn: z.string().nullable(),
  agenda: z.array(AgendaItem),
  invitees: z.array(Author),
  by: Author,
  /** Rises with every change of what is planned: a stale write is answered with what stands. */
  version: z.number(),
  /** Null until it is started, and when it was called off. */
  course: Course.nullable(),
  closed: z
    .object({
      at: z.number(),
      by: Author,
      /** The immutable version of the minutes, and its sha256. */
      version: z.string(),
      checksum: z.string(),
    })
    .nullable(),
})
export type Meeting = z.infer<typeof Meeting>

/** 1 January 2100, ms since 1970: a moment far ahead is one that no page can write as a day. */
const LATEST = 4_102_444_800_000

/** What is planned of a meeting. */
export const Plan = z.object({
  title: z
    .string()
    .trim()
    .min(1, 'Give the meeting a title.')
    .max(120, 'Keep the title under 120 characters.'),
  startsAt: z.number().int().positive().max(LATEST, 'Choose a day before the year 2100.'),
  minutes: z.number().int().min(5, 'A meeting takes five minutes at least.').max(720),
  dialIn: z.string().trim().max(500, 'Keep it under 500 characters.').nullable(),
  agenda: z
    .array(AgendaItem)
    .min(1, 'An agenda has one item at least.')
    .max(40, 'An agenda has forty items at most.')
    .refine(
      (items) => new Set(items.map(({ id }) => id)).size === items.length,
      'Two items have the same id.',
    ),
  /** Members. */
  invitees: z.array(z.string().max(40)).max(200),
})
export type Plan = z.infer<typeof Plan>

/** Somebody who takes part, or has sent apologies: a member, or a name given for somebody who is on the telephone. */
export const Attendance = z.object({
  /** The member's id; of somebody who is no member, an id made by the client. */
  id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  member: z.boolean(),
  partner: PartnerKind,
  name: z.string(),
  how: AttendanceHow,
  /** When they came and went, ms; null: not noted, or still there. */
  from: z.number().nullable(),
  until: z.number().nullable(),
  /** Who entered or corrected it; null: filled from who was in the minutes. */
  enteredBy: Author.nullable(),
})
export type Attendance = z.infer<typeof Attendance>

/** A raised hand. */
export const Hand = z.object({
  who: z.object({ id: z.string(), name: z.string(), partner: PartnerKind }),
  /** Who entered it for somebody by phone; null: they raised it themselves. */
  enteredBy: Author.nullable(),
  at: z.number(),
})
export type Hand = z.infer<typeof Hand>

/** Words beneath closed minutes; they change nothing above them. */
export const Amendment = z.object({
  id: RecordId,
  words: z.string(),
  by: Author,
  writtenAt: z.number(),
  at: z.number(),
})
export type Amendment = z.infer<typeof Amendment>
