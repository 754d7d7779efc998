import { z } from 'zod'
import { PARTNER_KINDS, type PartnerKind } from './partners.ts'
import { THEME_IDS, type ThemeId } from './themes.ts'

/**
 * What is written in a shared document: the evidence narrative of a theme, the same theme in Easy Read, or a
 * partner's own analysis. Further kinds (presentation, minutes, board) join this union when they have code.
 */
export type Kind =
  | { kind: 'narrative'; theme: ThemeId }
  | { kind: 'easy'; theme: ThemeId }
  | { kind: 'analysis'; partner: PartnerKind }

/**
 * The name records and addresses know a document by: a narrative has its theme's number, the others say what they
 * are: `4`, `easy-4`, `analysis-parents`.
 */
export const DOCUMENT_IDS = [
  ...THEME_IDS,
  ...THEME_IDS.map((theme) => `easy-${theme}` as const),
  ...PARTNER_KINDS.map((partner) => `analysis-${partner}` as const),
] as const
export const DocumentId = z.enum(DOCUMENT_IDS)
export type DocumentId = z.infer<typeof DocumentId>

export const documentId = (what: Kind): DocumentId => {
  switch (what.kind) {
    case 'narrative':
      return what.theme
    case 'easy':
      return `easy-${what.theme}`
    case 'analysis':
      return `analysis-${what.partner}`
  }
}

const KINDS: ReadonlyMap<DocumentId, Kind> = new Map<DocumentId, Kind>([
  ...THEME_IDS.map((theme): [DocumentId, Kind] => [theme, { kind: 'narrative', theme }]),
  ...THEME_IDS.map((theme): [DocumentId, Kind] => [`easy-${theme}`, { kind: 'easy', theme }]),
  ...PARTNER_KINDS.map((partner): [DocumentId, Kind] => [
    `analysis-${partner}`,
    { kind: 'analysis', partner },
  ]),
])

/** What a document's id stands for. */
export const kindOf = (document: DocumentId): Kind => KINDS.get(document) as Kind
