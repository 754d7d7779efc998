import { useEffect, useRef, type ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { InboxLink } from '../inbox/index.ts'
import { Announcer } from '../ui/announcer.tsx'
import { BarPlace } from '../ui/bar.tsx'
import { BrandMark } from '../ui/brand.tsx'
import { AccountMenu } from './account-menu.tsx'
import { focusPage } from './focus-page.ts'

/** Skip link, the one bar, the live region, and the page below; focus goes to the page when the route changes. */
export function Shell({ children }: { children: ReactNode }) {
  const { pathname } = useLocation()
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    window.scrollTo(0, 0)
    return focusPage()
  }, [pathname])
  const workspace = /^\/w\/([^/]+)/.exec(pathname)?.[1]
  return (
    <>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      {workspace === undefined ? null : (
        <header className="bar">
          <Link className="brand" to={`/w/${workspace}`}>
            <BrandMark />
            <span className="brand-word">Throughline</span>
          </Link>
          <BarPlace place="trail" />
          <BarPlace place="tools" />
          <InboxLink key={workspace} workspace={workspace} />
          <AccountMenu workspace={workspace} />
        </header>
      )}
      {children}
      <Announcer />
    </>
  )
}
