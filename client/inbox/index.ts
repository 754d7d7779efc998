export { InboxLink } from './inbox-link.tsx'
export { InboxPage } from './inbox-page.tsx'
export { SaidPage } from './said-page.tsx'
