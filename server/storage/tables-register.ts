import type { ActionStatus, EvidenceKind, Sensitivity } from '../../shared/domain/actions.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'

/** The register of actions, the evidence they rest on, and the chase list. Days are "2026-02-28". */
export interface RegisterTables {
  action: {
    workspace: string
    id: string
    /** "3.1": unique in its workspace. */
    ref: string
    title: string
    theme: ThemeId
    /** A member's id; null where a plain name, or nobody, owns it. */
    owner_id: string | null
    owner_name: string | null
    partner: PartnerKind | null
    due: string | null
    revised_due: string | null
    status: ActionStatus
    status_note: string | null
    start_date: string | null
    recovery_note: string | null
    /** 1 while its status was brought in and nobody has set it here. */
    imported: number
    came_from: string | null
    /** A status that waits for a second person, as JSON. */
    proposal: string | null
    /** What a nominated lead goes back to, as JSON. */
    previous: string | null
    /** An `Author`, as JSON. */
    by: string
    /** Milliseconds since 1970. */
    at: number
    changed_by: string
    changed_at: number
    version: number
  }
  /** What people say about an action: only ever added to. */
  action_note: { workspace: string; id: string; action: string; words: string; by: string; at: number }
  evidence: {
    workspace: string
    id: string
    title: string
    kind: EvidenceKind
    /** A link, or the name of a file. */
    kept_at: string | null
    date: string
    holder: string | null
    sensitivity: Sensitivity
    what_changed: string | null
    by: string
    at: number
    /** Who said last what it says now; a second person verifies it. */
    changed_by: string
    verified_by: string | null
    verified_at: number | null
    withdrawn_by: string | null
    withdrawn_at: number | null
    withdrawn_why: string | null
    version: number
  }
  action_evidence: { workspace: string; action: string; evidence: string }
  /** R33: what is claimed and not yet tied down. */
  chase: {
    workspace: string
    id: string
    claim: string
    missing: string
    theme: ThemeId | null
    /** A section of the theme's narrative. */
    section: string | null
    /** A member's id; null: a plain name. */
    who: string | null
    who_name: string
    /** "2026-11-27T16:00", local time in the United Kingdom. */
    by_when: string
    evidence: string | null
    /** The comment that offers the evidence. */
    comment: string | null
    by: string
    at: number
    closed_by: string | null
    closed_at: number | null
    /** Null while it is open, and where verified evidence has closed it. */
    closed_why: string | null
    version: number
  }
  /** Which colour stands beside which status; null: none. */
  register_colours: { workspace: string; colours: string | null; version: number }
}
