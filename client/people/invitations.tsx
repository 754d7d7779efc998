import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link2 } from 'lucide-react'
import { routes } from '../../shared/api/routes.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import type { Invitation } from '../../shared/people/members.ts'
import { call, sayProblem } from '../sync/api.ts'
import { keys, useKnown } from '../sync/records.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useNow } from '../ui/use-now.ts'
import { dayAndTime } from '../ui/when.ts'

/** Links that are out and not used; each can be made worthless. */
export function InvitationsList({
  workspace,
  partners,
}: {
  workspace: string
  partners: readonly Partner[]
}) {
  const links = useKnown(keys.invitations(workspace), () =>
    call(routes.invitations, { params: { workspace } }),
  )
  if (links.data === undefined || links.data.length === 0) return null
  return (
    <section aria-labelledby="links-out">
      <h2 id="links-out">
        Links not used yet<span className="count">{links.data.length}</span>
      </h2>
      <ul>
        {links.data.map((invitation) => (
          <InvitationRow
            key={invitation.id}
            workspace={workspace}
            invitation={invitation}
            partners={partners}
          />
        ))}
      </ul>
    </section>
  )
}

function InvitationRow({
  workspace,
  invitation,
  partners,
}: {
  workspace: string
  invitation: Invitation
  partners: readonly Partner[]
}) {
  const now = useNow()
  const queries = useQueryClient()
  const { member } = invitation
  const short = partners.find((one) => one.kind === member.partner)?.short ?? member.partner
  const revoke = useMutation({
    mutationFn: () => call(routes.revokeInvitation, { params: { workspace, invitation: invitation.id } }),
    onSuccess: async () => {
      announce(`The link of ${member.name} is worthless now.`)
      await Promise.all([
        queries.invalidateQueries({ queryKey: keys.invitations(workspace) }),
        queries.invalidateQueries({ queryKey: keys.members(workspace) }),
      ])
    },
  })
  return (
    <li className="row is-stacked">
      <Icon of={Link2} />
      <div>
        <div className="name">
          {member.name}, {short}
        </div>
        <div className="about">
          {invitation.by === null ? '' : `From ${invitation.by.name}. `}Works until{' '}
          {dayAndTime(invitation.expiresAt, now)}.
        </div>
        {revoke.error === null ? null : (
          <p role="alert" className="stop small">
            {sayProblem(revoke.error)}
          </p>
        )}
      </div>
      <div className="acts">
        <Button small isDisabled={revoke.isPending} onPress={() => revoke.mutate()}>
          Take back the link<span className="vh"> of {member.name}</span>
        </Button>
      </div>
    </li>
  )
}
