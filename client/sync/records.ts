import { notifyManager, useQuery, type QueryKey, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import type { Progress } from '../../shared/domain/actions.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Inbox } from '../../shared/inbox/items.ts'
import type { Comment } from '../../shared/annotations/comments.ts'
import type { Home, StoredText, DocumentPage } from '../../shared/domain/workspace.ts'
import { ApiProblem, call } from './api.ts'
import { currentMember } from './identity.ts'
import { drawer } from './kept.ts'

/** Keys of what pages read; `live.ts` says which of them an event touches. */
export const keys = {
  signedIn: () => ['signed-in'] as const,
  home: (workspace: string) => ['home', workspace] as const,
  document: (workspace: string, document: DocumentId) => ['document', workspace, document] as const,
  text: (workspace: string, document: DocumentId) => ['text', workspace, document] as const,
  comments: (workspace: string, document: DocumentId) => ['comments', workspace, document] as const,
  mentionable: (workspace: string, document: DocumentId) => ['mentionable', workspace, document] as const,
  positions: (workspace: string) => ['positions', workspace] as const,
  inbox: (workspace: string) => ['inbox', workspace] as const,
  said: (workspace: string) => ['said', workspace] as const,
  members: (workspace: string) => ['members', workspace] as const,
  invitations: (workspace: string) => ['invitations', workspace] as const,
  devices: (workspace: string) => ['devices', workspace] as const,
}

/** What a page has of a record: now, or the last this device knew. */
export interface Known<T> {
  data: T | undefined
  /** `data` is the last known; the server's answer is awaited or did not come. */
  stale: boolean
  /** The server has answered since this page was opened. */
  answered: boolean
  problem: ApiProblem | null
  retry: () => void
}

/** Resolves once what was last put into the cache has been told to the pages that show it, which is a moment later. */
export const told = (): Promise<void> => new Promise((resolve) => notifyManager.schedule(resolve))

/** Home, live; the last known while the server is awaited. */
export const useHome = (workspace: string): Known<Home> =>
  useKnown(keys.home(workspace), () => call(routes.home, { params: { workspace } }))

/** What stands beside a document, live. */
export const useDocumentPage = (workspace: string, document: DocumentId): Known<DocumentPage> =>
  useKnown(keys.document(workspace, document), () =>
    call(routes.documentPage, { params: { workspace, document } }),
  )

/** The comments of a document, live. */
export const useComments = (workspace: string, document: DocumentId): Known<Comment[]> =>
  useKnown(keys.comments(workspace, document), () =>
    call(routes.comments, { params: { workspace, document } }),
  )

/** What waits for this person, live: the bar, home and the inbox read the same. */
export const useInbox = (workspace: string, asks = true): Known<Inbox> =>
  useKnown(keys.inbox(workspace), () => call(routes.inbox, { params: { workspace } }), asks)

/** How many actions stand where, live, wherever a summary stands (R74). */
export const useProgress = (workspace: string): Known<Progress> =>
  useKnown(['actions', workspace, 'progress'], () => call(routes.progress, { params: { workspace } }))

/** The last stored text, read only when it is needed: while the live link is down. */
export const useStoredText = (workspace: string, document: DocumentId, needed: boolean): Known<StoredText> =>
  useKnown(
    keys.text(workspace, document),
    () => call(routes.storedText, { params: { workspace, document } }),
    needed,
  )

/** A record with its last known value kept on this device, so that a page opens with something to read. */
export function useKnown<T>(key: QueryKey, read: () => Promise<T>, enabled = true): Known<T> {
  const member = currentMember()
  const place = [member, ...key].join('|')
  const [last, setLast] = useState<{ place: string; value: T } | null>(null)
  const query = useQuery({ queryKey: key, queryFn: read, enabled })
  useEffect(() => {
    let gone = false
    const found = (value: T | undefined): void => {
      if (!gone && value !== undefined) setLast({ place, value })
    }
    void lastKnown<T>()
      .get(place)
      .then(found, () => {}) // nothing kept: nothing to show
    return () => {
      gone = true
    }
  }, [place])
  useEffect(() => {
    // Who has just signed out leaves nothing: a page still drawn for a moment keeps its data for nobody.
    if (query.data !== undefined && member !== null)
      void lastKnown<T>()
        .put(place, query.data)
        .catch(() => {})
  }, [member, place, query.data])
  return known(query, last?.place === place ? last.value : undefined)
}

function known<T>(query: UseQueryResult<T>, last: T | undefined): Known<T> {
  const problem = query.error === null ? null : asProblem(query.error)
  // What one may no longer see is not shown from memory either.
  const barred = problem !== null && !problem.passes
  return {
    data: barred ? undefined : (query.data ?? last),
    stale: query.data === undefined || query.isError,
    answered: query.isFetchedAfterMount && query.isSuccess,
    problem,
    retry: () => void query.refetch(),
  }
}

const asProblem = (error: Error): ApiProblem =>
  error instanceof ApiProblem
    ? error
    : new ApiProblem('broken', 'Something went wrong on this page. Reload it and try again.')

const lastKnown = <T>() => drawer<T>('last-known')
