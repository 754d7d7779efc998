import { nanoid } from 'nanoid'
import { useState } from 'react'
import { routes } from '../../../shared/api/routes.ts'
import { Anonymity } from '../../../shared/board/boards.ts'
import { call } from '../../sync/api.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import type { BoardHere } from '../here.ts'
import { ANONYMITY_WORDS, PROMISES } from './steps.ts'

/** Begins a round of private writing or a vote outside the planned steps; what it promises is fixed with that. */
export function RoundDialog({
  here,
  kind,
  onClose,
}: {
  here: BoardHere
  kind: 'writing' | 'voting'
  onClose: () => void
}) {
  const { workspace, board } = here
  const [id] = useState(() => nanoid())
  const [anonymity, setAnonymity] = useState<Anonymity>('named')
  const [votes, setVotes] = useState('3')
  const number = Number(votes)
  const fits = Number.isInteger(number) && number >= 1 && number <= 20
  const begin = async (): Promise<void> => {
    const body = kind === 'writing' ? { id, kind, anonymity } : ({ id, kind, votes: number } as const)
    const done = await here.act(
      () => call(routes.startRound, { params: { workspace, board: board.id }, body }),
      kind === 'writing' ? 'Everyone can write for themselves now.' : 'The vote is open.',
    )
    if (done) onClose()
  }
  return (
    <Dialog title={kind === 'writing' ? 'Start private writing' : 'Start a vote'} open onClose={onClose}>
      {kind === 'writing' ? (
        <>
          <Choice
            label="When the notes are shown"
            options={Anonymity.options.map((one) => ({ id: one, words: ANONYMITY_WORDS[one] }))}
            value={anonymity}
            onChange={setAnonymity}
          />
          <p className="small quiet">Everyone is told: “{PROMISES[anonymity]}” It cannot be changed later.</p>
        </>
      ) : (
        <>
          <p>Notes and clusters can be voted for. Nobody sees votes until you show the result.</p>
          <TextField
            label="Votes each person has"
            type="number"
            value={votes}
            onChange={setVotes}
            wrong={fits ? undefined : 'Give a whole number from 1 to 20.'}
          />
        </>
      )}
      {here.refused === null ? null : (
        <p role="alert" className="wrong">
          {here.refused}
        </p>
      )}
      <div className="acts">
        <Button look="main" isDisabled={kind === 'voting' && !fits} onPress={() => void begin()}>
          {kind === 'writing' ? 'Start private writing' : 'Start the vote'}
        </Button>
        <Button onPress={onClose}>Go back</Button>
      </div>
    </Dialog>
  )
}
