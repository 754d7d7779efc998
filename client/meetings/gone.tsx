import { routes } from '../../shared/api/routes.ts'
import { call } from '../sync/api.ts'
import { Link } from 'react-router'
import { Button } from '../ui/button.tsx'
import type { MeetingHere } from './desk.ts'
import { isMe } from './use-meeting.ts'
import { pathOfPlace, placeName } from './places.ts'
import { useHome } from '../sync/records.ts'

/** The call has gone to a document: everyone in the minutes is offered to go too. */
export function Gone({ here }: { here: MeetingHere }) {
  const { page, context, leads, act } = here
  const { meeting } = page
  const place = meeting.course?.lookingAt ?? null
  const home = useHome(context.workspace)
  if (place === null || meeting.state !== 'under way') return null
  const params = { workspace: context.workspace, meeting: meeting.id }
  return (
    <div className="mt-gone">
      <p role="status">
        {isMe(place.by) ? 'You have taken the call' : `${place.by.name} has taken the call`} to{' '}
        {placeName(place, home.data)}.
      </p>
      <Link to={pathOfPlace(context.workspace, place)}>Go there together</Link>
      {leads ? (
        <Button
          look="text"
          small
          onPress={() => void act(() => call(routes.goTogether, { params, body: { place: null } }))}
        >
          Call everyone back
        </Button>
      ) : null}
    </div>
  )
}
