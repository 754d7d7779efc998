import { nanoid } from 'nanoid'
import { useState } from 'react'
import {
  EVIDENCE_KINDS,
  SENSITIVITIES,
  type EvidenceKind,
  type Sensitivity,
} from '../../shared/domain/actions.ts'
import { sayDay } from '../../shared/domain/days.ts'
import { may } from '../../shared/permissions.ts'
import type { Person } from '../../shared/people/person.ts'
import type { Action, Evidence, Register } from '../../shared/register/register.ts'
import { outbox } from '../sync/outbox.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { DayField, FormEnd, useFields } from './fields.tsx'
import { useActing } from './use-register.ts'
import { orNull } from './words.ts'

interface Draft {
  title: string
  kind: EvidenceKind
  place: string
  date: string
  holder: string
  sensitivity: Sensitivity
  whatChanged: string
  actions: readonly string[]
}

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
  const [version] = useState(was?.version ?? 0)
  const { values, field } = useFields<Draft>(() => ({
    title: was?.title ?? '',
    kind: was?.kind ?? kinds[0] ?? 'data',
    place: was?.place ?? '',
    date: was?.date ?? data.progress.today,
    holder: was?.holder ?? '',
    sensitivity: was?.sensitivity ?? 'partners only',
    whatChanged: was?.whatChanged ?? '',
    actions: was?.actions ?? [action.id],
  }))
  const { act, busy, wrong, theirs } = useActing<Evidence>(workspace)
  const body = {
    ...values,
    title: values.title.trim(),
    place: orNull(values.place),
    holder: orNull(values.holder),
    whatChanged: orNull(values.whatChanged),
    actions: [...values.actions],
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
        {...field('title')}
        maxLength={300}
        autoFocus
        wrong={theirs === null ? wrong : undefined}
      />
      <Select label="Kind" options={kinds.map((one) => ({ id: one, words: one }))} {...field('kind')} />
      <TextField label="Link or file name" {...field('place')} maxLength={1_000} />
      <DayField label="Date" {...field('date')} />
      <TextField label="Who holds it" {...field('holder')} maxLength={120} />
      <TextField
        label="What changed"
        hint="What is different since, for children and families."
        rows={2}
        {...field('whatChanged')}
        maxLength={2_000}
      />
      <Select
        label="Who may see it"
        options={SENSITIVITIES.map((one) => ({ id: one, words: one }))}
        {...field('sensitivity')}
      />
      <Serves data={data} action={action} {...field('actions')} />
      {was?.verified == null ? null : (
        <p className="small quiet">Once changed, it waits for a second person again.</p>
      )}
      <FormEnd
        what="evidence"
        sends={was === null ? 'Add this evidence' : 'Save this evidence'}
        ready={!busy && body.title !== '' && body.date !== ''}
        theirs={theirs}
        mine={body}
        say={said}
        onSend={(over = version) => void send(over)}
        onLeave={onDone}
      />
    </div>
  )
}

const said = (evidence: Pick<Evidence, 'title' | 'kind' | 'date' | 'place' | 'whatChanged'>): string =>
  [evidence.title, evidence.kind, sayDay(evidence.date), evidence.place, evidence.whatChanged]
    .filter((part) => part !== null)
    .join(', ')

/** The actions it is evidence for besides the one it is shown with. */
function Serves({
  data,
  action,
  value: actions,
  onChange,
}: {
  data: Register
  action: Action
  value: readonly string[]
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
