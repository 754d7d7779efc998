import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { nanoid } from 'nanoid'
import { routes } from '../../shared/api/routes.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Found, Purge } from '../../shared/domain/purges.ts'
import { call } from '../sync/api.ts'

const keyOf = (workspace: string) => ['purges', workspace] as const

/** The requests of a workspace, live. Never kept on this device: they hold the words that are to go. */
export const usePurges = (workspace: string) =>
  useQuery({
    queryKey: keyOf(workspace),
    queryFn: () => call(routes.purges, { params: { workspace } }),
    gcTime: 0,
  })

interface Wanted {
  document: DocumentId
  words: string
}

/** Where some words stand. */
export const useLook = (workspace: string) =>
  useMutation<Found[], Error, Wanted>({
    mutationFn: (body) => call(routes.lookForWords, { params: { workspace }, body }),
    gcTime: 0,
  })

/** Asks that words be removed; the id is made once, so that sent twice it is one request. */
export function useAsk(workspace: string) {
  const queries = useQueryClient()
  return useMutation<Purge, Error, Wanted & { id?: string }>({
    mutationFn: ({ id = nanoid(), ...body }) =>
      call(routes.askPurge, { params: { workspace }, body: { id, ...body } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keyOf(workspace) }),
    gcTime: 0,
  })
}

/** A key is turned, or the request refused (`why`). */
export function useDecide(workspace: string) {
  const queries = useQueryClient()
  return useMutation<Purge, Error, { purge: string; why: string | null }>({
    mutationFn: ({ purge, why }) =>
      why === null
        ? call(routes.turnKey, { params: { workspace, purge }, body: {} })
        : call(routes.refusePurge, { params: { workspace, purge }, body: { why } }),
    onSettled: () => queries.invalidateQueries({ queryKey: keyOf(workspace) }),
  })
}
