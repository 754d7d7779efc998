import { useMutation, useQueryClient } from '@tanstack/react-query'
import { routes } from '../../shared/api/routes.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import type { Person } from '../../shared/people/person.ts'
import { call, sayProblem } from '../sync/api.ts'
import { keys } from '../sync/records.ts'
import { Dialog } from '../ui/dialog.tsx'
import type { LinkOut } from './link-dialog.tsx'
import { MemberForm, type MemberDraft } from './member-form.tsx'

/** Adds a member, then shows their one-time link. */
export function InviteDialog({
  workspace,
  me,
  partners,
  onClose,
  onLink,
}: {
  workspace: string
  me: Person
  partners: readonly Partner[]
  onClose: () => void
  onLink: (link: LinkOut) => void
}) {
  const queries = useQueryClient()
  const invite = useMutation({
    mutationFn: (draft: MemberDraft) => call(routes.invite, { params: { workspace }, body: draft }),
    onSuccess: async (fresh) => {
      const { partner } = fresh.invitation.member
      onLink({ fresh, short: partners.find((one) => one.kind === partner)?.short ?? partner })
      await Promise.all([
        queries.invalidateQueries({ queryKey: keys.members(workspace) }),
        queries.invalidateQueries({ queryKey: keys.invitations(workspace) }),
      ])
    },
  })
  return (
    <Dialog title="Invite someone" open onClose={onClose}>
      <MemberForm
        me={me}
        partners={partners}
        start={null}
        act="Make their link"
        problem={invite.error === null ? null : sayProblem(invite.error)}
        busy={invite.isPending}
        onSend={invite.mutate}
        onClose={onClose}
      />
    </Dialog>
  )
}
