import { useState } from 'react'
import { Link } from 'react-router'
import type { Comment } from '../../shared/annotations/comments.ts'
import { kindOf } from '../../shared/domain/documents.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { may } from '../../shared/permissions.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { Button } from '../ui/button.tsx'
import { ChaseDialog, type Offer } from './chase-dialog.tsx'
import { useChase, useRegister } from './use-register.ts'

/** Claims are sentences; of a longer quotation the beginning is enough to change into one. */
const CLAIM_MAX = 1_000

/** Under a comment that offers evidence to a narrative: which claim it is for, or the way onto the chase list (R33). */
export function OnChaseList({ context, comment }: { context: NarrativeContext; comment: Comment }) {
  const what = kindOf(context.document)
  if (comment.kind !== 'evidence' || comment.deleted || what.kind !== 'narrative') return null
  return may(context.me, { do: 'read register' }) ? (
    <Offered context={context} comment={comment} theme={what.theme} />
  ) : null
}

function Offered({
  context: { workspace, me, page },
  comment,
  theme,
}: {
  context: NarrativeContext
  comment: Comment
  theme: ThemeId
}) {
  const { data: claims } = useChase(workspace)
  const [adding, setAdding] = useState(false)
  if (claims === undefined) return null
  const tied = claims.filter((claim) => claim.comment?.id === comment.id)
  if (tied.length > 0)
    return tied.map(({ id, claim, closed }) => (
      <p key={id} className="small on-chase-list">
        <Link to={`/w/${workspace}/actions#claim=${id}`}>On the chase list</Link>: {claim}
        {closed === null ? '' : ' (closed)'}
      </p>
    ))
  if (!may(me, { do: 'keep chase list' })) return null
  return (
    <div className="on-chase-list">
      <Button look="text" small onPress={() => setAdding(true)}>
        Put on the chase list
      </Button>
      {adding ? (
        <OfferDialog
          workspace={workspace}
          partners={page.workspace.partners}
          offer={{
            comment: comment.id,
            claim: comment.anchor.quote.slice(0, CLAIM_MAX),
            theme,
            section: comment.anchor.section,
            by: { member: comment.author.id, name: comment.author.name },
            claims: claims.filter(({ closed }) => closed === null),
          }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </div>
  )
}

/** The members who can bring something are read when they are asked for. */
function OfferDialog({
  workspace,
  partners,
  offer,
  onClose,
}: {
  workspace: string
  partners: NarrativeContext['page']['workspace']['partners']
  offer: Offer
  onClose: () => void
}) {
  const { data } = useRegister(workspace)
  return data === undefined ? (
    <p role="status">Catching up…</p>
  ) : (
    <ChaseDialog
      workspace={workspace}
      members={data.members}
      partners={partners}
      offer={offer}
      onClose={onClose}
    />
  )
}
