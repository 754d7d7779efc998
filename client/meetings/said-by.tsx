import { useState } from 'react'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { Attendance } from '../../shared/meetings/meetings.ts'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import type { MeetingHere } from './desk.ts'
import { PartnerField } from './owner-due.tsx'
import { shortOf } from './words.ts'

const OTHER = 'other'

/** Who said something by phone. */
export interface SaidBy {
  name: string
  partner: PartnerKind | null
}

const onPhone = ({ page }: MeetingHere): Attendance[] => page.attendance.filter(({ how }) => how === 'phone')

/** Who most likely said it: who has the word by phone, or the only one who is by phone; of the partner named. */
export function likelySaidBy(here: MeetingHere, partner: PartnerKind | null): SaidBy {
  const could = onPhone(here).filter((one) => partner === null || one.partner === partner)
  const speaking = could.find(({ id }) => id === here.page.meeting.course?.speaking?.id)
  const one = speaking ?? (could.length === 1 ? could[0] : undefined)
  return { name: one?.name ?? '', partner: one?.partner ?? partner }
}

/** Who said it: somebody on the list as being by phone, or another by name and partner. */
export function SaidByField({
  here,
  value,
  onChange,
}: {
  here: MeetingHere
  value: SaidBy
  onChange: (next: SaidBy) => void
}) {
  const listed = onPhone(here)
  const { partners } = here.context.page.workspace
  const chosen = listed.find(({ name, partner }) => name === value.name && partner === value.partner)
  const [other, setOther] = useState(chosen === undefined && value.name !== '')
  return (
    <>
      {listed.length === 0 ? null : (
        <Select
          label="Who said it"
          placeholder="Choose who is by phone"
          options={[
            ...listed.map(({ id, name, partner }) => ({
              id,
              words: `${name}, ${shortOf(partners, partner)}`,
            })),
            { id: OTHER, words: 'Somebody else' },
          ]}
          value={other ? OTHER : (chosen?.id ?? null)}
          onChange={(id) => {
            const one = listed.find((each) => each.id === id)
            setOther(one === undefined)
            onChange(
              one === undefined ? { name: '', partner: null } : { name: one.name, partner: one.partner },
            )
          }}
        />
      )}
      {listed.length === 0 || other ? (
        <>
          <TextField
            label="Their name or role"
            value={value.name}
            maxLength={80}
            onChange={(name) => onChange({ ...value, name })}
          />
          <PartnerField
            partners={partners}
            value={value.partner}
            onChange={(partner) => onChange({ ...value, partner })}
          />
        </>
      ) : null}
    </>
  )
}
