import type { Mention } from '../../shared/annotations/mentions.ts'
import type {
  Comment,
  CommentState,
  EditText,
  NewComment,
  TrailEntry,
} from '../../shared/annotations/comments.ts'
import { Proposal } from '../../shared/annotations/suggestions.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { asTheyStand, toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { tellOfBoard } from './board-rows.ts'
import { untieComment } from './chase.ts'
import { keepMentions, namedIn } from './mentions.ts'
import { type CommentRow, findComment, readComment } from './read-comments.ts'
import { markSeen } from './seen.ts'
import { rightsOf } from './standing.ts'
import { changedByOthers, note, trailOf } from './trail.ts'

/** A refusal; a stale write carries the comment as it stands. */
export type Refused = {
  ok: false
  reason: 'signed out' | 'not allowed' | 'not found' | 'bad request' | 'stale' | 'gone'
  say: string
  theirs?: Comment
}
export type Outcome<T = Comment> = Promise<{ ok: true; value: T } | Refused>

const READER = no('not allowed', 'You read here; you do not comment.')
const NOT_HERE = no('not allowed', 'This document is not open to you.')
export const NO_COMMENT = no('not found', 'That comment is not there any more.')
const DECIDED = no('bad request', 'This suggestion has been decided, and stays on the record.')
export const TAKEN = no('bad request', 'That id is in use. Send the comment with a new one.')

/** Where a comment is: its workspace comes with the visitor. */
export interface Place {
  document: DocumentId
  comment: string
}

/** Asked in the transaction that writes: a member removed or changed since the door writes nothing more. */
async function mayNotComment(db: Records, visitor: Visitor, document: DocumentId): Promise<Refused | null> {
  const now = await asTheyStand(db, visitor)
  if (!now.ok) return now
  const { read, comment } = await rightsOf(db, now.value, document)
  return comment ? null : read ? READER : NOT_HERE
}

/** Posts a comment; the same id again, from the offline queue, answers with what already stands. */
export async function postComment(
  ledger: Ledger,
  visitor: Visitor,
  document: DocumentId,
  { id, kind, text, mentions, anchor, writtenAt, suggestion }: NewComment,
): Outcome {
  const { workspace } = visitor
  const at = ledger.now()
  const outcome = await ledger.db.transaction().execute(async (db) => {
    const refused = await mayNotComment(db, visitor, document)
    if (refused !== null) return refused
    const named = await keepMentions(db, { workspace, document }, { text, mentions, before: [], version: 1 })
    if (!named.ok)
      return (await findComment(db, workspace, document, id))?.author_id === visitor.id ? 'again' : named
    const inserted = await db
      .insertInto('comment')
      .values({
        workspace,
        id,
        document,
        kind,
        state: 'open',
        anchor: JSON.stringify(anchor),
        version: 1,
        news: 1,
        suggestion: suggestion === null ? null : JSON.stringify(suggestion),
        ...postRow(visitor, text, writtenAt, at),
        mentions: named.value,
      })
      .onConflict((c) => c.columns(['workspace', 'id']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (inserted === undefined) {
      const mine = await findComment(db, workspace, document, id)
      return mine?.author_id === visitor.id ? 'again' : TAKEN
    }
    await note(db, { workspace, subject: `comment:${id}`, at, by: visitor, did: 'posted', before: null })
    await markSeen(db, visitor, id, 1)
    return 'posted'
  })
  if (typeof outcome === 'object') return outcome
  return stands(ledger, visitor, { document, comment: id }, outcome === 'posted')
}

/** Its author changes the words of a comment; the trail keeps the old ones. */
export async function editComment(
  ledger: Ledger,
  visitor: Visitor,
  place: Place,
  { text, mentions }: EditText,
): Outcome {
  return changing(ledger, visitor, place, async (db, row, at) => {
    if (row.author_id !== visitor.id) return notYours('change')
    if (row.deleted_at !== null) return NO_COMMENT
    if (row.text === text) return 'nothing'
    const named = await keepMentions(db, row, renamed(row, text, mentions, row.version + 1))
    if (!named.ok) return named
    return {
      did: 'edited',
      before: row.text,
      news: true,
      set: { text, mentions: named.value, edited_at: at },
    }
  })
}

/** Its author takes a comment back; the trail keeps the words. What leads to it elsewhere does so no more, at once. */
export async function deleteComment(ledger: Ledger, visitor: Visitor, place: Place): Outcome<{ done: true }> {
  const { workspace } = visitor
  let wasChased = false
  let boards: string[] = []
  const outcome = await changing(ledger, visitor, place, async (db, row, at) => {
    if (row.author_id !== visitor.id) return notYours('take back')
    if (row.deleted_at !== null) return 'nothing'
    if (row.outcome !== null || row.accepting !== null) return DECIDED
    wasChased = await untieComment(ledger, db, visitor, row.id)
    boards = await boardsOf(db, workspace, row.id)
    return { did: 'deleted', before: wordsOf(row), news: false, set: { deleted_at: at } }
  })
  if (wasChased) ledger.tell(workspace, { type: 'changed', what: 'actions' })
  for (const board of boards) tellOfBoard(ledger, workspace, board)
  return outcome.ok ? ok({ done: true }) : outcome
}

/** The walls a comment came from. */
async function boardsOf(db: Records, workspace: string, comment: string): Promise<string[]> {
  const rows = await db
    .selectFrom('board_sent')
    .select('board')
    .where('workspace', '=', workspace)
    .where('as', '=', 'comment')
    .where('record', '=', comment)
    .execute()
  return rows.map(({ board }) => board)
}

/** All that a comment says: what it suggests, and why. */
const wordsOf = ({ text, suggestion }: CommentRow): string =>
  suggestion === null
    ? text
    : [Proposal.parse(JSON.parse(suggestion)).words, text].filter(Boolean).join('\n\n')

/** Anyone who may comment marks it answered or open again; only its author closes it, and opens it then (R91, C6). */
export async function setState(
  ledger: Ledger,
  visitor: Visitor,
  place: Place,
  { state, version }: { state: CommentState; version: number },
): Outcome {
  return changing(ledger, visitor, place, async (db, row) => {
    if (row.state === state) return 'nothing'
    if ((state === 'closed' || row.state === 'closed') && row.author_id !== visitor.id)
      return no(
        'not allowed',
        'Only the person who wrote this comment closes it. You can reply, or mark it answered.',
      )
    if (await changedByOthers(db, row, version, visitor.id)) return 'stale'
    const did = { open: 'reopened', answered: 'answered', closed: 'closed' } as const
    return { did: did[state], before: row.state, news: true, set: { state } }
  })
}

/** Who did what with a comment, oldest first. */
export async function commentTrail(
  { db }: Ledger,
  { workspace }: Visitor,
  place: Place,
): Outcome<TrailEntry[]> {
  const row = await findComment(db, workspace, place.document, place.comment)
  if (row === undefined) return NO_COMMENT
  return ok((await trailOf(db, workspace, `comment:${row.id}`)) as TrailEntry[])
}

interface Change {
  did: TrailEntry['did']
  before: string | null
  /** Something a reader wants to hear of. */
  news: boolean
  set: Partial<
    Pick<
      CommentRow,
      'text' | 'mentions' | 'edited_at' | 'deleted_at' | 'state' | 'anchor' | 'suggestion' | 'outcome'
    >
  >
}

/** The one way a comment changes: rule, row and trail in one transaction; then every page hears of it. */
export async function changing(
  ledger: Ledger,
  visitor: Visitor,
  place: Place,
  rule: (db: Records, row: CommentRow, at: number) => Promise<Change | Refused | 'nothing' | 'stale'>,
): Outcome {
  const { workspace } = visitor
  const at = ledger.now()
  const outcome = await ledger.db.transaction().execute(async (db) => {
    const refused = await mayNotComment(db, visitor, place.document)
    if (refused !== null) return refused
    const row = await findComment(db, workspace, place.document, place.comment)
    if (row === undefined) return NO_COMMENT
    const change = await rule(db, row, at)
    if (typeof change === 'string' || 'ok' in change) return change
    const version = row.version + 1
    await db
      .updateTable('comment')
      .set({ ...change.set, version, ...(change.news ? { news: version } : {}) })
      .where('workspace', '=', workspace)
      .where('id', '=', row.id)
      .execute()
    const { did, before } = change
    await note(db, { workspace, subject: `comment:${row.id}`, at, by: visitor, did, before })
    // Whoever changes it has it before their eyes, unless something newer waits that they have not seen.
    if (change.news) await markSeen(db, visitor, row.id, version)
    return 'changed'
  })
  if (outcome === 'stale') {
    const theirs = await readComment(ledger.db, workspace, place.document, place.comment, visitor.id)
    const say = 'Somebody changed this comment meanwhile. Look at it as it stands now, then decide.'
    return { ...no('stale', say), ...(theirs === undefined ? {} : { theirs }) }
  }
  if (typeof outcome === 'object') return outcome
  return stands(ledger, visitor, place, outcome === 'changed')
}

async function stands(ledger: Ledger, visitor: Visitor, place: Place, changed: boolean): Outcome {
  if (changed) ledger.tell(visitor.workspace, { type: 'changed', what: 'comments', document: place.document })
  const comment = await readComment(ledger.db, visitor.workspace, place.document, place.comment, visitor.id)
  return comment === undefined ? NO_COMMENT : ok(comment)
}

export const postRow = (visitor: Visitor, text: string, writtenAt: number, at: number) => ({
  author_id: visitor.id,
  author: toJson(visitor),
  text,
  // A device whose clock runs ahead has still not written it in the future.
  written_at: Math.min(writtenAt, at),
  at,
  edited_at: null,
  deleted_at: null,
})

export const renamed = (
  post: { mentions: string | null },
  text: string,
  mentions: Mention[],
  version: number,
) => ({
  text,
  mentions,
  before: namedIn(post.mentions),
  version,
})

export const notYours = (act: string) => no('not allowed', `Only the person who wrote this can ${act} it.`)
