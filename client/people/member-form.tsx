import { useState } from 'react'
import { PARTNER_KINDS, type Partner, type PartnerKind } from '../../shared/domain/partners.ts'
import { ROLE_NAMES, ROLES, type Role } from '../../shared/domain/roles.ts'
import { THEME_IDS, type ThemeId } from '../../shared/domain/themes.ts'
import type { Person } from '../../shared/people/person.ts'
import { may } from '../../shared/permissions.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'

export type MemberDraft = Pick<Person, 'name' | 'partner' | 'role' | 'themes'>

/** Name, partner, role and themes; offers only what this person may give. */
export function MemberForm({
  me,
  partners,
  start,
  act,
  problem,
  busy,
  onSend,
  onClose,
}: {
  me: Person
  partners: readonly Partner[]
  start: MemberDraft | null
  /** What the button says. */
  act: string
  problem: string | null
  busy: boolean
  onSend: (draft: MemberDraft) => void
  onClose: () => void
}) {
  const mine = given(me)
  const [draft, setDraft] = useState<MemberDraft>(
    start ?? firstDraft(mine.partners[0] ?? 'council', mine.roles),
  )
  const [tried, setTried] = useState(false)
  const put = (change: Partial<MemberDraft>): void => setDraft((before) => ({ ...before, ...change }))
  const roles = mine.roles(draft.partner)
  const role = roles.includes(draft.role) ? draft.role : (roles[0] ?? draft.role)
  const writes = may({ ...draft, role, id: '', themes: [] }, { do: 'edit narrative', theme: '1' })
  const wrong = draft.name.trim() === '' ? 'Give a name, or a role such as “SENCO”.' : undefined
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (wrong !== undefined) event.currentTarget.querySelector('input')?.focus()
        else
          onSend({
            name: draft.name.trim(),
            partner: draft.partner,
            role,
            themes: writes ? draft.themes : [],
          })
      }}
    >
      <TextField
        label="Name"
        hint="As others will see it. A role will do: “SENCO, Ash Grove School”."
        value={draft.name}
        onChange={(name) => put({ name })}
        wrong={tried ? wrong : undefined}
        maxLength={80}
        autoFocus
        autoComplete="off"
      />
      <Select
        label="Partner"
        value={draft.partner}
        onChange={(partner) => put({ partner })}
        options={partners
          .filter(({ kind }) => mine.partners.includes(kind))
          .map(({ kind, name }) => ({ id: kind, words: name }))}
      />
      <Select
        label="Role"
        value={role}
        onChange={(next) => put({ role: next })}
        options={roles.map((one) => ({ id: one, words: ROLE_NAMES[one] }))}
      />
      {writes ? (
        <fieldset className="themes-choice">
          <legend>Themes they write</legend>
          <Checkbox checked={draft.themes.length === 0} onChange={() => put({ themes: [] })}>
            All five
          </Checkbox>
          {THEME_IDS.map((theme) => (
            <Checkbox
              key={theme}
              checked={draft.themes.includes(theme)}
              onChange={(on) => put({ themes: toggled(draft.themes, theme, on) })}
            >
              Theme {theme}
            </Checkbox>
          ))}
          <p className="small quiet">On the other themes they read and comment.</p>
        </fieldset>
      ) : null}
      {problem === null ? null : (
        <p role="alert" className="stop">
          {problem}
        </p>
      )}
      <div className="acts">
        <Button look="main" type="submit" isDisabled={busy}>
          {act}
        </Button>
        <Button onPress={onClose}>Close without keeping</Button>
      </div>
    </form>
  )
}

/** A lead of a workstream is who is invited most. */
function firstDraft(partner: PartnerKind, rolesOf: (partner: PartnerKind) => readonly Role[]): MemberDraft {
  const roles = rolesOf(partner)
  return { name: '', partner, role: roles.includes('WL') ? 'WL' : (roles[0] ?? 'WL'), themes: [] }
}

const toggled = (themes: readonly ThemeId[], theme: ThemeId, on: boolean): ThemeId[] =>
  THEME_IDS.filter((one) => (one === theme ? on : themes.includes(one)))

/** The partners and roles this person may give. */
function given(me: Person): {
  partners: readonly PartnerKind[]
  roles: (partner: PartnerKind) => readonly Role[]
} {
  const roles = (partner: PartnerKind): readonly Role[] =>
    ROLES.filter((role) => may(me, { do: 'manage member', partner, role }))
  return { partners: PARTNER_KINDS.filter((partner) => roles(partner).length > 0), roles }
}
