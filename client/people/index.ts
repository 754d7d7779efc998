import { lazy } from 'react'

export { FrontPage } from './front-page.tsx'
export { JoinPage } from './join-page.tsx'
export { SignedOut } from './signed-out.tsx'
export { WhoAreYou } from './who-are-you.tsx'

/** On its own, since most people never open it. */
export const PeoplePage = lazy(async () => ({ default: (await import('./people-page.tsx')).PeoplePage }))
