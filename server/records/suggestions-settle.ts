import * as Y from 'yjs'
import { z } from 'zod'
import { Anchor, type TrailEntry } from '../../shared/annotations/comments.ts'
import { Outcome } from '../../shared/annotations/suggestions.ts'
import type { Back } from '../../shared/annotations/take-back.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Author } from '../../shared/people/person.ts'
import { roomOf } from '../../shared/rooms.ts'
import { authorFrom, authorOf } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import { type CommentRow, findComment } from './read-comments.ts'
import type { Documents } from './rooms-port.ts'
import { markSeen } from './seen.ts'
import { note } from './trail.ts'

/** What a decision is written with: the records, and the documents. */
export interface Stores {
  ledger: Ledger
  documents: Documents
}

/** A decision that has begun: it changes the document first, and then the record. */
export interface Attempt {
  what: 'accept' | 'take back'
  /** In the document's map of decisions once it has changed the document: so a crash between the two is decidable. */
  nonce: string
  by: Author
  at: number
  /** The words that go in; null for a strike. */
  words: string | null
  /** They are not the words suggested. */
  changed: boolean
}

/** What carrying a decision out in the document came to. */
interface Done {
  overtook: readonly string[]
  back: Back | null
  /** Where the words of before stand again. */
  anchor: Anchor | null
}

const MAP = 'accepted'
const Mark = z.object({ nonce: z.string(), overtook: z.array(z.string()) })

/** Says in the document, in the transaction that changes it, which attempt did so. */
export function mark(doc: Y.Doc, comment: string, { nonce }: Attempt, overtook: readonly string[]): void {
  doc.getMap(MAP).set(comment, { nonce, overtook: [...overtook] })
}

function markIn(doc: Y.Doc, comment: string): z.infer<typeof Mark> | null {
  const map = doc.share.has(MAP) ? doc.getMap(MAP) : null
  return Mark.nullable()
    .catch(null)
    .parse(map?.get(comment) ?? null)
}

/** Finishes a decision that something cut short, or takes it back: as the document says. */
export async function settle({ ledger, documents }: Stores, row: CommentRow): Promise<void> {
  if (row.accepting === null) return
  const attempt = JSON.parse(row.accepting) as Attempt
  const found = await documents.look(roomOf(row.workspace, row.document), (doc) => markIn(doc, row.id))
  if (found?.nonce !== attempt.nonce) await forget(ledger.db, row)
  else await finish(ledger, row, attempt, { overtook: found.overtook, back: null, anchor: null })
}

/** Nothing came of an attempt. */
export async function forget(db: Records, { workspace, id }: CommentRow): Promise<void> {
  await db
    .updateTable('comment')
    .set({ accepting: null })
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .execute()
}

/** Writes on record what an attempt has done to the document, for it and for those whose words it took or gave back. */
export async function finish(
  ledger: Ledger,
  { workspace, document, id }: CommentRow,
  attempt: Attempt,
  done: Done,
): Promise<void> {
  await ledger.db.transaction().execute(async (db) => {
    const row = await findComment(db, workspace, document, id)
    if (row === undefined || row.accepting === null) return
    if (attempt.what === 'accept') await noteAccepted(db, row, attempt, done)
    else await noteTakenBack(db, row, attempt, done)
  })
  ledger.tell(workspace, { type: 'changed', what: 'comments', document })
}

async function noteAccepted(db: Records, row: CommentRow, attempt: Attempt, { overtook, back }: Done) {
  const { by, at, words, changed } = attempt
  const outcome: Outcome = {
    became: changed ? 'accepted with changes' : 'accepted',
    by,
    at,
    reason: null,
    words,
    overtakenBy: null,
  }
  const { quote } = Anchor.parse(JSON.parse(row.anchor))
  await change(db, row, attempt, 'accepted', quote, {
    outcome: JSON.stringify(outcome),
    back: back === null ? null : JSON.stringify(back),
    accepting: null,
    state: 'answered',
  })
  // The edit is theirs, the credit the suggester's: the document's own trail says both.
  const credit = { suggestion: row.id, of: authorFrom(row.author), was: quote, words }
  await note(db, {
    workspace: row.workspace,
    subject: `document:${row.document}`,
    at,
    by,
    did: 'accepted',
    before: JSON.stringify(credit),
  })
  for (const other of await decidedAmong(db, row, overtook)) {
    if (other.outcome !== null) continue
    const overtaken: Outcome = { ...outcome, became: 'overtaken', words: null, overtakenBy: row.id }
    const set = { outcome: JSON.stringify(overtaken), state: 'answered' } as const
    await change(db, other, attempt, 'overtaken', null, set)
  }
}

async function noteTakenBack(db: Records, row: CommentRow, attempt: Attempt, { anchor }: Done) {
  const own = Anchor.parse(JSON.parse(row.anchor))
  await change(db, row, attempt, 'decision taken back', saidOf(row), {
    outcome: null,
    back: null,
    accepting: null,
    state: 'open',
    ...(anchor?.quote === own.quote ? { anchor: JSON.stringify(anchor) } : {}),
  })
  for (const other of await decidedAmong(db, row, null)) {
    if (outcomeIn(other)?.overtakenBy !== row.id) continue
    await change(db, other, attempt, 'decision taken back', saidOf(other), { outcome: null, state: 'open' })
  }
}

export const outcomeIn = ({ outcome }: CommentRow): Outcome | null =>
  outcome === null ? null : Outcome.parse(JSON.parse(outcome))

/** A decision in words, for the trail: "declined: not what the letter says". */
export function saidOf(row: CommentRow): string | null {
  const outcome = outcomeIn(row)
  const more = outcome?.reason ?? outcome?.words ?? null
  return outcome === null ? null : more === null ? outcome.became : `${outcome.became}: ${more}`
}

async function change(
  db: Records,
  { workspace, id, version }: CommentRow,
  { by, at }: Attempt,
  did: TrailEntry['did'],
  before: string | null,
  set: Partial<CommentRow>,
): Promise<void> {
  const next = version + 1
  await db
    .updateTable('comment')
    .set({ ...set, version: next, news: next })
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .execute()
  await note(db, { workspace, subject: `comment:${id}`, at, by, did, before })
  await markSeen(db, { workspace, id: by.id }, id, next)
}

/** Suggestions of the same document: those of these ids, or all; those that were taken back left out. */
async function decidedAmong(
  db: Records,
  { workspace, document, id }: CommentRow,
  ids: readonly string[] | null,
): Promise<CommentRow[]> {
  const rows = await suggestionsIn(db, workspace, document)
  return rows.filter((row) => row.id !== id && (ids === null || ids.includes(row.id)))
}

/** The suggestions of a document that their authors have not taken back. */
export const suggestionsIn = (db: Records, workspace: string, document: DocumentId): Promise<CommentRow[]> =>
  db
    .selectFrom('comment')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('document', '=', document)
    .where('suggestion', 'is not', null)
    .where('deleted_at', 'is', null)
    .execute()

export const attemptBy = (
  visitor: Author,
  at: number,
  nonce: string,
  what: Pick<Attempt, 'what' | 'words' | 'changed'>,
): Attempt => ({ ...what, nonce, at, by: authorOf(visitor) })
