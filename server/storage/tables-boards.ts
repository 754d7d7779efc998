import type { Anonymity, BoardState, SentAs, TemplateId } from '../../shared/board/boards.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'

/** Workshop boards beside what stands on them. Times are milliseconds since 1970; `by` is an Author as JSON. */
export interface BoardTables {
  board: {
    workspace: string
    id: string
    title: string
    theme: ThemeId | null
    template: TemplateId
    state: BoardState
    /** 1: only the facilitator moves things. */
    locked: number
    /** A member's id. */
    facilitator: string | null
    /** The names of the columns it began with, string[] as JSON: a making that a crash cut short is finished with them. */
    columns: string
    /** Stage[] as JSON. */
    stages: string
    /** The id of the step under way. */
    stage: string | null
    /** Timer as JSON. */
    timer: string | null
    /** {view, at, by} as JSON. */
    called: string | null
    by: string
    at: number
    version: number
  }
  /** A round of private writing, or a ballot. */
  board_round: {
    workspace: string
    id: string
    board: string
    kind: 'writing' | 'voting'
    /** 'ending': its notes are being put on the board. */
    state: 'open' | 'ending' | 'ended'
    /** Of writing; never changed. */
    anonymity: Anonymity | null
    /** Of a ballot; never changed. */
    votes: number | null
    by: string
    at: number
    ended_at: number | null
  }
  /** Private notes, until they are revealed; then the row is gone. */
  board_note: {
    workspace: string
    id: string
    round: string
    /** Who wrote it; dropped with the row when it is revealed. */
    member: string
    partner: PartnerKind
    words: string
    frame: string | null
    /** While it is being put on the board: the id it gets there; what a crash cut short goes on with the same. */
    item: string | null
    at: number
    version: number
  }
  board_vote: {
    workspace: string
    round: string
    item: string
    member: string
    partner: PartnerKind
    votes: number
  }
  board_sent: {
    workspace: string
    id: string
    board: string
    item: string
    as: SentAs
    document: DocumentId | null
    section: string | null
    record: string | null
    words: string
    by: string
    at: number
  }
  issue: {
    workspace: string
    id: string
    words: string
    theme: ThemeId | null
    board: string | null
    item: string | null
    state: 'open' | 'settled'
    settled_how: string | null
    by: string
    at: number
    version: number
  }
}
