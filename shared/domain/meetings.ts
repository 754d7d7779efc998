import { z } from 'zod'

/** What a meeting is (R46, R30, R10). */
export const MeetingKind = z.enum([
  'weekly teleconference',
  'workshop',
  'daily keeping-in-touch',
  'lead inspector call',
])
export type MeetingKind = z.infer<typeof MeetingKind>

/** A meeting is planned, then under way, then closed for good; one that is not held is called off instead. */
export const MeetingState = z.enum(['planned', 'under way', 'closed', 'called off'])
export type MeetingState = z.infer<typeof MeetingState>

/** What an item of an agenda is about: it decides what is shown above its minutes. */
const AgendaKind = z.enum(['last actions', 'themes', 'chase', 'positions', 'next steps', 'free'])

/** One item of an agenda; its minutes are the section of the same id. */
export const AgendaItem = z.object({
  /** Unique within its meeting. */
  id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  title: z.string().trim().min(1, 'Give the item a title.').max(120, 'Keep the title under 120 characters.'),
  kind: AgendaKind,
  minutes: z.number().int().min(1, 'Give the item a minute at least.').max(480),
})
export type AgendaItem = z.infer<typeof AgendaItem>

/** How somebody takes part. */
export const AttendanceHow = z.enum(['here', 'phone', 'apologies'])
export type AttendanceHow = z.infer<typeof AttendanceHow>

/** What a line of the minutes was made into. */
export const EntryKind = z.enum(['decision', 'action', 'position', 'phone'])
export type EntryKind = z.infer<typeof EntryKind>

/** What became of an action of a meeting; "carried": a later meeting of the kind has it again, as an entry of its own. */
export const MeetingActionState = z.enum(['open', 'done', 'dropped', 'carried'])
export type MeetingActionState = z.infer<typeof MeetingActionState>
