import { itemClock, sayLeft } from '../../shared/meetings/clock.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import type { MeetingHere } from './desk.ts'
import { HandButton } from './hand-button.tsx'
import { useTick } from './use-tick.ts'
import { WithMeeting } from './with-meeting.tsx'
import { minutesAndSeconds } from './words.ts'

/** The clock and one's hand above the minutes, where there is no room for the agenda beside them. */
export const ClockLine = ({ context }: { context: NarrativeContext }) =>
  context.narrow ? (
    <WithMeeting>
      {(here) => (here.page.meeting.state === 'under way' ? <Line here={here} /> : null)}
    </WithMeeting>
  ) : null

function Line({ here }: { here: MeetingHere }) {
  const { meeting } = here.page
  const now = useTick()
  const at = meeting.agenda.findIndex(({ id }) => id === meeting.course?.item)
  const item = meeting.agenda[at]
  const clock = item === undefined ? null : itemClock(meeting, item, now)
  return (
    <div className={`mt-line is-${clock?.pace ?? 'none'}`}>
      <span
        className="num"
        role="timer"
        aria-label={clock === null ? 'No item' : `${sayLeft(clock)} on this item`}
      >
        {clock === null ? '' : minutesAndSeconds(clock.left)}
      </span>
      <span>
        {clock?.pace === 'over' ? 'over, ' : 'left, '}item {at + 1} of {meeting.agenda.length}
      </span>
      <HandButton here={here} />
    </div>
  )
}
