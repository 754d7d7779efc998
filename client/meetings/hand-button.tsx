import { Hand } from 'lucide-react'
import { routes } from '../../shared/api/routes.ts'
import { call } from '../sync/api.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { MeetingHere } from './desk.ts'
import { isMe } from './use-meeting.ts'

/** Raises one's hand, or lowers it again. */
export function toggleHand({ page, context, act }: MeetingHere): Promise<boolean> {
  const up = page.hands.some(({ who }) => isMe(who))
  const params = { workspace: context.workspace, meeting: page.meeting.id }
  return act(
    () => call(routes.raiseHand, { params, body: { up: !up } }),
    up ? 'Your hand is down.' : 'Your hand is up.',
  )
}

export function HandButton({ here }: { here: MeetingHere }) {
  const up = here.page.hands.some(({ who }) => isMe(who))
  return (
    <Button look={up ? 'plain' : 'line'} aria-pressed={up} onPress={() => void toggleHand(here)}>
      <Icon of={Hand} />
      {up ? 'Lower hand' : 'Raise hand'}
    </Button>
  )
}
