import { Check, CircleDashed, OctagonAlert, RefreshCw, WifiOff, type LucideIcon } from 'lucide-react'
import type { Room } from '../sync/room.ts'
import { savedWords, type SavedState } from '../sync/saved.ts'
import { useSaved } from '../sync/use-room.ts'
import { Icon } from '../ui/icon.tsx'

const LOOKS: Readonly<Record<SavedState['at'], { icon: LucideIcon; mood: string }>> = {
  saved: { icon: Check, mood: '' },
  saving: { icon: CircleDashed, mood: 'is-go' },
  'catching-up': { icon: RefreshCw, mood: 'is-go' },
  offline: { icon: WifiOff, mood: 'is-off' },
  refused: { icon: OctagonAlert, mood: 'is-no' },
  'old-page': { icon: RefreshCw, mood: 'is-off' },
  'signed-out': { icon: WifiOff, mood: 'is-off' },
  stopped: { icon: OctagonAlert, mood: 'is-no' },
}

/** Where the strips of a room stand; "See why" leads there. */
export const STRIPS_ID = 'room-strips'

/** The saved line of the bar: in words, at every width, true at all times. */
export function SavedLine({ room }: { room: Room }) {
  const state = useSaved(room)
  const { icon, mood } = LOOKS[state.at]
  const why = ['refused', 'stopped', 'old-page', 'signed-out'].includes(state.at)
  // "Saving…" comes and goes with every thought: only what is out of the ordinary is read out.
  const loud = !['saved', 'saving'].includes(state.at)
  return (
    <span role="status" className={`saved ${mood}`} data-saved={state.at} aria-live={loud ? 'polite' : 'off'}>
      <Icon of={icon} />
      <span>
        {savedWords(state)}
        {why ? (
          <>
            {' '}
            <a href={`#${STRIPS_ID}`}>See why</a>
          </>
        ) : null}
      </span>
    </span>
  )
}
