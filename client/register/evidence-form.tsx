import { nanoid } from 'nanoid'
import { useState } from 'react'
import {
  EVIDENCE_KINDS,
  SENSITIVITIES,
  type EvidenceKind,
  type Sensitivity,
} from '../../shared/domain/actions.ts'
import { may } from '../../shared/permissions.ts'
import type { Person } from '../../shared/people/person.ts'
import type { Action, Evidence, Register } from '../../shared/register/register.ts'
import { outbox } from '../sync/outbox.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useActing } from './use-register.ts'
import { orNull } from './words.ts'

/** Adds evidence to an action, or changes what is said of it and which actions it serves. */
export function EvidenceForm({
  workspace,
  data,
  action,
  me,
  was,
  onDone,
}: {
  workspace: string
  data: Register
  action: Action
  me: Person
  /** Null: it is added. */
  was: Evidence | null
  onDone: () => void
}) {
  const by = was?.by.id ?? null
  const kinds = EVIDENCE_KINDS.filter((one) => may(me, { do: 'write evidence', kind: one, by }))
  const [id] = useState(() => was?.id ?? nanoid())
  const [version, setVersion] = useState(was?.version ?? 0)
  const [title, setTitle] = useState(was?.title ?? '')
  const [kind, setKind] = useState<EvidenceKind>(was?.kind ?? kinds[0] ?? 'data')
  const [place, setPlace] = useState(was?.place ?? '')
  const [date, setDate] = useState(was?.date ?? data.progress.today)
  const [holder, setHolder] = useState(was?.holder ?? '')
  const [sensitivity, setSensitivity] = useState<Sensitivity>(was?.sensitivity ?? 'partners only')
  const [whatChanged, setWhatChanged] = useState(was?.whatChanged ?? '')
  const [actions, setActions] = useState<readonly string[]>(was?.actions ?? [action.id])
  const { act, busy, wrong, theirs } = useActing<Evidence>(workspace)
  const body = {
    title: title.trim(),
    kind,
    place: orNull(place),
    date,
    holder: orNull(holder),
    sensitivity,
    whatChanged: orNull(whatChanged),
    actions: [...actions],
  }
  const send = async (seen: number): Promise<void> => {
    const done = await act(() =>
      was === null
        ? outbox.send('addEvidence', { params: { workspace }, body: { ...body, id } })
        : outbox.send('changeEvidence', {
            params: { workspace, evidence: id },
            body: { ...body, version: seen },
          }),
    )
    if (done) onDone()
  }
  return (
    <div className="evidence-form">
      <TextField
        label="What it is"
        value={title}
        onChange={setTitle}
        maxLength={300}
        autoFocus
        wrong={theirs === null ? wrong : undefined}
      />
      <Select
        label="Kind"
        options={kinds.map((one) => ({ id: one, words: one }))}
        value={kind}
        onChange={setKind}
      />
      <TextField label="Link or file name" value={place} onChange={setPlace} maxLength={1_000} />
      <TextField label="Date" type="date" value={date} onChange={setDate} />
      <TextField label="Who holds it" value={holder} onChange={setHolder} maxLength={120} />
      <TextField
        label="What changed"
        hint="What is different since, for children and families."
        rows={2}
        value={whatChanged}
        onChange={setWhatChanged}
        maxLength={2_000}
      />
      <Select
        label="Who may see it"
        options={SENSITIVITIES.map((one) => ({ id: one, words: one }))}
        value={sensitivity}
        onChange={setSensitivity}
      />
      <Serves data={data} action={action} actions={actions} onChange={setActions} />
      {was?.verified == null ? null : (
        <p className="small quiet">Once changed, it waits for a second person again.</p>
      )}
      {theirs === null ? null : (
        <div className="two-values" role="alert">
          <p>
            <b>{theirs.changedBy.name} has changed this evidence meanwhile.</b> Nothing was overwritten.
          </p>
          <dl>
            <dt>Theirs</dt>
            <dd>{said(theirs)}</dd>
            <dt>Yours</dt>
            <dd>{said(body)}</dd>
          </dl>
          <div className="acts">
            <Button onPress={onDone}>Keep theirs</Button>
            <Button
              onPress={() => {
                setVersion(theirs.version)
                void send(theirs.version)
              }}
            >
              Put mine in its place
            </Button>
          </div>
        </div>
      )}
      <div className="acts">
        <Button isDisabled={busy || body.title === ''} onPress={() => void send(version)}>
          {was === null ? 'Add this evidence' : 'Save this evidence'}
        </Button>
        <Button onPress={onDone}>Leave it</Button>
      </div>
    </div>
  )
}

const said = (evidence: Pick<Evidence, 'title' | 'kind' | 'date' | 'place' | 'whatChanged'>): string =>
  [evidence.title, evidence.kind, evidence.date, evidence.place, evidence.whatChanged]
    .filter((part) => part !== null)
    .join(', ')

/** The actions it is evidence for besides the one it is shown with. */
function Serves({
  data,
  action,
  actions,
  onChange,
}: {
  data: Register
  action: Action
  actions: readonly string[]
  onChange: (actions: readonly string[]) => void
}) {
  const others = data.actions.filter(({ id }) => id !== action.id)
  const free = others.filter(({ id }) => !actions.includes(id))
  return (
    <>
      {others
        .filter(({ id }) => actions.includes(id))
        .map(({ id, ref, title }) => (
          <p key={id} className="small">
            Evidence for {ref} {title} too{' '}
            <Button look="text" small onPress={() => onChange(actions.filter((one) => one !== id))}>
              Not for {ref}
            </Button>
          </p>
        ))}
      {free.length === 0 ? null : (
        <Select
          label="Evidence for another action too"
          placeholder="Choose an action"
          options={free.map(({ id, ref, title }) => ({ id, words: `${ref} ${title}` }))}
          value={null}
          onChange={(id) => onChange([...actions, id])}
        />
      )}
    </>
  )
}
