import type { Kysely } from 'kysely'
import type { CommentKind, CommentState } from '../../shared/annotations/comments.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { PurgeState } from '../../shared/domain/purges.ts'
import type { VersionReason } from '../../shared/history/version.ts'
import type { Ground, Stance } from '../../shared/domain/positions.ts'
import type { BoardTables } from './tables-boards.ts'
import type { MeetingTables } from './tables-meetings.ts'
import type { PresentationTables } from './tables-presentation.ts'
import type { RegisterTables } from './tables-register.ts'
import type { RehearsalTables } from './tables-rehearsals.ts'
import type { Role } from '../../shared/domain/roles.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Judgement, ThemeId, WordingStatus } from '../../shared/domain/themes.ts'

/** JSON in a text column: SQLite and PostgreSQL read it alike. */
type Json<_T> = string
/** Milliseconds since 1970. */
type Millis = number

/** The records, table by table. Every dialect holds exactly this. */
export interface Tables
  extends RegisterTables, RehearsalTables, PresentationTables, MeetingTables, BoardTables {
  workspace: {
    slug: string
    name: string
    banner: string | null
    purpose: string | null
    created_at: Millis
    /** 1 when its five narratives carry the template's sections. */
    prepared: number
  }
  partner: {
    workspace: string
    kind: PartnerKind
    name: string
    short: string
    position: number
    /** The member who alone signs for it; null: those whose role does. */
    signatory: string | null
  }
  member: {
    id: string
    workspace: string
    name: string
    partner: PartnerKind
    role: Role
    themes: Json<ThemeId[]>
    created_at: Millis
    removed_at: Millis | null
    last_seen: Millis | null
  }
  /** Sessions, invitations and access tokens: all are a secret that stands for a member. */
  credential: {
    id: string
    kind: 'session' | 'invitation' | 'token'
    /** sha256 of the secret, hex; the secret itself is kept nowhere. */
    hash: string
    member: string
    issued_by: Json<'Author'> | null
    created_at: Millis
    expires_at: Millis | null
    used_at: Millis | null
    revoked_at: Millis | null
    device: string | null
    last_seen: Millis | null
  }
  theme: {
    workspace: string
    id: ThemeId
    label: string
    name: string | null
    note: string | null
    judgement: Judgement
    wording_status: WordingStatus
    wording_text: string | null
    wording_source: string | null
    entered_by: Json<'Author'> | null
    locked_by: Json<'Author'> | null
    proposal: Json<'Proposal'> | null
    /** The version that stands while the narrative is frozen. */
    frozen: string | null
  }
  comment: Post & {
    document: DocumentId
    kind: CommentKind
    state: CommentState
    anchor: Json<'Anchor'>
    version: number
    /** The version of its last change that a reader wants to hear of. */
    news: number
    suggestion: Json<'Proposal'> | null
    outcome: Json<'Outcome'> | null
    /** An acceptance that has begun: what it puts into the document, by whom, when. */
    accepting: Json<'Accepting'> | null
    /** How an accepted wording can be taken out of the document again. */
    back: Json<'Back'> | null
  }
  reply: Post & { comment: string }
  /** Who did what to a record: only ever added to, in the transaction of the change itself. */
  trail: {
    /** Sorts by time. */
    id: string
    workspace: string
    subject: string
    at: Millis
    by: Json<'Author'>
    did: string
    before: string | null
    /** 1, 2, 3, … in its workspace. */
    n: number
    salt: string | null
    /** sha256 of salt and `before`, hex; stays when a purge takes both out. */
    digest: string | null
    /** The link to the entry before it (`storage/chain.ts`). */
    hash: string
    /** The purge that took its `before` out. */
    withheld: string | null
  }
  /** What partners say of a theme: triggers let nothing change or delete a row. */
  position: {
    workspace: string
    id: string
    theme: ThemeId
    partner: PartnerKind
    on: Ground
    stance: Stance
    reason: string | null
    salt: string | null
    digest: string | null
    publish: number
    set_by: Json<'Author'>
    written_at: Millis
    at: Millis
    supersedes: string | null
    /** The version of the narrative it was taken on. */
    version: string
    hash: string
  }
  /** How many paragraphs of a narrative changed since a version on which positions were taken. */
  changed_since: { workspace: string; document: DocumentId; version: string; changed: number }
  seen: { workspace: string; member: string; comment: string; version: number }
  /** What a member has seen in their inbox that is no comment. */
  inbox_seen: { workspace: string; member: string; item: string; at: Millis }
  /** Each member's last edit of each section: projected from the stored updates. */
  section_edit: {
    workspace: string
    document: DocumentId
    section: string
    member: string
    by: Json<'Author'>
    at: Millis
  }
  section_state: {
    workspace: string
    document: DocumentId
    section: string
    position: number
    title: string
    words: number
  }
  /** When a member last left a narrative, and when they had left it before that sitting. */
  visit: {
    workspace: string
    document: DocumentId
    member: string
    left_at: Millis
    before_at: Millis | null
  }
  /** How open a partner's own analysis is, while it is a draft; a private one has no row. */
  analysis: { workspace: string; partner: PartnerKind; shared: number; invited: number; version: number }
  /** A partner's own analysis handed to the others: triggers let nothing change or delete a row. */
  submission: {
    workspace: string
    id: string
    partner: PartnerKind
    number: number
    version: string
    by: Json<'Author'>
    at: Millis
    words: number
  }
  /** A paragraph of an analysis and the passage of a narrative that it is about. */
  link: {
    workspace: string
    id: string
    partner: PartnerKind
    theme: ThemeId
    analysis: Json<'Anchor'>
    narrative: Json<'Anchor'>
    /** The paragraph of the narrative as it was when it was linked. */
    said: string
    by: Json<'Author'>
    at: Millis
  }
  /** An Easy Read text signed off, by whom, on which version: triggers let nothing change or delete a row. */
  easy_signoff: {
    workspace: string
    id: string
    theme: ThemeId
    version: string
    by: Json<'Author'>
    at: Millis
  }
  /** Whole states of documents (`shared/history/version.ts`), with a checksum each. */
  version: {
    workspace: string
    document: DocumentId
    /** Sorts by time. */
    id: string
    at: Millis
    why: VersionReason
    name: string | null
    by: Json<'Author'> | null
    checksum: string
    paragraphs: Json<string[]>
    words: number
    /** `VersionContent` as JSON, deflated. */
    content: Uint8Array
  }
  /** A version brought back, or such an edit taken back: the step from `base` to `wanted`, two versions. */
  restore: {
    workspace: string
    document: DocumentId
    id: string
    base: string
    wanted: string
    section: string | null
    /** The restore that this one took back. */
    undoes: string | null
    by: Json<'Author'>
    at: Millis
    /** Places where both wordings stand; null until it is known that the document has it. */
    kept: number | null
  }
  /** A workspace whose versions a purge is rewriting, in that transaction alone. */
  purging: { workspace: string }
  /** A request to remove text for good, and what became of it; its words only until then. */
  purge: {
    workspace: string
    id: string
    document: DocumentId
    words: string | null
    found: Json<'Found[]'>
    state: PurgeState
    asked_by: Json<'Author'>
    asked_at: Millis
    lead: Json<'Author'> | null
    lead_at: Millis | null
    officer: Json<'Author'> | null
    officer_at: Millis | null
    refused_by: Json<'Author'> | null
    refused_why: string | null
    /** What was written before this and comes later is not taken. */
    cut_at: Millis | null
    /** Documents that are in their new epoch, comments and all. */
    rewritten: Json<DocumentId[]>
    places: number | null
    ended_at: Millis | null
  }
  /** A document about to begin an epoch, and where its comments will stand then. */
  purge_step: {
    workspace: string
    purge: string
    document: DocumentId
    epoch: number
    anchors: Json<'anchors by comment'>
    places: number
  }
  image: { workspace: string; name: string; bytes: number; by: Json<'Author'>; at: Millis }
  audit: {
    /** Sorts by time. */
    id: string
    workspace: string | null
    at: Millis
    by: Json<'Author'> | null
    did: string
    about: string
  }
}

interface Post {
  workspace: string
  id: string
  author_id: string
  author: Json<'Author'>
  text: string
  /** Who is named in it, each with the version of the comment that named them. */
  mentions: Json<'Named'> | null
  written_at: Millis
  at: Millis
  edited_at: Millis | null
  deleted_at: Millis | null
}

export type Records = Kysely<Tables>
