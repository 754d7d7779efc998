import { Fragment } from 'react'
import { Link } from 'react-router'
import { InBar } from './bar.tsx'

/**
 * Where the page is, in the bar: the five narratives (of a workspace), what the page is under, itself.
 * A phone has room for the way back alone; there the mark leads home.
 */
export const Trail = ({
  workspace,
  under,
  page,
}: {
  workspace?: string
  under?: readonly { name: string; to: string }[]
  page: string
}) => {
  const itself = under !== undefined && under.length > 0 ? 'wide-only' : ''
  return (
    <InBar place="trail">
      <nav aria-label="Where you are">
        {workspace === undefined ? null : (
          <>
            <span aria-hidden className="wide-only">
              /
            </span>
            <Link className="wide-only" to={`/w/${workspace}`}>
              Five narratives
            </Link>
          </>
        )}
        {under?.map(({ name, to }) => (
          <Fragment key={to}>
            <span aria-hidden>/</span>
            <Link to={to}>{name}</Link>
          </Fragment>
        ))}
        <span aria-hidden className={itself}>
          /
        </span>
        <span aria-current="page" className={itself}>
          {page}
        </span>
      </nav>
    </InBar>
  )
}
