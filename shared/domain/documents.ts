import { z } from 'zod'
import { PARTNER_KINDS, type PartnerKind } from './partners.ts'
import { THEME_IDS, type ThemeId } from './themes.ts'

/**
 * What is written in a shared document: the evidence narrative of a theme, the same theme in Easy Read, a partner's
 * own analysis, a section of the opening presentation, the minutes of a meeting, or a workshop board.
 */
export type Kind =
  | { kind: 'narrative'; theme: ThemeId }
  | { kind: 'easy'; theme: ThemeId }
  | { kind: 'analysis'; partner: PartnerKind }
  | { kind: 'presentation'; section: string }
  | { kind: 'minutes'; meeting: string }
  | { kind: 'board'; board: string }

/** The documents every workspace has; sections of the presentation, minutes and boards come and go with their records. */
export const FIXED_DOCUMENT_IDS = [
  ...THEME_IDS,
  ...THEME_IDS.map((theme) => `easy-${theme}` as const),
  ...PARTNER_KINDS.map((partner) => `analysis-${partner}` as const),
] as const

/** An id made by a client or by us: safe in a room's name and an address. */
const Made = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/)

/**
 * The name records and addresses know a document by: a narrative has its theme's number, the others say what they
 * are: `4`, `easy-4`, `analysis-parents`, `presentation-V1StGXR8`, `minutes-Z5jdHi6B`, `board-q7tRw2Lp`.
 */
export const DocumentId = z.union([
  z.enum(FIXED_DOCUMENT_IDS),
  z.templateLiteral(['presentation-', Made]),
  z.templateLiteral(['minutes-', Made]),
  z.templateLiteral(['board-', Made]),
])
export type DocumentId = z.infer<typeof DocumentId>

export const documentId = (what: Kind): DocumentId => {
  switch (what.kind) {
    case 'narrative':
      return what.theme
    case 'easy':
      return `easy-${what.theme}`
    case 'analysis':
      return `analysis-${what.partner}`
    case 'presentation':
      return `presentation-${what.section}`
    case 'minutes':
      return `minutes-${what.meeting}`
    case 'board':
      return `board-${what.board}`
  }
}

const FIXED: ReadonlyMap<string, Kind> = new Map<DocumentId, Kind>([
  ...THEME_IDS.map((theme): [DocumentId, Kind] => [theme, { kind: 'narrative', theme }]),
  ...THEME_IDS.map((theme): [DocumentId, Kind] => [`easy-${theme}`, { kind: 'easy', theme }]),
  ...PARTNER_KINDS.map((partner): [DocumentId, Kind] => [
    `analysis-${partner}`,
    { kind: 'analysis', partner },
  ]),
])

/** What a document's id stands for. */
export function kindOf(document: DocumentId): Kind {
  const fixed = FIXED.get(document)
  if (fixed !== undefined) return fixed
  const [, kind, id = ''] = /^(presentation|minutes|board)-(.+)$/.exec(document) ?? []
  if (kind === 'minutes') return { kind, meeting: id }
  return kind === 'board' ? { kind, board: id } : { kind: 'presentation', section: id }
}

/** The theme whose text a document is; null for those that are about a partner, a meeting or the presentation. */
export const themeOf = (document: DocumentId): ThemeId | null => {
  const what = kindOf(document)
  return what.kind === 'narrative' || what.kind === 'easy' ? what.theme : null
}

/** Whether its sections carry numbers: blocks of a slide, items of an agenda and things on a board do not. */
export function isNumbered(document: DocumentId): boolean {
  const { kind } = kindOf(document)
  return kind === 'narrative' || kind === 'easy' || kind === 'analysis'
}
