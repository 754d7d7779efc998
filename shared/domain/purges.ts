import { z } from 'zod'
import { Author } from '../people/person.ts'
import { DocumentId } from './documents.ts'

/** `asked`: waits for keys. `under way` and `removed` (only files are left to be cleaned) end by themselves. */
export const PurgeState = z.enum(['asked', 'under way', 'removed', 'done', 'refused'])
export type PurgeState = z.infer<typeof PurgeState>

const LEAST = 3

/** Why these words cannot be removed, or null: what is too short stands in too many places that tell of nobody. */
export const objectionToWords = (words: string): string | null =>
  (words.normalize('NFKC').match(/(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/gu) ?? []).length < LEAST
    ? `Give at least ${LEAST} letters or figures. Anything shorter stands in many places that tell of nobody, and would go from all of them. Add what stands beside it: the rest of the name, or of the number.`
    : null

/** The exact words that identify somebody. */
export const PurgeWords = z
  .string()
  .trim()
  .max(200, 'Give the exact words, up to 200 characters: a name, a number, an address.')
  .superRefine((words, context) => {
    const message = objectionToWords(words)
    if (message !== null) context.addIssue({ code: 'custom', message })
  })

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
