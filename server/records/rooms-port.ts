import type * as Y from 'yjs'
import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Version, VersionContent, VersionReason } from '../../shared/history/version.ts'
import type { Author } from '../../shared/people/person.ts'
import type { Span } from '../storage/update-log.ts'
import type { Records } from '../storage/tables.ts'
import type { Here } from '../../shared/presence/state.ts'

/** What records, exports and the starter ask of the open documents; `sync/rooms.ts` answers. */
export interface Documents {
  /** Who is in a room now. */
  here(name: string): Here[]
  /** Who wrote which run of each Yjs client's clock, from the log alone. */
  authorship(name: string): Promise<Span[]>
  /** A copy of a document as it is committed: the caller's own. */
  read(name: string): Promise<Y.Doc>
  /** Looks at a document as it is committed, without a copy: `see` changes nothing and keeps nothing of it. */
  look<T>(name: string, see: (doc: Y.Doc) => T): Promise<T>
  /**
   * What `see` makes of a document as it is committed, made once for all who ask until it changes; the room stays open
   * for the next. `see` is the same function each time, and nobody changes what it has made.
   */
  known<T>(name: string, see: (doc: Y.Doc) => T): Promise<T>
  /** Which epoch a document is in, and the Yjs clients of earlier ones: text was removed from it since. */
  epoch(name: string): Promise<{ epoch: number; retired: ReadonlySet<number> }>
  /** Edits a document through the same door as everyone; resolves when it is on disk. */
  edit(name: string, author: Author, change: (doc: Y.Doc) => void): Promise<void>
}

/** A whole state of a document that stood at one moment, not kept yet. */
export interface SealedVersion {
  workspace: string
  document: DocumentId
  at: number
  content: VersionContent
  checksum: string
  /** Digests of the words of each paragraph, in no order. */
  paragraphs: readonly string[]
  words: number
}

/** What records ask of the history of documents; `history/versions.ts` answers. */
export interface Versions {
  /**
   * Keeps the document as it is committed now. For an automatic reason nothing new is made while nothing has
   * changed since the last one, which is answered instead.
   */
  take(
    workspace: string,
    document: DocumentId,
    as: { why: VersionReason; by: Author | null; name?: string | null },
  ): Promise<Version>
  /** The document as it is committed now, ready to be kept; nothing is kept of it yet. */
  seal(workspace: string, document: DocumentId): Promise<SealedVersion>
  /** Keeps what was sealed, in the transaction of the act that it is kept for; `ledger.tell` of it afterwards. */
  keep(
    db: Records,
    sealed: SealedVersion,
    as: { why: VersionReason; by: Author | null; name?: string | null },
  ): Promise<Version>
  /** A version with its whole content; undefined when there is none of this id. */
  read(
    workspace: string,
    document: DocumentId,
    id: string,
  ): Promise<{ version: Version; content: VersionContent } | undefined>
  /** The document as it is committed at this moment, in the form of a version; nothing is kept. */
  now(workspace: string, document: DocumentId): Promise<VersionContent>
  /** Of automatic versions older than a month, keeps one a day. */
  thin(workspace: string, document: DocumentId): Promise<void>
  /** Digests of the words of each paragraph of a version, in no order: what is compared to see what changed. */
  paragraphs(workspace: string, document: DocumentId, id: string): Promise<string[]>
}
