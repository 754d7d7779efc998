import { CornerUpLeft } from 'lucide-react'
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { Link, useNavigate } from 'react-router'
import type { Meeting } from '../../shared/meetings/meetings.ts'
import { itemClock, sayLeft } from '../../shared/meetings/clock.ts'
import { routes } from '../../shared/api/routes.ts'
import { call } from '../sync/api.ts'
import { useHome } from '../sync/records.ts'
import type { NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { callOfWindow, leaveCall } from './in-call.ts'
import { pathOfPlace, placeName } from './places.ts'
import { isMe, useActs, useMeeting } from './use-meeting.ts'
import { useTick } from '../sync/use-tick.ts'
import './call-bar.css'

const never = () => () => {}

/** On another page of somebody who is in a call: the way back, and where the call has gone. */
function CallBar({ context }: { context: NarrativeContext }) {
  const { workspace } = context
  const id = useSyncExternalStore(never, () => callOfWindow(workspace))
  return id === null ? null : <Bar context={context} id={id} />
}

function Bar({ context, id }: { context: NarrativeContext; id: string }) {
  const { workspace, document, selection } = context
  const known = useMeeting(workspace, id)
  const { act } = useActs(workspace, id)
  const home = useHome(workspace).data
  const go = useNavigate()
  const meeting = known.data?.meeting
  const back = `/w/${workspace}/meetings/${id}`
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (
      meeting?.state !== 'under way' ||
      !event.altKey ||
      event.ctrlKey ||
      event.metaKey ||
      event.code !== 'KeyR'
    )
      return
    event.preventDefault()
    void go(back)
  })
  useEffect(() => {
    window.document.addEventListener('keydown', onKey, { capture: true })
    return () => window.document.removeEventListener('keydown', onKey, { capture: true })
  }, [])
  const state = meeting?.state
  useEffect(() => {
    if (state !== undefined && state !== 'under way') leaveCall(workspace)
  }, [state, workspace])
  if (meeting?.state !== 'under way' || known.data === undefined) return null
  const { course } = meeting
  const gone = course?.lookingAt ?? null
  const bring = () => {
    const section = selection.get()?.section ?? null
    const params = { workspace, meeting: id }
    void act(
      () => call(routes.goTogether, { params, body: { place: { document, section } } }),
      'Everyone in the call is offered to come here.',
    )
  }
  return (
    <div className="call-bar" role="region" aria-label="The call you are in">
      <span>
        <b>In the call:</b> {meeting.title}. <Where meeting={meeting} />
        {gone !== null && gone.document !== document ? (
          <>
            {' '}
            The call is at {placeName(gone, home)}.{' '}
            <Link to={pathOfPlace(workspace, gone)}>Go there together</Link>
          </>
        ) : null}
      </span>
      {isMe(course?.facilitator ?? null) && gone?.document !== document ? (
        <Button look="text" small onPress={bring}>
          Bring everyone here
        </Button>
      ) : null}
      <Link to={back}>
        <Icon of={CornerUpLeft} />
        Back to the minutes
      </Link>{' '}
      <kbd>Alt+R</kbd>
    </div>
  )
}

/** "Item 2, 13 minutes left". */
function Where({ meeting }: { meeting: Meeting }) {
  const now = useTick()
  const at = meeting.agenda.findIndex(({ id }) => id === meeting.course?.item)
  const item = meeting.agenda[at]
  return item === undefined ? null : (
    <span>
      Item {at + 1}, {sayLeft(itemClock(meeting, item, now))}.
    </span>
  )
}

/** Other documents while their reader is in a call. */
export const inCall: NarrativeSlots = { id: 'in-call', Top: CallBar }
