import { z } from 'zod'

/** What a meeting is (R46, R30, R10). */
export const MeetingKind = z.enum([
  'weekly teleconference',
  'workshop',
  'daily keeping-in-touch',
  'lead inspector call',
])
export type MeetingKind = z.infer<typeof MeetingKind>

/** A meeting is planned, then under way, then closed for good. */
export const MeetingState = z.enum(['planned', 'under way', 'closed'])
export type MeetingState = z.infer<typeof MeetingState>
