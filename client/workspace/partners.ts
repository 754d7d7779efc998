import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { Workspace } from '../../shared/domain/workspace.ts'

/** A partner's short name in this workspace. */
export const shortOf = (workspace: Workspace, kind: PartnerKind): string =>
  workspace.partners.find((partner) => partner.kind === kind)?.short ?? kind
