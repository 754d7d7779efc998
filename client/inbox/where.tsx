import { Link } from 'react-router'
import { InBar } from '../ui/bar.tsx'

/** Where the page is, in the bar. */
export const Where = ({ workspace, page }: { workspace: string; page: string }) => (
  <InBar place="trail">
    <nav aria-label="Where you are">
      <span aria-hidden className="wide-only">
        /
      </span>
      <Link className="wide-only" to={`/w/${workspace}`}>
        Five narratives
      </Link>
      <span aria-hidden>/</span>
      <span aria-current="page">{page}</span>
    </nav>
  </InBar>
)
