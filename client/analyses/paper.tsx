import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { InBar } from '../ui/bar.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import './analyses.css'

/** A page about analyses: where it is in the bar, and its paper. */
export function Paper({
  workspace,
  page,
  under,
  children,
}: {
  workspace: string
  page: string
  /** The page is under "Own analyses". */
  under?: boolean
  children: ReactNode
}) {
  usePageTitle(page)
  return (
    <>
      <InBar place="trail">
        <nav aria-label="Where you are">
          <span aria-hidden className="wide-only">
            /
          </span>
          <Link className="wide-only" to={`/w/${workspace}`}>
            Five narratives
          </Link>
          {under ? (
            <>
              <span aria-hidden>/</span>
              <Link to={`/w/${workspace}/analyses`}>Own analyses</Link>
            </>
          ) : null}
          <span aria-hidden className={under ? 'wide-only' : ''}>
            /
          </span>
          <span aria-current="page" className={under ? 'wide-only' : ''}>
            {page}
          </span>
        </nav>
      </InBar>
      <main id="main" className="analyses-page" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}
