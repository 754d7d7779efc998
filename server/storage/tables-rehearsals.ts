import type { ThemeId } from '../../shared/domain/themes.ts'

/** Runs of the opening presentation. Times are milliseconds since 1970; `by` is an Author as JSON. */
export interface RehearsalTables {
  run: {
    workspace: string
    id: string
    kind: 'rehearsal' | 'given'
    by: string
    at: number
    starts: string | null
    /** The sections as they stood when it began, JSON. */
    running_order: string
  }
  run_step: {
    workspace: string
    run: string
    id: string
    /** In the order they came; it decides between two of the same moment. */
    n: number
    did: 'started' | 'showed' | 'paused' | 'resumed' | 'ended'
    section: string | null
    slide: number | null
    at: number
    by: string
  }
  run_note: {
    workspace: string
    id: string
    run: string
    section: string
    words: string
    by: string
    at: number
  }
  question: {
    workspace: string
    id: string
    theme: ThemeId | null
    question: string
    answer: string | null
    by: string
    at: number
    version: number
    removed: number
  }
  run_asked: {
    workspace: string
    run: string
    question: string
  }
}
