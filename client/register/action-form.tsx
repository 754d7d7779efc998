import { nanoid } from 'nanoid'
import { useState } from 'react'
import { THEME_IDS, type ThemeId } from '../../shared/domain/themes.ts'
import type { Partner, PartnerKind } from '../../shared/domain/partners.ts'
import { sayDay } from '../../shared/domain/days.ts'
import type { Person } from '../../shared/people/person.ts'
import type { Action, ActionSaid, Register } from '../../shared/register/register.ts'
import { outbox } from '../sync/outbox.ts'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { type Chosen, chosenOf, DayField, FormEnd, ownerOf, useFields, WhoField } from './fields.tsx'
import { useActing } from './use-register.ts'
import { orNull } from './words.ts'

interface Draft {
  ref: string
  title: string
  theme: ThemeId
  partner: PartnerKind | 'none'
  owner: Chosen
  due: string
}

/** Adds an action, or changes what is said of one; two who change it at once are both shown both. */
export function ActionForm({
  workspace,
  data,
  partners,
  me,
  was,
  onDone,
}: {
  workspace: string
  data: Register
  partners: readonly Partner[]
  me: Person
  was: Action | null
  onDone: () => void
}) {
  const [id] = useState(() => was?.id ?? nanoid())
  const [version] = useState(was?.version ?? 0)
  const { values, field } = useFields<Draft>(() => ({
    ref: was?.ref ?? '',
    title: was?.title ?? '',
    theme: was?.theme ?? '3',
    partner: was === null ? (me.role === 'NL' ? 'none' : me.partner) : (was.partner ?? 'none'),
    owner: chosenOf(was?.owner ?? null),
    due: was?.due ?? '',
  }))
  const { act, busy, wrong, theirs } = useActing<Action>(workspace)
  const body: ActionSaid = {
    ref: values.ref.trim(),
    title: values.title.trim(),
    theme: values.theme,
    partner: values.partner === 'none' ? null : values.partner,
    owner: ownerOf(values.owner, data.members),
    due: orNull(values.due),
  }
  const send = async (seen: number): Promise<void> => {
    const done = await act(() =>
      was === null
        ? outbox.send('addAction', { params: { workspace }, body: { ...body, id } })
        : outbox.send('changeAction', {
            params: { workspace, action: id },
            body: { ...body, version: seen },
          }),
    )
    if (done) onDone()
  }
  const said = ({ ref, title, theme, partner, owner, due }: ActionSaid): string =>
    [
      `${ref} ${title}`,
      `theme ${theme}`,
      partners.find(({ kind }) => kind === partner)?.short ?? 'no partner yet',
      owner?.name ?? 'no owner yet',
      due === null ? 'no date yet' : `due ${sayDay(due)}`,
    ].join(', ')
  return (
    <div className="action-form">
      <TextField
        label="Reference"
        {...field('ref')}
        maxLength={20}
        autoFocus
        wrong={theirs === null ? wrong : undefined}
      />
      <TextField label="Action" rows={3} {...field('title')} maxLength={500} />
      <Select
        label="Theme"
        options={THEME_IDS.map((one) => ({ id: one, words: `Theme ${one}` }))}
        {...field('theme')}
      />
      <Select
        label="Partner"
        options={[
          { id: 'none' as const, words: 'Not said yet' },
          ...partners.map(({ kind, name }) => ({ id: kind, words: name })),
        ]}
        {...field('partner')}
      />
      <WhoField
        label="Owner"
        nobody="Nobody yet"
        members={data.members}
        partners={partners}
        {...field('owner')}
      />
      <DayField label="Due" {...field('due')} />
      <FormEnd
        what="action"
        sends={was === null ? 'Add this action' : 'Save the changes'}
        ready={!busy && body.ref !== '' && body.title !== ''}
        theirs={theirs}
        mine={body}
        say={said}
        onSend={(over = version) => void send(over)}
        onLeave={onDone}
      />
    </div>
  )
}
