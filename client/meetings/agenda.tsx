import { ArrowRight, Play } from 'lucide-react'
import { routes } from '../../shared/api/routes.ts'
import type { AgendaItem } from '../../shared/domain/meetings.ts'
import { endsAt, itemClock, nextItem, sayLeft } from '../../shared/meetings/clock.ts'
import { lengthOf } from '../../shared/meetings/templates.ts'
import { call } from '../sync/api.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { MeetingHere } from './desk.ts'
import { MeetingMenu } from './meeting-menu.tsx'
import { useTick } from '../sync/use-tick.ts'
import { isMe } from './use-meeting.ts'
import { WithMeeting } from './with-meeting.tsx'
import { clockTime, dayAndHour, minutesAndSeconds, minutesWords, shortOf, spoken, ukTime } from './words.ts'

/** The clock and the agenda on the throughline; the facilitator goes on from here. */
export const Agenda = ({ close }: { context: NarrativeContext; close?: () => void }) => (
  <WithMeeting>
    {(here) => (
      <div className="mt-agenda">
        <Clock here={here} />
        <Items here={here} {...(close === undefined ? {} : { close })} />
        <Going here={here} />
        {here.problem === null ? null : <p role="alert">{here.problem}</p>}
        <MeetingMenu here={here} />
      </div>
    )}
  </WithMeeting>
)

/** What is left of the item under discussion, for everyone by the server's clock. */
function Clock({ here }: { here: MeetingHere }) {
  const { meeting } = here.page
  const now = useTick()
  const { agenda, course, closed, state } = meeting
  const item = agenda.find(({ id }) => id === course?.item)
  const call = spoken(meeting.kind)
  if (closed !== null)
    return (
      <p className="mt-state">
        Closed at {clockTime(closed.at)} by {closed.by.name}.
      </p>
    )
  if (state === 'called off') return <p className="mt-state">Not held: it was called off.</p>
  if (course === null || item === undefined)
    return (
      <p className="mt-state">
        {course === null ? `Starts ${dayAndHour(meeting.startsAt)}.` : 'No item is under discussion.'}{' '}
        {minutesWords(lengthOf(agenda))} on the agenda.
      </p>
    )
  const clock = itemClock(meeting, item, now)
  const share = Math.min(100, Math.round((clock.took / clock.budget) * 100))
  return (
    <div className={`mt-clock is-${clock.pace.replace(' ', '-')}`}>
      <p className="mt-big num" role="timer" aria-label={`${sayLeft(clock)} on this item`}>
        {minutesAndSeconds(clock.left)}
      </p>
      <p className="mt-lab">
        {clock.pace === 'over' ? 'over its' : 'left of'} {minutesWords(item.minutes)}
        {clock.pace === 'amber' ? ', nearly over' : ''}. {call === 'workshop' ? 'Workshop' : 'Call'} ends{' '}
        {clockTime(endsAt(meeting, now))}
        {ukTime(now)}
      </p>
      <progress className="mt-meter" max={100} value={share} aria-hidden />
    </div>
  )
}

function Items({ here, close }: { here: MeetingHere; close?: () => void }) {
  const { page, item, desk } = here
  const { meeting } = page
  const now = useTick()
  const current = meeting.course?.item
  return (
    <nav aria-label="Items of the agenda">
      <ol className="mt-items">
        {meeting.agenda.map((one) => {
          const clock = itemClock(meeting, one, now)
          return (
            <li
              key={one.id}
              className={
                clock.state === 'done'
                  ? 'is-done'
                  : one.id === current && meeting.closed === null
                    ? 'is-now'
                    : ''
              }
            >
              <button
                aria-current={one.id === item?.id ? 'step' : undefined}
                onClick={() => {
                  desk.looking.set(one.id === current || meeting.course === null ? null : one.id)
                  here.context.scrollToSection(one.id)
                  close?.()
                }}
              >
                <b>{one.title}</b>
                <span>{itemWords(here, one, clock)}</span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

function itemWords(here: MeetingHere, item: AgendaItem, clock: ReturnType<typeof itemClock>): string {
  const minutes = minutesWords(item.minutes)
  if (clock.state === 'done') return `${minutes}, took ${Math.max(1, Math.round(clock.took / 60_000))}`
  if (clock.state === 'passed over') return `${minutes}, passed over`
  if (clock.state === 'to come') return minutes
  if (clock.pace === 'over') return `${minutes}, ${sayLeft(clock)}`
  const { desk, item: looked } = here
  return desk.looking.get() !== null && looked?.id !== item.id
    ? `${minutes}, the call is here`
    : `${minutes}, under discussion`
}

/** Start, next item, or who facilitates and the way to take over. */
function Going({ here }: { here: MeetingHere }) {
  const { page, context, act, leads, writes, desk } = here
  const { meeting } = page
  const params = { workspace: context.workspace, meeting: meeting.id }
  const next = nextItem(meeting)
  if (meeting.state === 'planned')
    return writes ? (
      <Button
        look="main"
        onPress={() =>
          void act(() => call(routes.startMeeting, { params, body: {} }), 'The meeting has started.')
        }
      >
        <Icon of={Play} />
        Start the {spoken(meeting.kind)}
      </Button>
    ) : null
  if (meeting.state !== 'under way' || meeting.course === null) return null
  const { facilitator, item } = meeting.course
  const mine = isMe(facilitator)
  return (
    <div className="mt-going">
      {leads && next !== null ? (
        <Button
          look="main"
          onPress={() => {
            desk.looking.set(null)
            void act(
              () => call(routes.meetingItem, { params, body: { from: item, to: next.id } }),
              `Now: ${next.title}.`,
            )
          }}
        >
          Next item
          <Icon of={ArrowRight} />
        </Button>
      ) : null}
      <p className="mt-lab">
        {mine
          ? 'You facilitate.'
          : `${facilitator.name}, ${shortOf(context.page.workspace.partners, facilitator.partner)}, facilitates.`}{' '}
        {writes && !mine ? (
          <Button
            look="text"
            small
            onPress={() =>
              void act(() => call(routes.facilitate, { params, body: {} }), 'You facilitate now.')
            }
          >
            Take over
          </Button>
        ) : null}
      </p>
      {leads && here.item !== null && here.item.id !== item ? (
        <Button
          look="text"
          small
          onPress={() => {
            const to = here.item?.id
            desk.looking.set(null)
            if (to !== undefined)
              void act(() => call(routes.meetingItem, { params, body: { from: item, to } }))
          }}
        >
          Take the call to “{here.item.title}”
        </Button>
      ) : null}
    </div>
  )
}
