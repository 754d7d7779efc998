import { Link } from 'react-router'
import { usePageTitle } from '../ui/page-title.ts'

/** While a page is on its way. */
export const Opening = () => (
  <main id="main" className="narrow-page" tabIndex={-1} aria-busy>
    <p className="quiet" role="status">
      Catching up…
    </p>
  </main>
)

/** An address that leads nowhere. */
export function NotHere() {
  usePageTitle('Nothing here')
  return (
    <main id="main" className="narrow-page" tabIndex={-1}>
      <h1>Nothing here</h1>
      <p className="quiet">
        This address leads nowhere. It may have been copied only in part. <Link to="/">Go to the start</Link>
      </p>
    </main>
  )
}
