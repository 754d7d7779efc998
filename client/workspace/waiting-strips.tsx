import { OctagonAlert, WifiOff } from 'lucide-react'
import type { ThemeSummary } from '../../shared/domain/workspace.ts'
import { outbox, type Waiting } from '../sync/outbox.ts'
import { useOutbox } from '../sync/use-outbox.ts'
import { Button } from '../ui/button.tsx'
import { Strip } from '../ui/strip.tsx'

/** Wording that waits to be sent, or came back: never silent. Comments say so where they stand. */
export function WaitingStrips({ themes }: { themes: readonly ThemeSummary[] }) {
  const waiting = useOutbox().filter((one) => one.route === 'enterWording')
  return waiting.map((one) => <WaitingStrip key={one.id} waiting={one} themes={themes} />)
}

function WaitingStrip({ waiting, themes }: { waiting: Waiting; themes: readonly ThemeSummary[] }) {
  const label = themes.find((theme) => theme.id === waiting.params.theme)?.label ?? 'a theme'
  const { text } = waiting.body as { text: string }
  if (waiting.refused === null)
    return (
      <Strip icon={WifiOff}>
        The wording of {label} is kept on this device. It is sent as soon as the server can be reached.
      </Strip>
    )
  return (
    <Strip
      icon={OctagonAlert}
      tone="stop"
      acts={
        <>
          <Button look="text" small onPress={() => void outbox.offerAgain(waiting.id)}>
            Send it again
          </Button>
          <Button look="text" small onPress={() => void outbox.throwAway(waiting.id)}>
            Throw away
          </Button>
        </>
      }
    >
      <b>Not accepted: the wording of {label}.</b> {waiting.refused.say} Your words are here:
      <blockquote>{text}</blockquote>
    </Strip>
  )
}
