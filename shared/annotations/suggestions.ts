import { z } from 'zod'
import { Author } from '../people/person.ts'

/**
 * Suggested wording is a comment with a proposal: a record with an anchor, never an edit of the document. The anchor
 * is on the words to be replaced or struck, or on the words beside which new ones go.
 */
export const SUGGESTION_FORMS = ['replace', 'insert', 'strike', 'new paragraph', 'strike paragraph'] as const
export const SuggestionForm = z.enum(SUGGESTION_FORMS)
export type SuggestionForm = z.infer<typeof SuggestionForm>

/** What is proposed: plain words of one paragraph; none for a strike. */
export const Proposal = z.object({
  form: SuggestionForm,
  words: z.string().trim().max(4_000, 'Suggest up to 4,000 characters at once.'),
  /** For an insertion or a new paragraph: on which side of the anchored words. */
  side: z.enum(['before', 'after']),
})
export type Proposal = z.infer<typeof Proposal>

/** What became of it. `overtaken`: another suggestion on the same words was accepted; its words are kept. */
export const Outcome = z.object({
  became: z.enum(['accepted', 'accepted with changes', 'declined', 'overtaken']),
  /** Who decided; of an overtaken one, who accepted the other. */
  by: Author,
  at: z.number(),
  /** Why it was declined, or what was changed. */
  reason: z.string().nullable(),
  /** The words that went into the document. */
  words: z.string().nullable(),
  /** The suggestion that overtook it. */
  overtakenBy: z.string().nullable(),
})
export type Outcome = z.infer<typeof Outcome>

export const Suggestion = Proposal.extend({ outcome: Outcome.nullable() })
export type Suggestion = z.infer<typeof Suggestion>
