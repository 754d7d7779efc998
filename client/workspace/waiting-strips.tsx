import { OctagonAlert, WifiOff } from 'lucide-react'
import type { ThemeSummary } from '../../shared/domain/workspace.ts'
import { sayProblem } from '../sync/api.ts'
import { outbox, type Waiting } from '../sync/outbox.ts'
import { useOutbox } from '../sync/use-outbox.ts'
import { Button } from '../ui/button.tsx'
import { announce } from '../ui/announcer.tsx'
import { Strip } from '../ui/strip.tsx'
import { offerInstead, standing } from './wording.ts'

/** Wording that waits to be sent, or came back: never silent. Comments say so where they stand. */
export function WaitingStrips({ themes }: { themes: readonly ThemeSummary[] }) {
  const waiting = useOutbox().filter((one) => one.route === 'enterWording')
  return waiting.map((one) => <WaitingStrip key={one.id} waiting={one} themes={themes} />)
}

function WaitingStrip({ waiting, themes }: { waiting: Waiting; themes: readonly ThemeSummary[] }) {
  const theme = themes.find(({ id }) => id === waiting.params.theme)
  const label = theme?.label ?? 'a theme'
  const { text } = waiting.body as { text: string }
  if (waiting.refused === null)
    return (
      <Strip icon={WifiOff}>
        The wording of {label} is kept on this device. It is sent as soon as the server can be reached.
      </Strip>
    )
  // Sent again as it is, it would be stale again: its author reads what stands, and decides.
  const theirs =
    waiting.refused.kind === 'stale' && theme !== undefined ? { text: standing(theme.wording) } : null
  const again = (): Promise<void> =>
    theirs === null ? outbox.offerAgain(waiting.id) : offerInstead(waiting, theirs.text)
  return (
    <Strip
      icon={OctagonAlert}
      tone="stop"
      acts={
        <>
          <Button
            look="text"
            small
            onPress={() => void again().catch((error: unknown) => announce(sayProblem(error)))}
          >
            {theirs === null ? 'Send it again' : 'Put mine in its place'}
          </Button>
          <Button look="text" small onPress={() => void outbox.throwAway(waiting.id)}>
            Throw away
          </Button>
        </>
      }
    >
      <b>Not accepted: the wording of {label}.</b> {waiting.refused.say} Your words are here:
      <blockquote>{text}</blockquote>
      {theirs === null || theirs.text === null ? null : (
        <>
          As it stands now:
          <blockquote>{theirs.text}</blockquote>
        </>
      )}
    </Strip>
  )
}
