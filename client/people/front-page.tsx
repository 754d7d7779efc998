import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import { call, sayProblem } from '../sync/api.ts'
import { actAs } from '../sync/identity.ts'
import { keys } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { JoinSheet } from './join-sheet.tsx'
import { WhoLine } from './who-are-you.tsx'

/** The start: the workspaces this browser is in, or how to get into one. */
export function FrontPage() {
  usePageTitle('')
  const queries = useQueryClient()
  const signedIn = useQuery({ queryKey: keys.signedIn(), queryFn: () => call(routes.signedIn, {}) })
  const people = signedIn.data?.people ?? []
  if (signedIn.error !== null)
    return (
      <JoinSheet title="No answer from the server">
        <p role="alert">{sayProblem(signedIn.error)}</p>
        <Button look="main" wide onPress={() => void signedIn.refetch()}>
          Try again
        </Button>
      </JoinSheet>
    )
  if (signedIn.data === undefined)
    return (
      <JoinSheet title="Throughline">
        <p role="status">Catching up…</p>
      </JoinSheet>
    )
  if (people.length === 0)
    return (
      <JoinSheet title="Write the evidence together">
        <p>
          Throughline is where a local area’s partners write their evidence for an inspection, live and side
          by side.
        </p>
        <p>You join with a link from your lead. Open it in this browser, and you are in.</p>
      </JoinSheet>
    )
  return (
    <JoinSheet title="Go to your workspace">
      <ul className="who-list">
        {people.map((one) => (
          <li key={one.person.id}>
            <Link
              className="btn"
              to={`/w/${one.workspace.slug}`}
              onClick={() => {
                actAs(one.person.id, one.workspace.slug)
                queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'signed-in' })
              }}
            >
              <WhoLine holder={one} place />
            </Link>
          </li>
        ))}
      </ul>
    </JoinSheet>
  )
}
