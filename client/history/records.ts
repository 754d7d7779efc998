import { useMutation } from '@tanstack/react-query'
import { nanoid } from 'nanoid'
import { routes } from '../../shared/api/routes.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import { NOW } from '../../shared/history/compared.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import type { Person } from '../../shared/people/person.ts'
import { call } from '../sync/api.ts'
import { useHome, useKnown } from '../sync/records.ts'

/** What pages of the history read; the first three words are those that `live.ts` touches. */
const key = (workspace: string, document: DocumentId, ...rest: string[]) => [
  'history',
  workspace,
  document,
  ...rest,
]

/** Of what is kept, nothing changes when another version is; "now" does. A purge reads everything again. */
export const keyOfWords = (workspace: string, document: DocumentId, kind: string, ...of: string[]) =>
  of.includes(NOW) ? key(workspace, document, kind, ...of) : ['kept-words', workspace, document, kind, ...of]

export const useVersionText = (workspace: string, document: DocumentId, version: string) =>
  useKnown(keyOfWords(workspace, document, 'text', version), () =>
    call(routes.versionText, { params: { workspace, document, version } }),
  )

/** With `from` null nothing is asked yet. */
export const useComparison = (workspace: string, document: DocumentId, from: string | null, to: string) =>
  useKnown(
    keyOfWords(workspace, document, 'compare', from ?? '', to),
    () => call(routes.compareVersions, { params: { workspace, document, from: from ?? '', to } }),
    from !== null,
  )

export const useLastSeen = (workspace: string, document: DocumentId, wanted: boolean) =>
  useKnown(
    ['last-seen', workspace, document], // stays as first answered: being here is no reason to forget where I was
    () => call(routes.lastSeen, { params: { workspace, document } }),
    wanted,
  )

export const useRestores = (workspace: string, document: DocumentId) =>
  useKnown(key(workspace, document, 'restores'), () =>
    call(routes.restores, { params: { workspace, document } }),
  )

/** Takes a restore back; the same id however often it is pressed, so that it is done once. */
export const usePutBack = (workspace: string, document: DocumentId) =>
  useMutation({
    mutationFn: ({ restore, id }: { restore: string; id: string }) =>
      call(routes.putBack, { params: { workspace, document, restore }, body: { id } }),
  })

export const newRestoreId = (): string => `r-${nanoid(16)}`

/** Who I am here and who the partners are: also for a guest, to whom the document itself is not open. */
export function useAround(workspace: string): {
  me: Person | null
  partners: readonly Partner[]
  /** The words do not come from those under whose names they stand: a demonstration. */
  planted: boolean
} {
  const home = useHome(workspace)
  return {
    me: home.data?.me ?? null,
    partners: home.data?.workspace.partners ?? [],
    planted: (home.data?.workspace.banner ?? null) !== null,
  }
}

export const shortOf = (partners: readonly Partner[], kind: string): string =>
  partners.find((partner) => partner.kind === kind)?.short ?? kind
