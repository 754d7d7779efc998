import { Link, useParams } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import { call } from '../sync/api.ts'
import { useKnown } from '../sync/records.ts'
import { usePageTitle } from '../ui/page-title.ts'

/** The boards of a workspace. */
export function BoardsPage() {
  const { workspace = '' } = useParams()
  usePageTitle('Boards')
  const boards = useKnown(['boards', workspace], () => call(routes.boards, { params: { workspace } }))
  return (
    <main id="main" className="narrow-page" tabIndex={-1}>
      <h1>Boards</h1>
      <ul>
        {(boards.data ?? []).map(({ id, title }) => (
          <li key={id}>
            <Link to={`/w/${workspace}/boards/${id}`}>{title}</Link>
          </li>
        ))}
      </ul>
    </main>
  )
}
