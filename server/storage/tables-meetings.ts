import type { MeetingKind, MeetingState } from '../../shared/domain/meetings.ts'

/** Meetings. */
export interface MeetingTables {
  meeting: {
    workspace: string
    id: string
    kind: MeetingKind
    title: string
    state: MeetingState
    /** Milliseconds since 1970. */
    starts_at: number
    version: number
  }
}
