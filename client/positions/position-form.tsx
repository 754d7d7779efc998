import { useQueryClient } from '@tanstack/react-query'
import { nanoid } from 'nanoid'
import { useState } from 'react'
import { NewPosition } from '../../shared/api/positions.ts'
import { Position, STANCES, type Stance } from '../../shared/domain/positions.ts'
import { ApiProblem, sayProblem } from '../sync/api.ts'
import { outbox, type Waiting } from '../sync/outbox.ts'
import { keys } from '../sync/records.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Choice } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import { StanceMark } from '../ui/standing.tsx'
import type { Seat } from './grid.tsx'
import { GROUND_WORDS } from './words.ts'

/** A signatory says where their partner stands. Words that are refused stay here with the reason. */
export function PositionForm({
  workspace,
  seat,
  stands,
  again,
  onDone,
  onCancel,
}: {
  workspace: string
  seat: Seat
  stands: Position | null
  again: Waiting | null
  onDone: () => void
  onCancel: () => void
}) {
  const queries = useQueryClient()
  const [draft] = useState(() => NewPosition.safeParse(again?.body).data ?? null)
  const [stance, setStance] = useState<Stance | null>(draft?.stance ?? null)
  const [reason, setReason] = useState(draft?.reason ?? '')
  const [publish, setPublish] = useState(draft?.publish ?? true)
  /** What the signatory had before their eyes; what came meanwhile is shown before it is followed. */
  const [seen, setSeen] = useState(stands?.id ?? null)
  const [wrong, setWrong] = useState<string>()
  const [problem, setProblem] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const needsReason = stance === 'do not agree' || stance === 'agree with reservations'

  const record = async (): Promise<void> => {
    if (stance === null) return setProblem('Choose where your partner stands.')
    if (needsReason && reason.trim() === '') return setWrong('Say why, in your partner’s own words.')
    setSending(true)
    setProblem(null)
    try {
      const sent = await outbox.send('setPosition', {
        params: { workspace, theme: seat.theme },
        body: {
          id: nanoid(),
          partner: seat.partner,
          on: seat.on,
          stance,
          reason: reason.trim() === '' ? null : reason.trim(),
          publish,
          seen,
          writtenAt: Date.now(),
        },
      })
      if (again !== null) await outbox.throwAway(again.id) // only now: until it is sent or kept anew, it stays
      announce(
        sent.sent
          ? 'Your position is recorded.'
          : 'Kept on this device. It will be sent when the server can be reached.',
        'positions',
      )
      await queries.invalidateQueries({ queryKey: keys.positions(workspace) })
      onDone()
    } catch (error) {
      setSending(false)
      setProblem(sayProblem(error))
      if (!(error instanceof ApiProblem) || error.kind !== 'stale') return
      // They read it above the form, where it now stands, before they follow it.
      setSeen(Position.safeParse(error.theirs).data?.id ?? null)
      await queries.invalidateQueries({ queryKey: keys.positions(workspace) })
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void record()
      }}
    >
      <Choice
        label={`${GROUND_WORDS[seat.on]}: where does your partner stand?`}
        options={STANCES.map((id) => ({ id, words: <StanceMark stance={id} /> }))}
        value={stance}
        onChange={(chosen) => {
          setStance(chosen)
          setWrong(undefined)
          setProblem(null)
        }}
      />
      <TextField
        label="Reason, in your partner’s own words"
        hint={
          needsReason
            ? 'Everyone here reads it. Name no child and nobody who could be recognised.'
            : 'If you wish. Everyone here reads it. Name no child and nobody who could be recognised.'
        }
        rows={5}
        maxLength={4_000}
        value={reason}
        wrong={wrong}
        onChange={(words) => {
          setReason(words)
          setWrong(undefined)
        }}
      />
      <Checkbox checked={publish} onChange={setPublish}>
        Publish in the pack
      </Checkbox>
      <p className="quiet">
        It is taken on the text as it stands now, and stays on record: you can follow it with another, nobody
        can change it.
      </p>
      {problem === null ? null : (
        <p role="alert" className="pos-problem">
          {problem}
        </p>
      )}
      <div className="acts">
        <Button look="main" type="submit" isDisabled={sending}>
          Record this position
        </Button>
        <Button look="text" onPress={onCancel}>
          Go back
        </Button>
      </div>
    </form>
  )
}
