import { z } from 'zod'
import { DocumentId } from '../domain/documents.ts'
import { RecordId } from '../domain/record-id.ts'
import { Author } from '../people/person.ts'
import { Mention, Mentions } from './mentions.ts'
import { Proposal, Suggestion } from './suggestions.ts'

export const COMMENT_KINDS = ['question', 'suggestion', 'challenge', 'evidence'] as const
export const CommentKind = z.enum(COMMENT_KINDS)
export type CommentKind = z.infer<typeof CommentKind>

export const CommentState = z.enum(['open', 'answered', 'closed'])
export type CommentState = z.infer<typeof CommentState>

/** A Yjs relative position as JSON. */
const RelativePosition = z.record(z.string(), z.unknown())

/**
 * A place in the words (design.md; `stack-client.md` 4): positions at both ends, and the quoted words with 32
 * characters either side to find them again when the positions are gone. Never placed on wrong words.
 */
export const Anchor = z.object({
  section: z.string().min(1).max(40),
  start: RelativePosition,
  end: RelativePosition,
  quote: z.string().min(1).max(2_000),
  before: z.string().max(32),
  after: z.string().max(32),
})
export type Anchor = z.infer<typeof Anchor>

export { RecordId }

const Words = z.string().trim().min(1, 'Write something first.').max(4_000, 'Keep it under 4,000 characters.')

export const Reply = z.object({
  id: RecordId,
  author: Author,
  text: z.string(),
  /** Who is named in it. */
  mentions: z.array(Mention),
  /** Milliseconds since 1970: when its author wrote it, and when the server had it. */
  writtenAt: z.number(),
  at: z.number(),
  editedAt: z.number().nullable(),
  deleted: z.boolean(),
})
export type Reply = z.infer<typeof Reply>

export const Comment = Reply.extend({
  document: DocumentId,
  kind: CommentKind,
  state: CommentState,
  anchor: Anchor,
  /** Rises by one with every change; a stale write is answered with both values. */
  version: z.number(),
  replies: z.array(Reply),
  /** Suggested wording; null for every other comment. */
  suggestion: Suggestion.nullable(),
  /** Something here is newer than what the asking person has seen. */
  unread: z.boolean(),
})
export type Comment = z.infer<typeof Comment>

export const NewComment = z
  .object({
    id: RecordId,
    kind: CommentKind,
    /** What it says; beside suggested wording, why (and may be nothing). */
    text: z.string().trim().max(4_000, 'Keep it under 4,000 characters.'),
    anchor: Anchor,
    writtenAt: z.number().int().positive(),
    mentions: Mentions,
    suggestion: Proposal.nullable().default(null),
  })
  .refine(({ text, suggestion }) => text !== '' || suggestion !== null, {
    message: 'Write something first.',
    path: ['text'],
  })
  .refine(({ kind, suggestion }) => suggestion === null || kind === 'suggestion', {
    message: 'Suggested wording is a comment of the kind "suggestion".',
    path: ['kind'],
  })
export type NewComment = z.infer<typeof NewComment>

export const NewReply = z.object({
  id: RecordId,
  text: Words,
  writtenAt: z.number().int().positive(),
  mentions: Mentions,
})
export type NewReply = z.infer<typeof NewReply>

export const EditText = z.object({ text: Words, mentions: Mentions })
export type EditText = z.infer<typeof EditText>

/** One line of a comment's trail: who did what, when, and the words before the change. */
export const TrailEntry = z.object({
  at: z.number(),
  by: Author,
  did: z.enum([
    'posted',
    'edited',
    'deleted',
    'replied',
    'answered',
    'reopened',
    'closed',
    'anchored',
    'accepted',
    'declined',
    'overtaken',
    'decision taken back',
    'reworded',
  ]),
  before: z.string().nullable(),
})
export type TrailEntry = z.infer<typeof TrailEntry>
