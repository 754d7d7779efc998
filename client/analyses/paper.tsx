import type { ReactNode } from 'react'
import { usePageTitle } from '../ui/page-title.ts'
import { Trail } from '../ui/trail.tsx'
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
      <Trail
        workspace={workspace}
        under={under ? [{ name: 'Own analyses', to: `/w/${workspace}/analyses` }] : []}
        page={page}
      />
      <main id="main" className="analyses-page" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}
