import { z } from 'zod'
import { AttendanceHow, MeetingKind } from '../domain/meetings.ts'
import { PartnerKind } from '../domain/partners.ts'
import { RecordId } from '../domain/record-id.ts'
import { Changes } from '../meetings/changes.ts'
import { ActionFacts, Entry, NewEntry } from '../meetings/entries.ts'
import { Amendment, Attendance, Hand, Meeting, Place, Plan } from '../meetings/meetings.ts'
import { Author } from '../people/person.ts'
import { OfWorkspace } from './params.ts'
import { route } from './route.ts'

const OfMeeting = OfWorkspace.extend({ meeting: RecordId })
const OfEntry = OfMeeting.extend({ entry: RecordId })
const OfAttendance = OfMeeting.extend({ who: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/) })

/** A meeting with all that has happened in it so far: who comes late reads it here. */
export const MeetingPage = z.object({
  /** The server's clock, ms since 1970: pages put theirs right by it. */
  now: z.number(),
  meeting: Meeting,
  attendance: z.array(Attendance),
  /** In the order raised. */
  hands: z.array(Hand),
  /** In the order the server had them. */
  entries: z.array(Entry),
  /** Actions of earlier meetings of the kind: unfinished, or settled since the last one; oldest first. */
  lastActions: z.array(Entry),
  amendments: z.array(Amendment),
})
export type MeetingPage = z.infer<typeof MeetingPage>

/** Weekly teleconferences, workshops, daily keeping-in-touch, calls with the lead inspector (R10, R30, R46, F7). */
export const meetingRoutes = {
  meetings: route({
    method: 'GET',
    path: '/api/w/:workspace/meetings',
    summary: 'All meetings, the latest first, and the actions of meetings that are not finished',
    params: OfWorkspace,
    body: undefined,
    reply: z.object({ now: z.number(), meetings: z.array(Meeting), actions: z.array(Entry) }),
  }),
  planMeeting: route({
    method: 'POST',
    path: '/api/w/:workspace/meetings',
    summary: 'Plan a meeting; without an agenda it has that of its kind',
    params: OfWorkspace,
    body: Plan.omit({ agenda: true }).extend({
      id: RecordId,
      kind: MeetingKind,
      agenda: Plan.shape.agenda.optional(),
    }),
    reply: Meeting,
  }),
  meeting: route({
    method: 'GET',
    path: '/api/w/:workspace/meetings/:meeting',
    summary: 'A meeting and what has happened so far',
    params: OfMeeting,
    body: undefined,
    reply: MeetingPage,
  }),
  changeMeeting: route({
    method: 'PUT',
    path: '/api/w/:workspace/meetings/:meeting',
    summary: 'Change what is planned, or the agenda while it is under way',
    params: OfMeeting,
    body: Plan.extend({ version: z.number().int().min(1) }),
    reply: Meeting,
  }),
  startMeeting: route({
    method: 'POST',
    path: '/api/w/:workspace/meetings/:meeting/start',
    summary: 'Start it at its first item; whoever starts it is its facilitator',
    params: OfMeeting,
    body: z.object({}),
    reply: Meeting,
  }),
  callOffMeeting: route({
    method: 'POST',
    path: '/api/w/:workspace/meetings/:meeting/call-off',
    summary: 'A planned meeting is not held',
    params: OfMeeting,
    body: z.object({}),
    reply: Meeting,
  }),
  meetingItem: route({
    method: 'PUT',
    path: '/api/w/:workspace/meetings/:meeting/item',
    summary: 'Go on to an item; whoever pressed second is where the first went',
    params: OfMeeting,
    body: z.object({ from: z.string().max(40).nullable(), to: z.string().max(40) }),
    reply: Meeting,
  }),
  facilitate: route({
    method: 'PUT',
    path: '/api/w/:workspace/meetings/:meeting/facilitator',
    summary: 'Take over as the facilitator',
    params: OfMeeting,
    body: z.object({}),
    reply: Meeting,
  }),
  goTogether: route({
    method: 'PUT',
    path: '/api/w/:workspace/meetings/:meeting/looking-at',
    summary: 'The facilitator goes to a section, and everyone may follow; null: back to the minutes',
    params: OfMeeting,
    body: z.object({ place: Place.nullable() }),
    reply: Meeting,
  }),
  raiseHand: route({
    method: 'PUT',
    path: '/api/w/:workspace/meetings/:meeting/hand',
    summary: 'Raise or lower my hand',
    params: OfMeeting,
    body: z.object({ up: z.boolean() }),
    reply: z.array(Hand),
  }),
  giveWord: route({
    method: 'PUT',
    path: '/api/w/:workspace/meetings/:meeting/word',
    summary:
      'The facilitator gives a member or somebody by phone the word, which lowers their hand; null: nobody',
    params: OfMeeting,
    body: z.object({ who: z.string().max(40).nullable() }),
    reply: Meeting,
  }),
  raiseHandFor: route({
    method: 'PUT',
    path: '/api/w/:workspace/meetings/:meeting/hands/:who',
    summary: 'Whoever writes the minutes raises the hand of somebody by phone',
    params: OfAttendance,
    body: z.object({}),
    reply: z.array(Hand),
  }),
  lowerHand: route({
    method: 'DELETE',
    path: '/api/w/:workspace/meetings/:meeting/hands/:who',
    summary: 'The facilitator lowers a hand; of somebody by phone, whoever writes the minutes does too',
    params: OfAttendance,
    body: undefined,
    reply: z.array(Hand),
  }),
  setAttendance: route({
    method: 'PUT',
    path: '/api/w/:workspace/meetings/:meeting/attendance/:who',
    summary: 'Enter or correct how somebody takes part; of a member, by their id',
    params: OfAttendance,
    body: z.object({
      how: AttendanceHow,
      /** Of somebody who is no member; a member's own stand. */
      partner: PartnerKind.nullable().default(null),
      name: z.string().trim().min(1, 'Say who it is.').max(80).nullable().default(null),
    }),
    reply: z.array(Attendance),
  }),
  removeAttendance: route({
    method: 'DELETE',
    path: '/api/w/:workspace/meetings/:meeting/attendance/:who',
    summary: 'Take somebody out who did not take part',
    params: OfAttendance,
    body: undefined,
    reply: z.array(Attendance),
  }),
  addEntry: route({
    method: 'POST',
    path: '/api/w/:workspace/meetings/:meeting/entries',
    summary:
      'A line of the minutes becomes a decision, an action, a position to take, or what somebody said by phone',
    params: OfMeeting,
    body: NewEntry,
    reply: Entry,
  }),
  settleAction: route({
    method: 'PUT',
    path: '/api/w/:workspace/meetings/:meeting/entries/:entry/action',
    summary: 'Who does an action, by when, and whether it is done; also after the meeting',
    params: OfEntry,
    body: ActionFacts.extend({
      state: ActionFacts.shape.state.exclude(['carried']),
      version: z.number().int().min(1),
    }),
    reply: Entry,
  }),
  readBack: route({
    method: 'PUT',
    path: '/api/w/:workspace/meetings/:meeting/entries/:entry/read-back',
    summary: 'What was said by phone was read back to its speaker, who agreed',
    params: OfEntry,
    body: z.object({}),
    reply: Entry,
  }),
  closeMeeting: route({
    method: 'POST',
    path: '/api/w/:workspace/meetings/:meeting/close',
    summary: 'A nominated lead closes it: the minutes stay as they are for good',
    params: OfMeeting,
    body: z.object({}),
    reply: Meeting,
  }),
  amendMinutes: route({
    method: 'POST',
    path: '/api/w/:workspace/meetings/:meeting/amendments',
    summary: 'Add an amendment beneath closed minutes',
    params: OfMeeting,
    body: z.object({
      id: RecordId,
      words: z.string().trim().min(1, 'Write something first.').max(4_000, 'Keep it under 4,000 characters.'),
      writtenAt: z.number().int().positive(),
    }),
    reply: Amendment,
  }),
  meetingChanges: route({
    method: 'GET',
    path: '/api/w/:workspace/meetings/:meeting/changes',
    summary: 'What moved in each theme since the last meeting of the kind',
    params: OfMeeting,
    body: undefined,
    reply: Changes,
  }),
  meetingTrail: route({
    method: 'GET',
    path: '/api/w/:workspace/meetings/:meeting/trail',
    summary: 'Who did what with a meeting',
    params: OfMeeting,
    body: undefined,
    reply: z.array(z.object({ at: z.number(), by: Author, did: z.string(), before: z.string().nullable() })),
  }),
} as const
