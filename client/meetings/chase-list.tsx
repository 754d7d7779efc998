import { Link } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import { call } from '../sync/api.ts'
import { useKnown } from '../sync/records.ts'
import { useServerNow } from './use-server-now.ts'
import { dueWords } from './words.ts'

/** What is claimed and not tied down yet: what is missing, who brings it, by what hour (R33). */
export function ChaseList({ workspace }: { workspace: string }) {
  const known = useKnown(['actions', workspace, 'chase'], () => call(routes.chase, { params: { workspace } }))
  const now = useServerNow()
  const open = known.data?.filter(({ closed }) => closed === null) ?? []
  return (
    <section aria-labelledby="mt-chase">
      <h2 id="mt-chase">
        Chase list
        <span>{open.length === 1 ? '1 claim to tie down' : `${open.length} claims to tie down`}</span>
      </h2>
      {known.data === undefined ? (
        <p className="mt-facts">{known.problem === null ? 'Catching up…' : known.problem.message}</p>
      ) : null}
      <ul className="mt-chase">
        {open.map((claim) => (
          <li key={claim.id}>
            “{claim.claim}”
            <small>
              {claim.theme === null ? '' : `Theme ${claim.theme}. `}
              {claim.missing} {claim.who.name},{' '}
              {dueWords({ day: claim.byWhen.slice(0, 10), time: claim.byWhen.slice(11) }, now)}
            </small>
          </li>
        ))}
      </ul>
      <Link className="small" to={`/w/${workspace}/actions`}>
        Open the actions and the chase list
      </Link>
    </section>
  )
}
