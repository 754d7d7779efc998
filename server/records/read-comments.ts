import type { Selectable } from 'kysely'
import { type Comment, Anchor, type Reply } from '../../shared/annotations/comments.ts'
import { Outcome, Proposal, type Suggestion } from '../../shared/annotations/suggestions.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import { authorFrom } from '../accounts/people.ts'
import type { Records, Tables } from '../storage/tables.ts'
import { mentionsOf } from './mentions.ts'
import { commentsAsSeen } from './seen.ts'

export type CommentRow = Selectable<Tables['comment']>
type ReplyRow = Selectable<Tables['reply']>

/** The words of a deleted post leave every reading; only its trail, for its workspace, still has them. */
const postOf = (row: CommentRow | ReplyRow): Reply => ({
  id: row.id,
  author: authorFrom(row.author),
  text: row.deleted_at === null ? row.text : '',
  mentions: row.deleted_at === null ? mentionsOf(row.mentions) : [],
  writtenAt: row.written_at,
  at: row.at,
  editedAt: row.edited_at,
  deleted: row.deleted_at !== null,
})

const commentOf = (row: CommentRow, replies: ReplyRow[], seen: number): Comment => ({
  ...postOf(row),
  document: row.document,
  kind: row.kind,
  state: row.state,
  anchor: Anchor.parse(JSON.parse(row.anchor)),
  version: row.version,
  replies: replies.map(postOf),
  suggestion: suggestionOf(row),
  unread: row.news > seen,
})

/** What was suggested and what became of it; of one that was taken back, the words leave every reading too. */
function suggestionOf(row: CommentRow): Suggestion | null {
  if (row.suggestion === null) return null
  const proposal = Proposal.parse(JSON.parse(row.suggestion))
  return {
    ...proposal,
    words: row.deleted_at === null ? proposal.words : '',
    outcome: row.outcome === null ? null : Outcome.parse(JSON.parse(row.outcome)),
  }
}

/** A comment that was taken back and that nobody answered is gone; one with replies stays as their frame. */
const shown = (row: CommentRow, replies: ReplyRow[]): boolean =>
  row.deleted_at === null || replies.some((reply) => reply.deleted_at === null)

/** All comments of a document as one member sees them, oldest first. */
export async function readComments(
  db: Records,
  workspace: string,
  document: DocumentId,
  member: string,
): Promise<Comment[]> {
  const rows = await commentsAsSeen(db, workspace, member)
    .selectAll('comment')
    .select('seen.version as seenVersion')
    .where('comment.document', '=', document)
    .orderBy('comment.at')
    .orderBy('comment.id')
    .execute()
  const replies = await db
    .selectFrom('reply')
    .innerJoin('comment', (join) =>
      join.onRef('comment.workspace', '=', 'reply.workspace').onRef('comment.id', '=', 'reply.comment'),
    )
    .selectAll('reply')
    .where('comment.workspace', '=', workspace)
    .where('comment.document', '=', document)
    .orderBy('reply.at')
    .orderBy('reply.id')
    .execute()
  const byComment = new Map<string, ReplyRow[]>()
  for (const reply of replies) byComment.set(reply.comment, [...(byComment.get(reply.comment) ?? []), reply])
  return rows
    .map((row) => ({ row, own: byComment.get(row.id) ?? [] }))
    .filter(({ row, own }) => shown(row, own))
    .map(({ row, own }) => commentOf(row, own, row.seenVersion ?? 0))
}

/** One comment as one member sees it; undefined when there is none in this document. */
export async function readComment(
  db: Records,
  workspace: string,
  document: DocumentId,
  id: string,
  member: string,
): Promise<Comment | undefined> {
  const row = await findComment(db, workspace, document, id)
  if (row === undefined) return undefined
  const replies = await db
    .selectFrom('reply')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('comment', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const seen = await db
    .selectFrom('seen')
    .select('version')
    .where('workspace', '=', workspace)
    .where('comment', '=', id)
    .where('member', '=', member)
    .executeTakeFirst()
  return commentOf(row, replies, seen?.version ?? 0)
}

export const findComment = (
  db: Records,
  workspace: string,
  document: DocumentId,
  id: string,
): Promise<CommentRow | undefined> =>
  db
    .selectFrom('comment')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('document', '=', document)
    .where('id', '=', id)
    .executeTakeFirst()
