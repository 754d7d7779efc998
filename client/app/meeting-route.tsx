import { useParams } from 'react-router'
import { RecordId } from '../../shared/annotations/comments.ts'
import { restored } from '../history/index.ts'
import { meetings, minutesOf } from '../meetings/index.tsx'
import { NarrativePage } from '../narrative/index.ts'
import { purges } from '../purge/index.tsx'
import { combineSlots } from './combine-slots.tsx'
import { NotHere } from './states.tsx'

/** Without the margin of comments, so that a call opens over a poor link; they are a page away. */
const SLOTS = combineSlots([meetings, restored, purges])

/** A meeting's page: the document of its minutes, with the call around it. */
export function MeetingRoute() {
  const { workspace = '', meeting } = useParams()
  const id = RecordId.safeParse(meeting)
  return id.success ? (
    <NarrativePage
      key={`${workspace}/${id.data}`}
      workspace={workspace}
      document={minutesOf(id.data)}
      slots={SLOTS}
    />
  ) : (
    <NotHere />
  )
}
