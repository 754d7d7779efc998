import type { Analysis, EasyRead, Link, SideBySide } from '../../shared/analyses/analyses.ts'
import { routes } from '../../shared/api/routes.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { call } from '../sync/api.ts'
import { type Known, useKnown } from '../sync/records.ts'

export const analysesKey = (workspace: string) => ['analyses', workspace] as const
// Not under "home", which is read again whenever somebody comes or goes; `live.ts` says when this is.
export const sideBySideKey = (workspace: string, partner: PartnerKind) =>
  ['side-by-side', workspace, partner] as const
// Under "home", since what is said of an Easy Read text changes with its edits, and home is what is told of edits.
export const easyKey = (workspace: string, theme: ThemeId) => ['easy', workspace, theme] as const

/** The partners' own analyses, live. */
export const useAnalyses = (workspace: string, asks = true): Known<Analysis[]> =>
  useKnown(analysesKey(workspace), () => call(routes.analyses, { params: { workspace } }), asks)

/** What of a document is linked with an analysis, live. */
export const useLinks = (workspace: string, document: DocumentId): Known<Link[]> =>
  useKnown(['links', workspace, document], () => call(routes.links, { params: { workspace, document } }))

export const useSideBySide = (workspace: string, partner: PartnerKind): Known<SideBySide> =>
  useKnown(sideBySideKey(workspace, partner), () =>
    call(routes.sideBySide, { params: { workspace, partner } }),
  )

export const useEasyRead = (workspace: string, theme: ThemeId): Known<EasyRead> =>
  useKnown(easyKey(workspace, theme), () => call(routes.easyRead, { params: { workspace, theme } }))
