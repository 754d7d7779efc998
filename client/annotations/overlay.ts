import {
  type Comment,
  CommentState,
  NewComment,
  NewReply,
  type Reply,
} from '../../shared/annotations/comments.ts'
import type { Suggestion } from '../../shared/annotations/suggestions.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Author } from '../../shared/people/person.ts'
import type { Waiting } from '../sync/outbox.ts'

const COMMENT_ROUTES = [
  'comment',
  'reply',
  'editComment',
  'editReply',
  'deleteComment',
  'deleteReply',
  'setCommentState',
  'acceptSuggestion',
  'declineSuggestion',
  'reopenSuggestion',
  'changeSuggestion',
] as const
export type CommentRoute = (typeof COMMENT_ROUTES)[number]

/** A write of this person that the server has not answered: on its way, or kept for later. */
export interface Write extends Pick<Waiting, 'id' | 'params' | 'body' | 'at' | 'refused'> {
  route: CommentRoute
  sending: boolean
}

/** The waiting writes that are about the comments of one document, by one member. */
export function commentWrites(
  waiting: readonly Waiting[],
  { workspace, document, member }: { workspace: string; document: DocumentId; member: string },
): Write[] {
  return waiting.flatMap((one) => {
    const route = COMMENT_ROUTES.find((name) => name === one.route)
    const here =
      one.member === member && one.params.workspace === workspace && one.params.document === document
    return route === undefined || !here ? [] : [{ ...one, route, sending: false }]
  })
}

export interface ShownReply extends Reply {
  pending: 'sending' | 'waiting' | null
}

/** A comment as its page shows it: what the server says, and this person's own writes laid over it. */
export interface Shown extends Omit<Comment, 'replies'> {
  replies: ShownReply[]
  pending: 'sending' | 'waiting' | null
}

/** Lays own writes over the server's comments, in the order they were made; refused ones are left out. */
export function overlay(
  comments: readonly Comment[],
  writes: readonly Write[],
  me: Author,
  document: DocumentId,
): Shown[] {
  const shown = new Map<string, Shown>(
    comments.map((comment) => [
      comment.id,
      {
        ...comment,
        pending: null,
        replies: comment.replies.map((reply): ShownReply => ({ ...reply, pending: null })),
      },
    ]),
  )
  for (const write of writes) if (write.refused === null) lay(shown, write, me, document)
  return [...shown.values()].filter(
    (comment) => !comment.deleted || comment.replies.some((reply) => !reply.deleted),
  )
}

function lay(shown: Map<string, Shown>, write: Write, me: Author, document: DocumentId): void {
  const pending = write.sending ? 'sending' : 'waiting'
  if (write.route === 'comment') {
    const made = NewComment.safeParse(write.body)
    if (made.success && !shown.has(made.data.id))
      shown.set(made.data.id, {
        ...post(made.data, me),
        document,
        kind: made.data.kind,
        state: 'open',
        anchor: made.data.anchor,
        version: 0,
        replies: [],
        suggestion: made.data.suggestion === null ? null : { ...made.data.suggestion, outcome: null },
        unread: false,
        pending,
      })
    return
  }
  const comment = shown.get(write.params.comment ?? '')
  if (comment === undefined) return
  const reply = comment.replies.find((one) => one.id === write.params.reply)
  switch (write.route) {
    case 'reply': {
      const made = NewReply.safeParse(write.body)
      if (made.success && !comment.replies.some((one) => one.id === made.data.id))
        comment.replies.push({ ...post(made.data, me), pending })
      return
    }
    case 'editComment':
      Object.assign(comment, { text: saidIn(write.body) ?? comment.text, pending })
      return
    case 'editReply':
      if (reply !== undefined) Object.assign(reply, { text: saidIn(write.body) ?? reply.text, pending })
      return
    case 'deleteComment':
      Object.assign(comment, { deleted: true, text: '', pending })
      return
    case 'deleteReply':
      if (reply !== undefined) Object.assign(reply, { deleted: true, text: '', pending })
      return
    case 'setCommentState': {
      const state = CommentState.safeParse(fieldOf(write.body, 'state'))
      if (state.success) Object.assign(comment, { state: state.data, pending })
      return
    }
    case 'acceptSuggestion':
    case 'declineSuggestion':
    case 'reopenSuggestion':
    case 'changeSuggestion':
      if (comment.suggestion !== null) decided(comment, comment.suggestion, write, me)
      if (comment.suggestion !== null) comment.pending = pending
  }
}

/** A decision stands at once for the one who made it. */
function decided(comment: Shown, suggestion: Suggestion, { route, body, at }: Write, me: Author): void {
  const [words, reason] = ['words', 'reason'].map((name) => {
    const value = fieldOf(body, name)
    return typeof value === 'string' ? value : null
  })
  const outcome = { by: me, at, reason: null, words: null, overtakenBy: null }
  const become = (state: CommentState, next: Suggestion): void =>
    void Object.assign(comment, { state, suggestion: next })
  if (route === 'acceptSuggestion')
    become('answered', {
      ...suggestion,
      outcome: {
        ...outcome,
        became: words == null ? 'accepted' : 'accepted with changes',
        words: words ?? suggestion.words,
      },
    })
  else if (route === 'declineSuggestion')
    become('answered', {
      ...suggestion,
      outcome: { ...outcome, became: 'declined', reason: reason ?? null },
    })
  else if (route === 'reopenSuggestion') become('open', { ...suggestion, outcome: null })
  else if (words != null) become(comment.state, { ...suggestion, words })
}

/** The words somebody wrote in a write, to be given back when it is refused; null when it held none. */
export const textOf = (body: unknown): string | null => {
  const proposed = fieldOf(fieldOf(body, 'suggestion'), 'words')
  const words = ['text', 'words', 'reason'].map((name) => fieldOf(body, name))
  const all = [proposed, ...words].filter((one) => typeof one === 'string' && one !== '')
  return all.length === 0 ? null : all.join('\n')
}

const saidIn = (body: unknown): string | null => {
  const text = fieldOf(body, 'text')
  return typeof text === 'string' ? text : null
}

const fieldOf = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null
    ? Object.entries(body).find(([key]) => key === name)?.[1]
    : undefined

const post = ({ id, text, writtenAt, mentions }: NewReply, author: Author): Reply => ({
  id,
  author,
  text,
  mentions,
  writtenAt,
  at: writtenAt,
  editedAt: null,
  deleted: false,
})
