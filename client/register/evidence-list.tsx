import { useState } from 'react'
import { EVIDENCE_KINDS } from '../../shared/domain/actions.ts'
import { sayDay } from '../../shared/domain/days.ts'
import { may } from '../../shared/permissions.ts'
import type { Person } from '../../shared/people/person.ts'
import type { Action, Evidence, Register } from '../../shared/register/register.ts'
import { routes } from '../../shared/api/routes.ts'
import { call } from '../sync/api.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { when } from '../ui/when.ts'
import { EvidenceForm } from './evidence-form.tsx'
import { useActing } from './use-register.ts'

interface Of {
  workspace: string
  data: Register
  action: Action
  me: Person
  now: number
}

/** What an action rests on: each piece with who looked at it, and the way to add, verify or take back. */
export function EvidenceList({ workspace, data, action, me, now }: Of) {
  // A form that closes gives the focus back, so that Escape and Tab go on from there.
  const [adding, setAdding] = useState<boolean | 'back'>(false)
  const pieces = data.evidence.filter(({ actions }) => actions.includes(action.id))
  const adds = EVIDENCE_KINDS.some((kind) => may(me, { do: 'write evidence', kind, by: null }))
  return (
    <>
      {pieces.length === 0 ? <p className="quiet">No evidence yet.</p> : null}
      <ul className="evidence-list">
        {pieces.map((piece) => (
          <Piece
            key={piece.id}
            workspace={workspace}
            data={data}
            action={action}
            piece={piece}
            me={me}
            now={now}
          />
        ))}
      </ul>
      {!adds ? null : adding === true ? (
        <EvidenceForm
          workspace={workspace}
          data={data}
          action={action}
          me={me}
          was={null}
          onDone={() => setAdding('back')}
        />
      ) : (
        <Button autoFocus={adding === 'back'} onPress={() => setAdding(true)}>
          Add evidence
        </Button>
      )}
    </>
  )
}

function Piece({ workspace, data, action, piece, me, now }: Of & { piece: Evidence }) {
  const { act, busy, wrong } = useActing<Evidence>(workspace)
  const [taking, setTaking] = useState<string | null>(null)
  const [changing, setChanging] = useState<boolean | 'back'>(false)
  const params = { workspace, evidence: piece.id }
  const { version } = piece
  const verifies =
    piece.verified === null && may(me, { do: 'verify evidence', by: [piece.by, piece.changedBy] })
  const takes = may(me, { do: 'write evidence', kind: piece.kind, by: piece.by.id })
  if (changing === true)
    return (
      <li>
        <EvidenceForm
          workspace={workspace}
          data={data}
          action={action}
          me={me}
          was={piece}
          onDone={() => setChanging('back')}
        />
      </li>
    )
  if (piece.withdrawn !== null)
    return (
      <li>
        <s>{piece.title}</s>
        <p className="small quiet">
          Withdrawn by {piece.withdrawn.by.name} {when(piece.withdrawn.at, now)}: {piece.withdrawn.why}
        </p>
      </li>
    )
  const others = data.actions.filter(({ id }) => id !== action.id && piece.actions.includes(id))
  return (
    <li>
      <b>{piece.title}</b>
      <p className="small">
        {piece.kind}, {sayDay(piece.date)}
        {piece.holder === null ? '' : `, held by ${piece.holder}`}, {piece.sensitivity}
      </p>
      {piece.place === null ? null : <Place place={piece.place} />}
      {piece.whatChanged === null ? null : <p>What changed: {piece.whatChanged}</p>}
      {others.length === 0 ? null : (
        <p className="small">Evidence for {others.map(({ ref }) => ref).join(', ')} too</p>
      )}
      <p className="small quiet">
        Added by {piece.by.name} {when(piece.at, now)}.{' '}
        {piece.verified === null
          ? piece.by.id === me.id
            ? 'It waits for a second person to verify it.'
            : 'Not verified yet.'
          : `Verified by ${piece.verified.by.name} ${when(piece.verified.at, now)}.`}
      </p>
      {wrong === undefined ? null : (
        <p role="alert" className="wrong">
          {wrong}
        </p>
      )}
      {taking === null ? null : (
        <TextField
          label="Why it is taken back"
          rows={2}
          value={taking}
          onChange={setTaking}
          maxLength={2_000}
        />
      )}
      <div className="acts">
        {verifies ? (
          <Button
            isDisabled={busy}
            onPress={() => void act(() => call(routes.verifyEvidence, { params, body: { version } }))}
          >
            Verify the evidence<span className="vh">: {piece.title}</span>
          </Button>
        ) : null}
        {!takes ? null : taking === null ? (
          <>
            <Button look="text" small autoFocus={changing === 'back'} onPress={() => setChanging(true)}>
              Change it<span className="vh">: {piece.title}</span>
            </Button>
            <Button look="text" small onPress={() => setTaking('')}>
              Take it back<span className="vh">: {piece.title}</span>
            </Button>
          </>
        ) : (
          <>
            <Button
              grave
              isDisabled={busy || taking.trim() === ''}
              onPress={() =>
                void act(() =>
                  call(routes.withdrawEvidence, { params, body: { reason: taking.trim(), version } }),
                )
              }
            >
              Take back with this reason
            </Button>
            <Button onPress={() => setTaking(null)}>Leave it</Button>
          </>
        )}
      </div>
    </li>
  )
}

/** A web address leads there; a file name is only said. */
const Place = ({ place }: { place: string }) =>
  /^https?:\/\//i.test(place) ? (
    <p className="place">
      <a href={place} rel="noopener noreferrer nofollow" target="_blank">
        {place}
      </a>
    </p>
  ) : (
    <p className="place">{place}</p>
  )
