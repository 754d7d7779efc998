import { z } from 'zod'
import { Author } from '../people/person.ts'
import { DocumentId } from './documents.ts'

/** `asked`: waits for keys. `under way` and `removed` (only files are left to be cleaned) end by themselves. */
export const PurgeState = z.enum(['asked', 'under way', 'removed', 'done', 'refused'])
export type PurgeState = z.infer<typeof PurgeState>

/** The exact words that identify somebody. */
export const PurgeWords = z
  .string()
  .trim()
  .min(1, 'Say which words.')
  .max(200, 'Give the exact words, up to 200 characters: a name, a number, an address.')

/** Where the words stand, and how often. `document` is null for what stands beside documents. */
export const Found = z.object({
  where: z.enum(['text', 'deleted text', 'versions', 'comments', 'records', 'trail', 'positions']),
  document: DocumentId.nullable(),
  count: z.number(),
})
export type Found = z.infer<typeof Found>

const Key = z.object({ by: Author, at: z.number() })

/** A request to remove text for good, as members see it. */
export const Purge = z.object({
  id: z.string(),
  document: DocumentId,
  /** Only for who asked and who holds a key, and only until it has ended. */
  words: z.string().nullable(),
  found: z.array(Found),
  state: PurgeState,
  asked: Key,
  /** The two keys: a nominated lead's and a data officer's. */
  lead: Key.nullable(),
  officer: Key.nullable(),
  refused: z.object({ by: Author, why: z.string() }).nullable(),
  /** How many places were rewritten, once it is done. */
  places: z.number().nullable(),
  endedAt: z.number().nullable(),
})
export type Purge = z.infer<typeof Purge>
