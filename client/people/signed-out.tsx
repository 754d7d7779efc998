import { UNREACHABLE } from '../sync/api.ts'
import { Button } from '../ui/button.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { JoinSheet } from './join-sheet.tsx'

/** Nobody of this workspace is signed in here; says the way back in. */
export function SignedOut({ unreachable = false, retry }: { unreachable?: boolean; retry?: () => void }) {
  usePageTitle(unreachable ? 'No answer' : 'Signed out')
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
    <JoinSheet title="You are signed out">
      <p>
        Ask your lead for a fresh link. It opens this workspace again, with your name and everything you
        wrote.
      </p>
      <p>Edits that were not sent yet are kept on this device until then.</p>
    </JoinSheet>
  )
}
