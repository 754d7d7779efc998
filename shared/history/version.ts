import { z } from 'zod'
import { DocumentId } from '../domain/documents.ts'
import { Author } from '../people/person.ts'

/** A node as ProseMirror's `toJSON` gives it, of the schema in `shared/narrative/schema.ts`. */
export interface NodeJson {
  type: string
  attrs?: Record<string, unknown>
  content?: NodeJson[]
  text?: string
  marks?: { type: string; attrs?: Record<string, unknown> }[]
}

/**
 * A whole state of a document: plain, and free of Yjs ids, so that it can be read, compared, brought back and
 * purged whatever became of the live document since.
 */
export interface VersionContent {
  /** Everyone who wrote a word that stands here; runs point into this list. */
  authors: Author[]
  /** In their order; removed ones after the others, since they can be brought back. */
  sections: VersionSection[]
}

export interface VersionSection {
  id: string
  title: string
  order: string
  lead: string | null
  removed: boolean
  /** Of a thing on a board: all else that its entry holds, names in order; it has no title and no lead. */
  thing?: Record<string, unknown>
  content: NodeJson[]
  /** Who wrote the flat text of the section (`shared/annotations/flat.ts`), run by run; -1: not known. */
  written: { length: number; author: number }[]
}

/** Why a version was kept. */
export const VersionReason = z.enum([
  'quiet',
  'gathered',
  'left',
  'named',
  'before restore',
  'restored',
  'position',
  'agreed',
  'frozen',
  'closed',
  'meeting',
  'submitted',
  'signed off',
])
export type VersionReason = z.infer<typeof VersionReason>

/** One line of a document's timeline. */
export const Version = z.object({
  id: z.string(),
  document: DocumentId,
  /** Milliseconds since 1970. */
  at: z.number(),
  why: VersionReason,
  name: z.string().nullable(),
  by: Author.nullable(),
  /** sha256 of its content, hex. */
  checksum: z.string(),
  words: z.number(),
})
export type Version = z.infer<typeof Version>
