import { useState } from 'react'
import { WORDS_REMOVED, type Position } from '../../shared/domain/positions.ts'
import { routes } from '../../shared/api/routes.ts'
import type { Positions } from '../../shared/api/positions.ts'
import { useQueryClient } from '@tanstack/react-query'
import { call, sayProblem } from '../sync/api.ts'
import type { Waiting } from '../sync/outbox.ts'
import { keys } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { StanceMark } from '../ui/standing.tsx'
import { dayAndTime } from '../ui/when.ts'
import type { Seat } from './grid.tsx'
import { PositionForm } from './position-form.tsx'
import { GROUND_WORDS, historyOf, shortOf, signsFor, standingOf, takenOn } from './words.ts'

/** What a partner says on one ground of a theme and has said before; its signatory sets it here. */
export function PositionDialog({
  workspace,
  data,
  seat,
  again = null,
  now,
  onClose,
}: {
  workspace: string
  data: Positions
  seat: Seat
  /** A position that was refused, to be looked at again. */
  again?: Waiting | null
  now: number
  onClose: () => void
}) {
  const theme = data.themes.find(({ id }) => id === seat.theme)
  const frozen = theme?.status === 'frozen'
  const signs = signsFor(data, data.me, seat.partner)
  const [setting, setSetting] = useState(again !== null)
  const short = shortOf(data.partners, seat.partner)
  const stands = standingOf(data.positions, seat)
  const earlier = historyOf(data.positions, seat)
    .filter(({ id }) => id !== stands?.id)
    .toReversed()
  return (
    <Dialog
      title={`${short}: ${GROUND_WORDS[seat.on].toLowerCase()} of ${theme?.label ?? ''}`}
      open
      onClose={onClose}
    >
      {stands === null ? (
        <p className="pos-none">
          <StanceMark stance="not yet" /> {short} {short.endsWith('s') ? 'have' : 'has'} not said where they
          stand.
        </p>
      ) : (
        <Said workspace={workspace} position={stands} own={signs} now={now} />
      )}
      {setting ? (
        <PositionForm
          workspace={workspace}
          seat={seat}
          stands={stands}
          again={again}
          onDone={onClose}
          onCancel={() => (again === null ? setSetting(false) : onClose())}
        />
      ) : (
        <>
          {signs && frozen ? (
            <p className="quiet">
              This narrative is frozen. Positions can be set once its lead goes on with a new draft.
            </p>
          ) : null}
          {signs ? null : <WhoSigns data={data} seat={seat} short={short} />}
          {earlier.length === 0 ? null : (
            <details className="pos-history">
              <summary>Earlier positions, {earlier.length}</summary>
              <ol>
                {earlier.map((position) => (
                  <li key={position.id}>
                    <Said workspace={workspace} position={position} own={signs} now={now} />
                  </li>
                ))}
              </ol>
            </details>
          )}
          <div className="acts">
            {signs && !frozen ? (
              <Button look="main" onPress={() => setSetting(true)}>
                {stands === null ? 'Say where your partner stands' : 'Take another position'}
              </Button>
            ) : null}
            <Button look="text" onPress={onClose}>
              Close
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}

function WhoSigns({ data, seat, short }: { data: Positions; seat: Seat; short: string }) {
  const signatory = data.partners.find(({ kind }) => kind === seat.partner)?.signatory
  return (
    <p className="quiet">
      Only {signatory?.name ?? 'whoever signs'} for {short} can set this. Nobody can change, hide or delete
      it.
    </p>
  )
}

function Said({
  workspace,
  position,
  own,
  now,
}: {
  workspace: string
  position: Position
  own: boolean
  now: number
}) {
  const late = position.at - position.writtenAt > 5 * 60_000
  return (
    <div className="pos-said">
      <StanceMark stance={position.stance} />
      {position.reason === null ? null : <blockquote>{position.reason}</blockquote>}
      <p className="pos-facts">
        {position.by.name}, {dayAndTime(position.at, now)}
        {late ? `, written ${dayAndTime(position.writtenAt, now)} without a connection` : ''};{' '}
        {takenOn(position, now)}. {position.publish ? 'Published in the pack.' : 'Not published.'}
      </p>
      {own && position.reason !== null && position.reason !== WORDS_REMOVED ? (
        <RemoveWords workspace={workspace} position={position} />
      ) : null}
    </div>
  )
}

/** Takes a reason out because it identifies somebody: asked twice, since it cannot be undone. */
function RemoveWords({ workspace, position }: { workspace: string; position: Position }) {
  const queries = useQueryClient()
  const [asks, setAsks] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const remove = async (): Promise<void> => {
    try {
      const params = { workspace, theme: position.theme, position: position.id }
      await call(routes.removeWordsOfPosition, { params, body: {} })
      await queries.invalidateQueries({ queryKey: keys.positions(workspace) })
    } catch (error) {
      setProblem(sayProblem(error))
    }
  }
  return asks ? (
    <div>
      <p>
        The words cannot be brought back. The position, its date and that you removed them stay on record.
      </p>
      {problem === null ? null : <p role="alert">{problem}</p>}
      <Button small grave onPress={() => void remove()}>
        Remove these words for good
      </Button>{' '}
      <Button small look="text" onPress={() => setAsks(false)}>
        Keep them
      </Button>
    </div>
  ) : (
    <Button small look="text" onPress={() => setAsks(true)}>
      Remove words that identify somebody
    </Button>
  )
}
