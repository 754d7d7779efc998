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
}
