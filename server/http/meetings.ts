import type { FastifyInstance } from 'fastify'
import { routes } from '../../shared/api/routes.ts'
import { roomOf } from '../../shared/rooms.ts'
import type { AttendanceWatch } from '../records/attendance-watch.ts'
import { removeAttendance, setAttendance } from '../records/meeting-attendance.ts'
import { readChanges } from '../records/meeting-changes.ts'
import { amend, closeMeeting, type Closing } from '../records/meeting-closing.ts'
import { giveWord, goTogether, goToItem, takeOver } from '../records/meeting-course.ts'
import { addEntry, readBack, settleAction } from '../records/meeting-entries.ts'
import { lowerHand, raiseHand, raiseHandFor } from '../records/meeting-hands.ts'
import { minutesOf } from '../records/meeting-rows.ts'
import { callOff, changeMeeting, planMeeting, startMeeting } from '../records/meetings.ts'
import { meetingTrail, readMeeting, readMeetings } from '../records/read-meetings.ts'
import { serveMembers } from './serve.ts'

/** Meetings: planned, held, closed; what is said in them and what becomes of it. */
export function serveMeetings(app: FastifyInstance, closing: Closing, watch: AttendanceWatch): void {
  const { ledger } = closing
  serveMembers(app, ledger, routes.meetings, ({ visitor }) => readMeetings(ledger, visitor))
  serveMembers(app, ledger, routes.planMeeting, ({ visitor, body }) => planMeeting(closing, visitor, body))
  serveMembers(app, ledger, routes.meeting, ({ visitor, params }) =>
    readMeeting(ledger, visitor, params.meeting),
  )
  serveMembers(app, ledger, routes.changeMeeting, ({ visitor, params, body }) =>
    changeMeeting(closing, visitor, params.meeting, body),
  )
  serveMembers(app, ledger, routes.startMeeting, async ({ visitor, params }) => {
    const outcome = await startMeeting(closing, visitor, params.meeting)
    if (outcome.ok) watch.started(roomOf(visitor.workspace, minutesOf(params.meeting)))
    return outcome
  })
  serveMembers(app, ledger, routes.callOffMeeting, async ({ visitor, params }) => {
    const outcome = await callOff(closing, visitor, params.meeting)
    if (outcome.ok) closing.decideAnew(roomOf(visitor.workspace, minutesOf(params.meeting)))
    return outcome
  })
  serveMembers(app, ledger, routes.closeMeeting, ({ visitor, params }) =>
    closeMeeting(closing, visitor, params.meeting),
  )
  serveMembers(app, ledger, routes.amendMinutes, ({ visitor, params, body }) =>
    amend(ledger, visitor, params.meeting, body),
  )
  serveMembers(app, ledger, routes.meetingChanges, ({ visitor, params }) =>
    readChanges(closing, visitor, params.meeting),
  )
  serveMembers(app, ledger, routes.meetingTrail, ({ visitor, params }) =>
    meetingTrail(ledger, visitor, params.meeting),
  )
  serveCourse(app, closing)
  serveLines(app, closing)
}

/** Where the meeting is, who has the word, who is there. */
function serveCourse(app: FastifyInstance, { ledger }: Closing): void {
  serveMembers(app, ledger, routes.meetingItem, ({ visitor, params, body }) =>
    goToItem(ledger, visitor, params.meeting, body),
  )
  serveMembers(app, ledger, routes.facilitate, ({ visitor, params }) =>
    takeOver(ledger, visitor, params.meeting),
  )
  serveMembers(app, ledger, routes.goTogether, ({ visitor, params, body }) =>
    goTogether(ledger, visitor, params.meeting, body.place),
  )
  serveMembers(app, ledger, routes.giveWord, ({ visitor, params, body }) =>
    giveWord(ledger, visitor, params.meeting, body.who),
  )
  serveMembers(app, ledger, routes.raiseHand, ({ visitor, params, body }) =>
    raiseHand(ledger, visitor, params.meeting, body.up),
  )
  serveMembers(app, ledger, routes.raiseHandFor, ({ visitor, params }) =>
    raiseHandFor(ledger, visitor, params.meeting, params.who),
  )
  serveMembers(app, ledger, routes.lowerHand, ({ visitor, params }) =>
    lowerHand(ledger, visitor, params.meeting, params.who),
  )
  serveMembers(app, ledger, routes.setAttendance, ({ visitor, params, body }) =>
    setAttendance(ledger, visitor, params.meeting, params.who, body),
  )
  serveMembers(app, ledger, routes.removeAttendance, ({ visitor, params }) =>
    removeAttendance(ledger, visitor, params.meeting, params.who),
  )
}

/** Lines that are records. */
function serveLines(app: FastifyInstance, { ledger }: Closing): void {
  serveMembers(app, ledger, routes.addEntry, ({ visitor, params, body }) =>
    addEntry(ledger, visitor, params.meeting, body),
  )
  serveMembers(app, ledger, routes.settleAction, ({ visitor, params, body }) =>
    settleAction(ledger, visitor, params, body),
  )
  serveMembers(app, ledger, routes.readBack, ({ visitor, params }) => readBack(ledger, visitor, params))
}
