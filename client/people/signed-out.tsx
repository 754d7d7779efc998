import { Link } from 'react-router'
import { UNREACHABLE } from '../sync/api.ts'
import { Button } from '../ui/button.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { JoinSheet } from './join-sheet.tsx'

/** Nobody of this workspace is signed in here; says why, as far as is known, and the way back in. */
export function SignedOut({
  unreachable = false,
  removed = false,
  elsewhere = false,
  retry,
}: {
  unreachable?: boolean
  /** A lead took this person out while the page was open. */
  removed?: boolean
  /** This browser is signed in to another workspace, or as somebody else. */
  elsewhere?: boolean
  retry?: () => void
}) {
  usePageTitle(unreachable ? 'No answer' : removed ? 'Removed' : 'Signed out')
  if (unreachable)
    return (
      <JoinSheet title="No answer from the server">
        <p role="alert">{UNREACHABLE}</p>
        <Button look="main" wide onPress={() => retry?.()}>
          Try again
        </Button>
      </JoinSheet>
    )
  return (
    <JoinSheet title={removed ? 'You were removed from this workspace' : 'You are signed out'}>
      {removed ? (
        <p role="alert">
          What you wrote stays, with your name. If this is a mistake, ask your lead to invite you again.
        </p>
      ) : (
        <p>
          Ask your lead for a fresh link. It opens this workspace again, with your name and everything you
          wrote.
        </p>
      )}
      <p>Edits that were not sent yet are kept on this device.</p>
      {elsewhere ? (
        <p className="small">
          This browser is signed in elsewhere, too. <Link to="/">Go to your workspaces</Link>
        </p>
      ) : null}
    </JoinSheet>
  )
}
