import { routes } from '../../../shared/api/routes.ts'
import { DocumentId } from '../../../shared/domain/documents.ts'
import { call } from '../../sync/api.ts'

/** An address as people read it: without what every address has. */
export function shownAddress(href: string): string {
  const bare = href.replace(/^(?:https?:\/\/(?:www\.)?|mailto:)/i, '').replace(/\/$/, '')
  return bare.length > 60 ? `${bare.slice(0, 59)}…` : bare
}

/** An address of this workspace is kept without its host, so that it holds wherever the product is served. */
export function insideAddress(href: string, origin: string, workspace: string): string | null {
  if (!URL.canParse(href)) return null
  const url = new URL(href)
  if (url.origin !== origin || !`${url.pathname}/`.startsWith(`/w/${workspace}/`)) return null
  return `${url.pathname}${url.search}${url.hash}`
}

/** Pages that are called the same in every workspace. */
const PAGES: Readonly<Record<string, string>> = {
  '': 'Home',
  people: 'People',
  positions: 'Positions',
  actions: 'Actions',
  inbox: 'Inbox',
  presentation: 'Presentation',
  'presentation/slides': 'Slides',
  analyses: 'Analyses',
  meetings: 'Meetings',
  boards: 'Boards',
  issues: 'Issues',
}

/** What a page of this workspace is called; null when it has no name, or none for this person. */
export async function titleOf(path: string, workspace: string): Promise<string | null> {
  const [, page = ''] = new RegExp(`^/w/${workspace}/?([^?#]*)`).exec(path) ?? []
  const named = PAGES[page.replace(/\/$/, '')]
  if (named !== undefined) return named
  const [, kind, id] = /^(themes|documents|boards)\/([A-Za-z0-9_-]+)/.exec(page) ?? []
  if (kind === undefined || id === undefined) return null
  try {
    if (kind === 'boards') return (await call(routes.board, { params: { workspace, board: id } })).title
    const document = DocumentId.safeParse(id)
    if (!document.success) return null
    return (await call(routes.documentPage, { params: { workspace, document: document.data } })).title
  } catch {
    return null // the address is shown all the same
  }
}
