import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import { roleBeside } from '../../shared/domain/roles.ts'
import type { Member } from '../../shared/people/members.ts'
import { initials, type Person } from '../../shared/people/person.ts'
import { may } from '../../shared/permissions.ts'
import { call, sayProblem } from '../sync/api.ts'
import { keys } from '../sync/records.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { MenuButton, MenuItem } from '../ui/menu.tsx'
import { PartnerTab } from '../ui/partner.tsx'
import { useNow } from '../ui/use-now.ts'
import { dayAndTime } from '../ui/when.ts'
import type { LinkOut } from './link-dialog.tsx'
import { MemberForm } from './member-form.tsx'
import { themesSaid } from './themes-said.ts'

/** One member, and what may be done about them. */
export function MemberRow({
  workspace,
  member,
  me,
  partners,
  leads,
  onLink,
}: {
  workspace: string
  member: Member
  me: Person
  partners: readonly Partner[]
  leads: number
  onLink: (link: LinkOut) => void
}) {
  const now = useNow()
  const queries = useQueryClient()
  const [open, setOpen] = useState<'change' | 'remove' | null>(null)
  const short = partners.find((partner) => partner.kind === member.partner)?.short ?? member.partner
  const label = `${member.name}, ${short}`
  const manages = may(me, { do: 'manage member', partner: member.partner, role: member.role })
  const role = roleBeside(member)
  const lastLead = member.role === 'NL' && leads <= 1
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: keys.members(workspace) })
  const link = useMutation({
    mutationFn: () => call(routes.freshLink, { params: { workspace, member: member.id } }),
    onSuccess: async (fresh) => {
      onLink({ fresh, short })
      await Promise.all([refresh(), queries.invalidateQueries({ queryKey: keys.invitations(workspace) })])
    },
    onError: (error) => announce(sayProblem(error)),
  })
  return (
    <li className="row">
      <PartnerTab partner={member.partner} letters={initials(member.name)} label={label} />
      <div>
        <div className="name">
          {member.name}
          {member.id === me.id ? <span className="quiet"> (you)</span> : null}
        </div>
        <div className="about">
          {role === null ? '' : `${role}. `}
          {themesSaid(member)}. {seen(member, now)}
        </div>
        {link.error === null ? null : (
          <p role="alert" className="stop small">
            {sayProblem(link.error)}
          </p>
        )}
      </div>
      <div className="acts">
        {manages ? (
          <MenuButton
            label={label}
            trigger={
              <Button look="plain" aria-label={`Change or help ${label}`}>
                <Icon of={Ellipsis} />
              </Button>
            }
          >
            <MenuItem label="Make a fresh link" onAction={() => link.mutate()} />
            <MenuItem label="Change name, role or themes" onAction={() => setOpen('change')} />
            <MenuItem
              label={lastLead ? 'Remove (the last nominated lead stays)' : 'Remove from the workspace'}
              isDisabled={lastLead}
              onAction={() => setOpen('remove')}
            />
          </MenuButton>
        ) : null}
      </div>
      {open === 'change' ? (
        <ChangeDialog
          workspace={workspace}
          member={member}
          me={me}
          partners={partners}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'remove' ? (
        <RemoveDialog workspace={workspace} member={member} label={label} onClose={() => setOpen(null)} />
      ) : null}
    </li>
  )
}

function seen(member: Member, now: number): string {
  if (member.invited && member.devices === 0) return 'Invited, has not joined yet.'
  if (member.lastSeen === null) return 'Has not joined yet.'
  // Either way: a device whose clock is behind must not see everybody here.
  return Math.abs(now - member.lastSeen) < 120_000
    ? 'Here now.'
    : `Last here ${dayAndTime(member.lastSeen, now)}.`
}

function ChangeDialog({
  workspace,
  member,
  me,
  partners,
  onClose,
}: {
  workspace: string
  member: Member
  me: Person
  partners: readonly Partner[]
  onClose: () => void
}) {
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (body: Pick<Member, 'name' | 'partner' | 'role' | 'themes'>) =>
      call(routes.changeMember, { params: { workspace, member: member.id }, body }),
    onSuccess: async () => {
      announce(`Changed: ${member.name}.`)
      onClose()
      await queries.invalidateQueries({ queryKey: keys.members(workspace) })
    },
  })
  return (
    <Dialog title={`Change ${member.name}`} open onClose={onClose}>
      <p>It takes effect at once, also on pages they have open.</p>
      <MemberForm
        me={me}
        partners={partners}
        start={member}
        act="Keep the change"
        problem={change.error === null ? null : sayProblem(change.error)}
        busy={change.isPending}
        onSend={change.mutate}
        onClose={onClose}
      />
    </Dialog>
  )
}

function RemoveDialog({
  workspace,
  member,
  label,
  onClose,
}: {
  workspace: string
  member: Member
  label: string
  onClose: () => void
}) {
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call(routes.removeMember, { params: { workspace, member: member.id } }),
    onSuccess: async () => {
      announce(`Removed: ${member.name}.`)
      onClose()
      await queries.invalidateQueries({ queryKey: keys.members(workspace) })
    },
  })
  return (
    <Dialog title={`Remove ${label}?`} open onClose={onClose} grave>
      <p>
        They are signed out everywhere at once, also on open pages. What they wrote stays, with their name. A
        new invitation brings them back.
      </p>
      {remove.error === null ? null : (
        <p role="alert" className="stop">
          {sayProblem(remove.error)}
        </p>
      )}
      <div className="acts">
        <Button look="main" isDisabled={remove.isPending} onPress={() => remove.mutate()}>
          Remove {member.name}
        </Button>
        <Button onPress={onClose}>Keep them</Button>
      </div>
    </Dialog>
  )
}
