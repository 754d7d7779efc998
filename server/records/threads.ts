import type { Anchor, TrailEntry } from '../../shared/annotations/comments.ts'
import type { Outcome, Proposal } from '../../shared/annotations/suggestions.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Post, Thread } from '../../shared/inbox/threads.ts'
import { authorFrom } from '../accounts/people.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { namedIn } from './mentions.ts'
import type { CommentRow } from './read-comments.ts'
import { commentsAsSeen } from './seen.ts'

/** A thread with where it is. */
export interface Placed extends Thread {
  id: string
  document: DocumentId
  version: number
  /** The words it is about. */
  on: string
}

/**
 * The threads of these documents that can be in a member's inbox. Chosen in the query, not here: every page that is
 * open asks for this whenever somebody comments.
 */
export async function threadsFor(
  db: Records,
  { workspace, id: member }: Visitor,
  documents: readonly DocumentId[],
): Promise<Placed[]> {
  const rows = await commentsAsSeen(db, workspace, member)
    .selectAll('comment')
    .select('seen.version as seenVersion')
    .where('comment.document', 'in', ['' as DocumentId, ...documents])
    .where((e) =>
      e.or([
        e.and([e('state', '=', 'open'), e('kind', 'in', ['challenge', 'suggestion'])]),
        e.and([e('author_id', '=', member), e('state', '=', 'answered')]),
        e.and([
          e.or([e('seen.version', 'is', null), e('news', '>', e.ref('seen.version'))]),
          e.or([
            e('author_id', '=', member),
            e('comment.mentions', 'is not', null),
            e.exists(
              e
                .selectFrom('reply')
                .select('reply.id')
                .whereRef('reply.workspace', '=', 'comment.workspace')
                .whereRef('reply.comment', '=', 'comment.id')
                .where((r) => r.or([r('reply.author_id', '=', member), r('reply.mentions', 'is not', null)])),
            ),
          ]),
        ]),
      ]),
    )
    .orderBy('comment.at')
    .execute()
  const ids = rows.map(({ id }) => id)
  const replies = await repliesOf(db, workspace, ids)
  const trails = await trailsOf(db, workspace, ids)
  return rows.map((row) =>
    threadOf(row, row.seenVersion ?? 0, replies.get(row.id) ?? [], trails.get(row.id) ?? []),
  )
}

const threadOf = (row: CommentRow, seen: number, replies: Post[], trail: Thread['trail']): Placed => ({
  id: row.id,
  document: row.document,
  version: row.version,
  on: quoteOf(row),
  kind: row.kind,
  state: row.state,
  posts: [postOf(row), ...replies],
  suggestion: suggestionOf(row),
  news: row.news,
  seen,
  trail,
})

function suggestionOf(row: CommentRow): Thread['suggestion'] {
  if (row.suggestion === null) return null
  const { form, words } = JSON.parse(row.suggestion) as Proposal
  return { form, words, outcome: outcomeOf(row) }
}

/** The words a comment is about. */
export const quoteOf = ({ anchor }: Pick<CommentRow, 'anchor'>): string =>
  (JSON.parse(anchor) as Anchor).quote

/** What became of suggested wording. */
export const outcomeOf = ({ outcome }: Pick<CommentRow, 'outcome'>): Outcome | null =>
  outcome === null ? null : (JSON.parse(outcome) as Outcome)

type PostRow = Pick<CommentRow, 'author' | 'text' | 'at' | 'deleted_at' | 'mentions'>

const postOf = ({ author, text, at, deleted_at, mentions }: PostRow): Post => ({
  author: authorFrom(author),
  text: deleted_at === null ? text : '',
  at,
  deleted: deleted_at !== null,
  named: deleted_at === null ? namedIn(mentions) : [],
})

/** The replies of these comments, in their order. */
export async function repliesOf(
  db: Records,
  workspace: string,
  comments: readonly string[],
): Promise<Map<string, Post[]>> {
  const rows = await db
    .selectFrom('reply')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('comment', 'in', ['', ...comments])
    .orderBy('at')
    .orderBy('id')
    .execute()
  const found = new Map<string, Post[]>()
  for (const row of rows) found.set(row.comment, [...(found.get(row.comment) ?? []), postOf(row)])
  return found
}

/** The trails of these comments: an entry for each version. */
export async function trailsOf(
  db: Records,
  workspace: string,
  comments: readonly string[],
): Promise<Map<string, Pick<TrailEntry, 'at' | 'by' | 'did'>[]>> {
  const rows = await db
    .selectFrom('trail')
    .select(['subject', 'at', 'by', 'did'])
    .where('workspace', '=', workspace)
    .where('subject', 'in', ['', ...comments.map((id) => `comment:${id}`)])
    .orderBy('n')
    .execute()
  const found = new Map<string, Pick<TrailEntry, 'at' | 'by' | 'did'>[]>()
  for (const { subject, at, by, did } of rows) {
    const id = subject.slice('comment:'.length)
    const entry = { at, by: authorFrom(by), did: did as TrailEntry['did'] }
    found.set(id, [...(found.get(id) ?? []), entry])
  }
  return found
}
