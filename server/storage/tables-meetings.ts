import type {
  AttendanceHow,
  EntryKind,
  MeetingActionState,
  MeetingKind,
  MeetingState,
} from '../../shared/domain/meetings.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { Ground } from '../../shared/domain/positions.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'

/** Meetings. Times are milliseconds since 1970; `by` and its like are an Author as JSON. */
export interface MeetingTables {
  meeting: {
    workspace: string
    id: string
    kind: MeetingKind
    title: string
    state: MeetingState
    starts_at: number
    /** Its planned length. */
    minutes: number
    dial_in: string | null
    /** AgendaItem[], JSON. */
    agenda: string
    /** Members' ids, JSON. */
    invitees: string
    by: string
    version: number
    opened_at: number | null
    /** Course, JSON; null until it is started. */
    course: string | null
    closed_at: number | null
    closed_by: string | null
    /** The immutable version of the closed minutes; null until it is kept. */
    minutes_version: string | null
    /** What had moved in the narratives when it was closed, JSON. */
    changes: string | null
  }
  meeting_attendance: {
    workspace: string
    meeting: string
    /** The member, or an id made by a client for somebody who is none. */
    id: string
    member: number
    partner: PartnerKind
    name: string
    how: AttendanceHow
    came_at: number | null
    left_at: number | null
    /** Null: filled from presence. */
    entered_by: string | null
    /** 1: taken out by hand; presence does not bring them back. */
    out: number
  }
  meeting_hand: {
    workspace: string
    meeting: string
    member: string
    by: string
    /** The order raised. */
    n: number
    at: number
  }
  /** Lines of minutes that are records; but for what becomes of an action no column ever changes. */
  meeting_entry: {
    workspace: string
    id: string
    meeting: string
    item: string
    kind: EntryKind
    words: string
    by: string
    written_at: number
    at: number
    /** Place, JSON. */
    place: string | null
    /** Owner, JSON. */
    owner: string | null
    due_day: string | null
    due_time: string | null
    state: MeetingActionState | null
    settled_at: number | null
    carried_from: string | null
    version: number
    theme: ThemeId | null
    on: Ground | null
    partner: PartnerKind | null
    /** Who said it by phone. */
    speaker: string | null
    read_back_at: number | null
    read_back_by: string | null
  }
  meeting_amendment: {
    workspace: string
    id: string
    meeting: string
    words: string
    by: string
    written_at: number
    at: number
  }
}
