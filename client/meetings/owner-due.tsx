import { useState } from 'react'
import { isDay } from '../../shared/domain/days.ts'
import { PARTNER_KINDS, type Partner, type PartnerKind } from '../../shared/domain/partners.ts'
import type { Workspace } from '../../shared/domain/workspace.ts'
import type { Due, Owner } from '../../shared/meetings/entries.ts'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useServerNow } from './use-server-now.ts'
import { useMembers } from './use-meeting.ts'
import { dueWords, shortOf } from './words.ts'

const NOBODY = 'nobody'
const OTHER = 'other'
interface Place {
  workspace: string
  page: { workspace: Workspace }
}

/** Who does it: a member, somebody else by name and partner, or nobody yet. */
export function OwnerField({
  context,
  owner,
  onChange,
  wrong,
}: {
  context: Place
  owner: Owner | null
  onChange: (owner: Owner | null) => void
  wrong?: string | undefined
}) {
  const { workspace, page } = context
  const members = (useMembers(workspace).data ?? []).filter(({ role }) => role !== 'GR' && role !== 'SP')
  const [other, setOther] = useState(owner !== null && owner.member === null)
  const { partners } = page.workspace
  return (
    <>
      <Select
        label="Who does it"
        options={[
          { id: NOBODY, words: 'Nobody yet' },
          ...members.map(({ id, name, partner }) => ({
            id,
            words: `${name}, ${shortOf(partners, partner)}`,
          })),
          { id: OTHER, words: 'Somebody else, by name' },
        ]}
        value={other ? OTHER : (owner?.member ?? NOBODY)}
        onChange={(id) => {
          setOther(id === OTHER)
          const member = members.find((one) => one.id === id)
          onChange(
            member === undefined ? null : { member: member.id, name: member.name, partner: member.partner },
          )
        }}
      />
      {other ? (
        <>
          <TextField
            label="Their name or role"
            hint="Name nobody who could be recognised as a child or a parent."
            value={owner?.name ?? ''}
            wrong={wrong}
            onChange={(name) => onChange({ member: null, name, partner: owner?.partner ?? null })}
          />
          <PartnerField
            partners={partners}
            value={owner?.partner ?? null}
            onChange={(partner) => onChange({ member: null, name: owner?.name ?? '', partner })}
          />
        </>
      ) : null}
    </>
  )
}

/** One of the five partners, by its short name. */
export const PartnerField = ({
  partners,
  value,
  onChange,
}: {
  partners: readonly Partner[]
  value: PartnerKind | null
  onChange: (partner: PartnerKind) => void
}) => (
  <Select
    label="Partner"
    placeholder="Choose a partner"
    options={PARTNER_KINDS.map((id) => ({ id, words: shortOf(partners, id) }))}
    value={value}
    onChange={onChange}
  />
)

/** By which day, and at which hour where that matters. */
export function DueField({
  due,
  onChange,
  asksWhichDay = false,
}: {
  due: Due | null
  onChange: (due: Due | null) => void
  /** The words named a day of the week that is today's too. */
  asksWhichDay?: boolean
}) {
  const now = useServerNow()
  const read = due === null || !isDay(due.day) ? undefined : dueWords({ ...due, time: null }, now)
  return (
    <div className="mt-due">
      <TextField
        label="By which day"
        hint={asksWhichDay && read !== undefined ? `Read as ${read}; today is such a day too.` : read}
        type="date"
        value={due?.day ?? ''}
        onChange={(day) => onChange(day === '' ? null : { day, time: due?.time ?? null })}
      />
      <TextField
        label="By what hour, if it matters"
        type="time"
        value={due?.time ?? ''}
        isDisabled={due === null}
        onChange={(time) => {
          if (due !== null) onChange({ ...due, time: time === '' ? null : time })
        }}
      />
    </div>
  )
}
