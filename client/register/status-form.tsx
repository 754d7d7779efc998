import { useState } from 'react'
import { ACTION_STATUSES, type ActionStatus } from '../../shared/domain/actions.ts'
import { may } from '../../shared/permissions.ts'
import { judge } from '../../shared/register/evidence-rule.ts'
import type { Action, Register } from '../../shared/register/register.ts'
import type { Person } from '../../shared/people/person.ts'
import { routes } from '../../shared/api/routes.ts'
import { call } from '../sync/api.ts'
import { outbox } from '../sync/outbox.ts'
import { ActionMark } from '../ui/action-mark.tsx'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import { useActing } from './use-register.ts'
import { orNull } from './words.ts'

/** Sets the status of an action: what is missing is said before it is asked for, and both values when two set it. */
export function StatusForm({
  workspace,
  data,
  action,
  me,
}: {
  workspace: string
  data: Register
  action: Action
  me: Person
}) {
  const [seen, setSeen] = useState(action)
  const [status, setStatus] = useState<ActionStatus>(action.proposal?.status ?? action.status)
  const [statusNote, setStatusNote] = useState(action.statusNote ?? '')
  const [startDate, setStartDate] = useState(action.startDate ?? '')
  const [recoveryNote, setRecoveryNote] = useState(action.recoveryNote ?? '')
  const [revisedDue, setRevisedDue] = useState(action.revisedDue ?? '')
  const [said, setSaid] = useState('')
  const [asked, setAsked] = useState(status)
  const { act, busy, wrong, theirs, clear } = useActing<Action>(workspace)
  const mine = may(me, { do: 'set action', partner: action.partner, owner: action.owner?.member ?? null })
  if (!mine)
    return (
      <p className="quiet">
        Its partner’s workstream leads, its owner and the nominated lead set its status. You can say something
        below.
      </p>
    )
  const body = {
    status,
    statusNote: orNull(statusNote),
    startDate: orNull(startDate),
    recoveryNote: orNull(recoveryNote),
    revisedDue: orNull(revisedDue),
  }
  const pieces = data.evidence.filter(({ id }) => action.evidence.includes(id))
  const verdict = judge(
    body,
    pieces.map((piece) => ({ ...piece, verified: piece.verified !== null })),
    action.due,
    data.progress.today,
  )
  // What somebody else has set since this form was opened is shown before anything is sent.
  // One's own change, here or in another window, is no surprise, and neither is what one means to set anyway.
  const known =
    action.version === seen.version ||
    action.changedBy.id === me.id ||
    Object.entries(body).every(([name, value]) => action[name as keyof typeof body] === value)
  const stands = theirs ?? (known ? null : action)
  // What was said of another choice is not about this one.
  const refused = stands === null && asked === status ? wrong : undefined
  // The server names what is missing too: it is said once, in the list.
  const listed =
    verdict.may === 'not' && refused !== undefined && verdict.missing.every((one) => refused.includes(one))
  const send = async (version: number): Promise<void> => {
    setSaid('')
    setAsked(status)
    const params = { workspace, action: action.id }
    const done = await act(async () => {
      const sent = await outbox.send('setActionStatus', { params, body: { ...body, version } })
      if (!sent.sent) return setSaid('Kept on this device. It is sent when the server can be reached.')
      setSeen(sent.reply)
      setSaid(
        sent.reply.proposal === null
          ? `The status is “${sent.reply.status}”.`
          : `“${sent.reply.proposal.status}” waits for a second person, who verifies the evidence. Until then “${sent.reply.status}” counts.`,
      )
    })
    if (done) clear()
  }
  return (
    <div className="status-form">
      <Choice
        label="Status"
        options={ACTION_STATUSES.map((one) => ({ id: one, words: <ActionMark status={one} /> }))}
        value={status}
        onChange={setStatus}
      />
      {status === 'Action not started' ? (
        <>
          <TextField
            label="Why it has not started"
            rows={2}
            value={statusNote}
            onChange={setStatusNote}
            maxLength={2_000}
          />
          <TextField label="Start date" type="date" value={startDate} onChange={setStartDate} />
        </>
      ) : null}
      {status === 'Action Underway (but behind target)' ? (
        <>
          <TextField
            label="Recovery note"
            hint="What is being done to get back to the target."
            rows={2}
            value={recoveryNote}
            onChange={setRecoveryNote}
            maxLength={2_000}
          />
          <TextField label="New date" type="date" value={revisedDue} onChange={setRevisedDue} />
        </>
      ) : null}
      {verdict.may === 'not' ? (
        <div className="missing" role={listed ? 'alert' : undefined}>
          <p>
            {listed
              ? `“${status}” cannot be set yet. This is missing:`
              : 'Before it can be set, this is missing:'}
          </p>
          <ul>
            {verdict.missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {stands === null ? null : (
        <div className="two-values" role="alert">
          <p>
            <b>{stands.changedBy.name} has changed this action meanwhile.</b> Nothing was overwritten.
          </p>
          <dl>
            <dt>Theirs</dt>
            <dd>
              <ActionMark status={stands.status} />
              {stands.proposal === null ? null : (
                <span> “{stands.proposal.status}” waits for a second person</span>
              )}
              {stands.recoveryNote === null ? null : <span> {stands.recoveryNote}</span>}
            </dd>
            <dt>Yours</dt>
            <dd>
              <ActionMark status={status} />
              {body.recoveryNote === null ? null : <span> {body.recoveryNote}</span>}
            </dd>
          </dl>
          <div className="acts">
            <Button
              onPress={() => {
                clear()
                setSeen(stands)
                setStatus(stands.proposal?.status ?? stands.status)
                setRecoveryNote(stands.recoveryNote ?? '')
                setRevisedDue(stands.revisedDue ?? '')
                setStatusNote(stands.statusNote ?? '')
                setStartDate(stands.startDate ?? '')
              }}
            >
              Keep theirs
            </Button>
            <Button onPress={() => void send(stands.version)}>Set mine instead</Button>
          </div>
        </div>
      )}
      {refused === undefined || listed ? null : (
        <p role="alert" className="wrong">
          {refused}
        </p>
      )}
      {said === '' ? null : <p role="status">{said}</p>}
      {stands !== null ? null : (
        <div className="acts">
          <Button isDisabled={busy} onPress={() => void send(action.version)}>
            Set the status
          </Button>
        </div>
      )}
      {action.previous !== null && may(me, { do: 'reverse action' }) ? (
        <Reverse workspace={workspace} action={action} />
      ) : null}
    </div>
  )
}

/** The nominated lead goes back to the status before, and says why. */
function Reverse({ workspace, action }: { workspace: string; action: Action }) {
  const [reason, setReason] = useState('')
  const { act, busy, wrong } = useActing<Action>(workspace)
  return (
    <div className="reverse">
      <TextField
        label={`Go back to “${action.previous ?? ''}”: why`}
        hint="The reason stays in the history for everyone to read."
        rows={2}
        value={reason}
        onChange={setReason}
        wrong={wrong}
        maxLength={2_000}
      />
      <div className="acts">
        <Button
          isDisabled={busy || reason.trim() === ''}
          onPress={() =>
            void act(async () => {
              await call(routes.reverseAction, {
                params: { workspace, action: action.id },
                body: { reason: reason.trim(), version: action.version },
              })
              // Taken: what is read again may come late, and the reason does not stand here to be sent twice.
              setReason('')
            })
          }
        >
          Go back with this reason
        </Button>
      </div>
    </div>
  )
}
