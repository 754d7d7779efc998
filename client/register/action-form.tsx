import { nanoid } from 'nanoid'
import { useState } from 'react'
import { THEME_IDS, type ThemeId } from '../../shared/domain/themes.ts'
import type { Partner, PartnerKind } from '../../shared/domain/partners.ts'
import type { Person } from '../../shared/people/person.ts'
import type { Action, Register } from '../../shared/register/register.ts'
import { outbox } from '../sync/outbox.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useActing } from './use-register.ts'
import { orNull } from './words.ts'

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
  const [version, setVersion] = useState(was?.version ?? 0)
  const [ref, setRef] = useState(was?.ref ?? '')
  const [title, setTitle] = useState(was?.title ?? '')
  const [theme, setTheme] = useState<ThemeId>(was?.theme ?? '3')
  const [partner, setPartner] = useState<PartnerKind | 'none'>(
    was === null ? (me.role === 'NL' ? 'none' : me.partner) : (was.partner ?? 'none'),
  )
  const [owner, setOwner] = useState(was?.owner?.member ?? (was?.owner == null ? 'none' : 'named'))
  const [name, setName] = useState(was?.owner?.member == null ? (was?.owner?.name ?? '') : '')
  const [due, setDue] = useState(was?.due ?? '')
  const { act, busy, wrong, theirs } = useActing<Action>(workspace)
  const member = data.members.find((one) => one.id === owner)
  const body = {
    ref: ref.trim(),
    title: title.trim(),
    theme,
    partner: partner === 'none' ? null : partner,
    owner:
      owner === 'none' || (owner === 'named' && name.trim() === '')
        ? null
        : { member: member?.id ?? null, name: member?.name ?? name.trim() },
    due: orNull(due),
  }
  const short = (kind: PartnerKind): string => partners.find((one) => one.kind === kind)?.short ?? kind
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
  return (
    <div className="action-form">
      <TextField
        label="Reference"
        value={ref}
        onChange={setRef}
        maxLength={20}
        wrong={theirs === null ? wrong : undefined}
      />
      <TextField label="Action" rows={3} value={title} onChange={setTitle} maxLength={500} />
      <Select
        label="Theme"
        options={THEME_IDS.map((one) => ({ id: one, words: `Theme ${one}` }))}
        value={theme}
        onChange={setTheme}
      />
      <Select
        label="Partner"
        options={[
          { id: 'none' as const, words: 'Not said yet' },
          ...partners.map(({ kind, name: full }) => ({ id: kind, words: full })),
        ]}
        value={partner}
        onChange={setPartner}
      />
      <Select
        label="Owner"
        options={[
          { id: 'none', words: 'Nobody yet' },
          ...data.members.map((one) => ({ id: one.id, words: `${one.name}, ${short(one.partner)}` })),
          { id: 'named', words: 'Somebody without an account' },
        ]}
        value={owner}
        onChange={setOwner}
      />
      {owner === 'named' ? (
        <TextField label="Their name or post" value={name} onChange={setName} maxLength={80} />
      ) : null}
      <TextField label="Due" type="date" value={due} onChange={setDue} />
      {theirs === null ? null : (
        <div className="two-values" role="alert">
          <p>
            <b>{theirs.changedBy.name} has changed this action meanwhile.</b> Nothing was overwritten.
          </p>
          <dl>
            <dt>Theirs</dt>
            <dd>
              {theirs.ref} {theirs.title}
            </dd>
            <dt>Yours</dt>
            <dd>
              {body.ref} {body.title}
            </dd>
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
      {theirs !== null ? null : (
        <div className="acts">
          <Button
            isDisabled={busy || body.ref === '' || body.title === ''}
            onPress={() => void send(version)}
          >
            {was === null ? 'Add this action' : 'Save the changes'}
          </Button>
          <Button onPress={onDone}>Leave it</Button>
        </div>
      )}
    </div>
  )
}
