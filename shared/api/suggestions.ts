import { z } from 'zod'
import { Comment, RecordId } from '../annotations/comments.ts'
import { OfComment, OfDocument } from './params.ts'
import { route } from './route.ts'

const Version = z.number().int().min(0)
const Reason = z.string().trim().min(1, 'Say why, in a sentence.').max(1_000)

/** Suggested wording is posted as a comment with a `suggestion`; these are what becomes of it. */
export const suggestionRoutes = {
  acceptSuggestion: route({
    method: 'POST',
    path: '/api/w/:workspace/documents/:document/comments/:comment/accept',
    summary:
      'Put suggested wording into the document; refused as stale, with the words as they stand, when they changed',
    params: OfComment,
    /** `words`: other words than the suggested ones ("accept with changes"); null: as suggested. */
    body: z.object({ version: Version, words: z.string().max(4_000).nullable() }),
    reply: Comment,
  }),
  declineSuggestion: route({
    method: 'POST',
    path: '/api/w/:workspace/documents/:document/comments/:comment/decline',
    summary: 'Decline suggested wording, with a reason',
    params: OfComment,
    body: z.object({ version: Version, reason: Reason }),
    reply: Comment,
  }),
  reopenSuggestion: route({
    method: 'POST',
    path: '/api/w/:workspace/documents/:document/comments/:comment/reopen',
    summary: 'Take a decision back: an accepted wording leaves the document again while it still stands',
    params: OfComment,
    body: z.object({ version: Version }),
    reply: Comment,
  }),
  changeSuggestion: route({
    method: 'PATCH',
    path: '/api/w/:workspace/documents/:document/comments/:comment/words',
    summary: 'Its author words an open suggestion anew',
    params: OfComment,
    body: z.object({ version: Version, words: z.string().max(4_000) }),
    reply: Comment,
  }),
  decideSuggestions: route({
    method: 'POST',
    path: '/api/w/:workspace/documents/:document/suggestions/decide',
    summary: 'Accept or decline several suggestions, each by the same rule as alone',
    params: OfDocument,
    body: z.object({
      decide: z.enum(['accept', 'decline']),
      suggestions: z
        .array(z.object({ id: RecordId, version: Version }))
        .min(1)
        .max(200),
      reason: Reason.nullable(),
    }),
    reply: z.object({
      done: z.array(RecordId),
      refused: z.array(z.object({ id: RecordId, say: z.string() })),
    }),
  }),
} as const
