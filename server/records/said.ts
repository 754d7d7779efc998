import type { Outcome } from '../../shared/annotations/suggestions.ts'
import { type DocumentId, themeOf } from '../../shared/domain/documents.ts'
import type { Said, SaidLine } from '../../shared/inbox/said.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { authorFrom } from '../accounts/people.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { Reading } from './home.ts'
import type { CommentRow } from './read-comments.ts'
import { readable, titlesOf } from './readable.ts'
import { outcomeOf, quoteOf, repliesOf, trailsOf } from './threads.ts'
import type { Post, Thread } from '../../shared/inbox/threads.ts'

const READER = no('not allowed', 'Guest readers read frozen versions; this page is for members.')

/**
 * R24, C6: everything the partners said in documents the visitor may read, and what became of it, oldest first.
 * It follows from the records alone: nobody can word it otherwise.
 */
export async function readSaid({ ledger: { db } }: Reading, visitor: Visitor) {
  if (!may(visitor, { do: 'see members' })) return READER
  const { workspace } = visitor
  const documents = [...(await readable(db, visitor)).keys()]
  const title = await titlesOf(db, workspace)
  const rows = await db
    .selectFrom('comment')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('document', 'in', ['' as DocumentId, ...documents])
    .where('deleted_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const ids = rows.map(({ id }) => id)
  const replies = await repliesOf(db, workspace, ids)
  const trails = await trailsOf(db, workspace, ids)
  return ok<Said>({
    lines: rows.map((row) =>
      lineOf(row, title(row.document), replies.get(row.id) ?? [], trails.get(row.id) ?? []),
    ),
  })
}

function lineOf(row: CommentRow, title: string, replies: Post[], trail: Thread['trail']): SaidLine {
  const by = authorFrom(row.author)
  const answer = replies.findLast(({ author, deleted }) => !deleted && author.partner !== by.partner)
  return {
    comment: row.id,
    document: row.document,
    title,
    theme: themeOf(row.document),
    kind: row.kind,
    by,
    at: row.written_at,
    on: quoteOf(row),
    said: row.text,
    suggested:
      row.suggestion === null ? null : (JSON.parse(row.suggestion) as NonNullable<SaidLine['suggested']>),
    answer: answer === undefined ? null : { by: answer.author, at: answer.at, text: answer.text },
    ...becameOf(row, outcomeOf(row), trail, answer),
  }
}

function becameOf(
  { state }: CommentRow,
  outcome: Outcome | null,
  trail: Thread['trail'],
  answer: Post | undefined,
): Pick<SaidLine, 'became' | 'decided'> {
  if (outcome !== null) {
    const { became, by, at, reason, words } = outcome
    return { became, decided: { by, at, reason, words } }
  }
  if (state === 'open')
    return answer === undefined
      ? { became: 'open', decided: null }
      : { became: 'replied', decided: { by: answer.author, at: answer.at, reason: null, words: null } }
  const last = trail.findLast(({ did }) => did === state)
  const decided = last === undefined ? null : { by: last.by, at: last.at, reason: null, words: null }
  return { became: state, decided }
}
