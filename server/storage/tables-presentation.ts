import type { DocumentId } from '../../shared/domain/documents.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { SectionKind } from '../../shared/domain/presentation.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'

/** The opening presentation. */
export interface PresentationTables {
  /** The opening presentation as a whole. */
  presentation: {
    workspace: string
    /** "11:00", local time of the day; null: not set. */
    starts: string | null
    slot_minutes: number
    version: number
  }
  presentation_section: {
    workspace: string
    id: string
    kind: SectionKind
    /** Null: the wording of its theme, or the name of its kind. */
    title: string | null
    theme: ThemeId | null
    minutes: number | null
    /** A member's id. */
    presenter: string | null
    partner: PartnerKind | null
    /** A fractional index. */
    order: string
    removed: number
    version: number
  }
  /** A paragraph of a narrative that was brought into a section. */
  brought: {
    workspace: string
    id: string
    /** The section's document. */
    document: DocumentId
    theme: ThemeId
    /** An `Anchor` on the words of the narrative, as JSON. */
    source: string
    /** What they said when they were brought, or last looked at. */
    said: string
    /** An `Anchor` on the words in the section, as JSON. */
    placed: string
    /** An `Author`, as JSON. */
    by: string
    /** Milliseconds since 1970. */
    at: number
  }
}
