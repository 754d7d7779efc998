import { itemClock, sayLeft } from '../../shared/meetings/clock.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import type { MeetingHere } from './desk.ts'
import { Gone } from './gone.tsx'
import { HandButton } from './hand-button.tsx'
import { useTick } from '../sync/use-tick.ts'
import { WithMeeting } from './with-meeting.tsx'
import { minutesAndSeconds } from './words.ts'

/** The strip that stays above the minutes: where the call has gone; the clock and one's hand where it is narrow. */
export const CallStrip = ({ context }: { context: NarrativeContext }) => (
  <WithMeeting>
    {(here) =>
      here.page.meeting.state === 'under way' ? (
        <>
          {context.narrow ? <Line here={here} /> : null}
          <Gone here={here} />
        </>
      ) : null
    }
  </WithMeeting>
)

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
