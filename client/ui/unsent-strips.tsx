import { OctagonAlert, WifiOff } from 'lucide-react'
import { announce } from './announcer.tsx'
import { Button } from './button.tsx'
import { Strip } from './strip.tsx'

/** What somebody wrote and the server does not have: that it waits, or why it was refused, with their words. */
export function UnsentStrips({
  unsent,
}: {
  unsent: readonly {
    id: string
    words: string
    refused: string | null
    again: (() => void) | null
    throwAway: () => void
  }[]
}) {
  const waits = unsent.filter(({ refused }) => refused === null)
  return (
    <>
      {waits.length === 0 ? null : (
        <Strip icon={WifiOff}>
          {waits.length === 1 ? '1 change is' : `${waits.length} changes are`} kept on this device. Sent as
          soon as the server can be reached:
          {waits.map(({ id, words }) => (
            <blockquote key={id}>{words}</blockquote>
          ))}
        </Strip>
      )}
      {unsent.map(({ id, words, refused, again, throwAway }) =>
        refused === null ? null : (
          <Strip
            key={id}
            icon={OctagonAlert}
            tone="stop"
            acts={
              <>
                <Button look="text" small onPress={() => copy(words)}>
                  Copy my words
                </Button>
                {again === null ? null : (
                  <Button look="text" small onPress={again}>
                    Send it again
                  </Button>
                )}
                <Button look="text" small onPress={throwAway}>
                  Throw away
                </Button>
              </>
            }
          >
            <b>Not accepted.</b> {refused} Your words are here:
            <blockquote>{words}</blockquote>
          </Strip>
        ),
      )}
    </>
  )
}

const copy = (words: string): void =>
  void navigator.clipboard.writeText(words).then(() => announce('Your words are copied.'))
