import { CircleAlert, CloudUpload, RotateCcw } from 'lucide-react'
import { NewPosition } from '../../shared/api/positions.ts'
import type { Positions } from '../../shared/api/positions.ts'
import { GROUNDS } from '../../shared/domain/positions.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { isOfEarlierText } from '../../shared/positions/status.ts'
import { outbox, type Waiting } from '../sync/outbox.ts'
import { useOutbox } from '../sync/use-outbox.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Strip } from '../ui/strip.tsx'
import type { Seat } from './grid.tsx'
import { GROUND_WORDS, signsFor, standingOf, takenOn } from './words.ts'

/** What asks something of the signatory: positions on an earlier text, ones that wait, ones that were refused. */
export function PositionStrips({
  data,
  theme,
  now,
  onOpen,
}: {
  data: Positions
  theme: ThemeId
  now: number
  onOpen: (seat: Seat, again?: Waiting) => void
}) {
  const { me, positions } = data
  const frozen = data.themes.find(({ id }) => id === theme)?.status === 'frozen'
  const mine = GROUNDS.map((on): Seat => ({ theme, partner: me.partner, on }))
  const asked =
    frozen || !signsFor(data, me, me.partner)
      ? []
      : mine.flatMap((seat) => {
          const position = standingOf(positions, seat)
          return position !== null && isOfEarlierText(position) ? [{ seat, position }] : []
        })
  const kept = useOutbox().filter(({ route, params }) => route === 'setPosition' && params.theme === theme)
  return (
    <>
      {asked.map(({ seat, position }) => (
        <Strip
          key={seat.on}
          icon={RotateCcw}
          acts={
            <Button look="plain" small onPress={() => onOpen(seat)}>
              Say where your partner stands now
            </Button>
          }
        >
          <b>The text has changed.</b> {GROUND_WORDS[seat.on]}: your position was {takenOn(position, now)}.
        </Strip>
      ))}
      {kept.map((waiting) => (
        <Kept key={waiting.id} waiting={waiting} theme={theme} onOpen={onOpen} />
      ))}
    </>
  )
}

function Kept({
  waiting,
  theme,
  onOpen,
}: {
  waiting: Waiting
  theme: ThemeId
  onOpen: (seat: Seat, again?: Waiting) => void
}) {
  const body = NewPosition.safeParse(waiting.body).data
  if (body === undefined) return null
  if (waiting.refused === null)
    return (
      <Strip icon={CloudUpload}>
        Your position on {GROUND_WORDS[body.on].toLowerCase()} is kept on this device. It is sent when the
        server can be reached.
      </Strip>
    )
  const { reason } = body
  return (
    <Strip
      icon={CircleAlert}
      tone="stop"
      acts={
        <>
          {reason === null ? null : (
            <Button
              look="plain"
              small
              onPress={() =>
                void navigator.clipboard
                  .writeText(reason)
                  .then(() => announce('Your words are copied.', 'positions'))
              }
            >
              Copy my words
            </Button>
          )}
          <Button
            look="plain"
            small
            onPress={() => onOpen({ theme, partner: body.partner, on: body.on }, waiting)}
          >
            Look, then decide
          </Button>
          <Button look="plain" small onPress={() => void outbox.throwAway(waiting.id)}>
            Throw away
          </Button>
        </>
      }
    >
      <b>Not accepted: your position on {GROUND_WORDS[body.on].toLowerCase()}.</b> {waiting.refused.say}
      {reason === null ? null : <blockquote>{reason}</blockquote>}
    </Strip>
  )
}
