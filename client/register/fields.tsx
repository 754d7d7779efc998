import { useState } from 'react'
import type { Partner } from '../../shared/domain/partners.ts'
import type { Author } from '../../shared/people/person.ts'
import type { Owner } from '../../shared/register/register.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'

/** What is written in a form so far, and what each of its fields shows and changes. */
export function useFields<T extends object>(start: () => T) {
  const [values, setValues] = useState(start)
  return {
    values,
    field: <K extends keyof T>(name: K) => ({
      value: values[name],
      onChange: (value: T[K]) => setValues((before) => ({ ...before, [name]: value })),
    }),
  }
}

/** Who is to do something, as it is chosen: a member, somebody named without an account, or nobody. */
export interface Chosen {
  /** A member's id, `NAMED`, or null. */
  who: string | null
  name: string
}

const NAMED = 'named'
const NOBODY = 'none'

export const chosenOf = (owner: Owner | null): Chosen => ({
  who: owner === null ? null : (owner.member ?? NAMED),
  name: owner?.member === null ? owner.name : '',
})

/** Whoever was chosen; null while nobody is, or while their name is not written. */
export function ownerOf({ who, name }: Chosen, members: readonly Author[]): Owner | null {
  const member = members.find(({ id }) => id === who)
  if (member !== undefined) return { member: member.id, name: member.name }
  return who !== NAMED || name.trim() === '' ? null : { member: null, name: name.trim() }
}

/** One of the members, or somebody without an account by their name or post. */
export function WhoField({
  label,
  nobody,
  members,
  partners,
  value,
  onChange,
}: {
  label: string
  /** What it is called when it is nobody; left out where somebody must be chosen. */
  nobody?: string
  members: readonly Author[]
  partners: readonly Partner[]
  value: Chosen
  onChange: (value: Chosen) => void
}) {
  const short = (kind: Partner['kind']): string => partners.find((one) => one.kind === kind)?.short ?? kind
  return (
    <>
      <Select
        label={label}
        options={[
          ...(nobody === undefined ? [] : [{ id: NOBODY, words: nobody }]),
          ...members.map(({ id, name, partner }) => ({ id, words: `${name}, ${short(partner)}` })),
          { id: NAMED, words: 'Somebody without an account' },
        ]}
        value={value.who ?? (nobody === undefined ? null : NOBODY)}
        placeholder="Choose a person"
        onChange={(who) => onChange({ ...value, who: who === NOBODY ? null : who })}
      />
      {value.who === NAMED ? (
        <TextField
          label="Their name or post"
          value={value.name}
          onChange={(name) => onChange({ ...value, name })}
          maxLength={80}
        />
      ) : null}
    </>
  )
}

/** A day in words of the browser's own. */
export const DayField = (of: { label: string; value: string; onChange: (day: string) => void }) => (
  <TextField type="date" {...of} />
)

/** How a form ends: sent or left; while somebody else has changed the same, both values and the choice instead. */
export function FormEnd<Said>({
  what,
  sends,
  ready,
  theirs,
  mine,
  say,
  onSend,
  onLeave,
}: {
  /** "action" */
  what: string
  /** "Add this action" */
  sends: string
  /** All that must be said is said, and nothing is on its way. */
  ready: boolean
  /** What stands instead; null while nobody else has changed it. */
  theirs: (Said & { changedBy: Author; version: number }) | null
  mine: Said
  say: (said: Said) => string
  /** With the version that was chosen over, where somebody else had changed it. */
  onSend: (over?: number) => void
  onLeave: () => void
}) {
  if (theirs === null)
    return (
      <div className="acts">
        <Button isDisabled={!ready} onPress={() => onSend()}>
          {sends}
        </Button>
        <Button onPress={onLeave}>Leave it</Button>
      </div>
    )
  return (
    <div className="two-values" role="alert">
      <p>
        <b>
          {theirs.changedBy.name} has changed this {what} meanwhile.
        </b>{' '}
        Nothing was overwritten.
      </p>
      <dl>
        <dt>Theirs</dt>
        <dd>{say(theirs)}</dd>
        <dt>Yours</dt>
        <dd>{say(mine)}</dd>
      </dl>
      <div className="acts">
        <Button onPress={onLeave}>Keep theirs</Button>
        <Button isDisabled={!ready} onPress={() => onSend(theirs.version)}>
          Put mine in its place
        </Button>
      </div>
    </div>
  )
}
