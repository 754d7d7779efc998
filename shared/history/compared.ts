import { z } from 'zod'
import { Author } from '../people/person.ts'
import { Version } from './version.ts'

/** What became of words or of a block; `form` is formatting alone. */
const Change = z.enum(['same', 'added', 'removed', 'form'])
export type Change = z.infer<typeof Change>

/** A run of a paragraph: words, or one thing without words (a line break, a cross-reference). */
export const Part = z.object({
  text: z.string(),
  change: Change,
  /** Who wrote it, in the list of authors; null: not asked for, or the log does not say. */
  author: z.number().nullable(),
  marks: z
    .array(z.object({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() }))
    .optional(),
  atom: z.object({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() }).optional(),
  /** Which change it belongs to, counted through the document from 1. */
  stop: z.number().optional(),
})
export type Part = z.infer<typeof Part>

/** A block of a version, or of two versions laid over each other; a paragraph has parts, the others content. */
export interface ComparedNode {
  type: string
  attrs?: Record<string, unknown> | undefined
  /** Of the block as a whole; `changed` when only something in it is not the same. */
  change: Change | 'changed'
  stop?: number | undefined
  parts?: Part[] | undefined
  content?: ComparedNode[] | undefined
}

export const ComparedNode: z.ZodType<ComparedNode, ComparedNode> = z.object({
  type: z.string(),
  attrs: z.record(z.string(), z.unknown()).optional(),
  change: z.enum(['same', 'added', 'removed', 'form', 'changed']),
  stop: z.number().optional(),
  parts: z.array(Part).optional(),
  get content() {
    return z.array(ComparedNode).optional()
  },
})

export const ComparedSection = z.object({
  id: z.string(),
  /** "1.0", as it stands in the later version; of a removed one, as it stood. */
  number: z.string(),
  title: z.string(),
  /** Set when it was called something else before. */
  titleBefore: z.string().nullable(),
  change: z.enum(['same', 'added', 'removed', 'changed']),
  /** It stands elsewhere among the sections, or on the board, than it did. */
  moved: z.boolean(),
  /** Of a thing on a board: what else is not as it was, "another size", "locked". */
  also: z.array(z.string()).optional(),
  /** The change its head is: it came, went, moved or was renamed. */
  stop: z.number().nullable(),
  wordsAdded: z.number(),
  wordsRemoved: z.number(),
  /** Who wrote the words that came, in the list of authors. */
  by: z.array(z.number()),
  content: z.array(ComparedNode),
})
export type ComparedSection = z.infer<typeof ComparedSection>

/** Two versions laid over each other; or one, with who wrote what, when nothing is compared. */
export const Comparison = z.object({
  authors: z.array(Author),
  sections: z.array(ComparedSection),
  /** How many changes there are to step through. */
  stops: z.number(),
})
export type Comparison = z.infer<typeof Comparison>

/** A version, or the words of now (null), ready to be read. */
export const VersionText = z.object({
  version: Version.nullable(),
  text: Comparison,
})
export type VersionText = z.infer<typeof VersionText>

/** What stands in an address for the words as they are at this moment. */
export const NOW = 'now'
