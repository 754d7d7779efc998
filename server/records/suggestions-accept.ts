import { flatsOf } from '../../shared/annotations/anchors.ts'
import { Anchor } from '../../shared/annotations/comments.ts'
import { type Applied, applyProposal } from '../../shared/annotations/proposals.ts'
import { standingOf } from '../../shared/annotations/standing.ts'
import { decided } from '../../shared/annotations/suggestion-rules.ts'
import { type Back, takeBack } from '../../shared/annotations/take-back.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { roomOf } from '../../shared/rooms.ts'
import { newId } from '../storage/ids.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { NO_COMMENT, type Place, type Refused } from './comments.ts'
import { type CommentRow, findComment, readComment } from './read-comments.ts'
import {
  type Attempt,
  attemptBy,
  finish,
  forget,
  mark,
  settle,
  type Stores,
  suggestionsIn,
} from './suggestions-settle.ts'
import { mayNotDecide, proposalIn, sameAgain, type Theirs } from './suggestions.ts'
import { changedByOthers } from './trail.ts'

type Answer =
  | { ok: true; value: Theirs['comment'] }
  | (Omit<Refused, 'theirs'> & { theirs?: Theirs | Theirs['comment'] })

interface Begun {
  row: CommentRow
  attempt: Attempt
}

/**
 * Accepts suggested wording, as it is or with the decider's words. Two stores, exactly once: the attempt is on record
 * before it changes the document, the document says which attempt changed it, and only then is it decided.
 */
export async function accept(
  stores: Stores,
  visitor: Visitor,
  place: Place,
  { version, words }: { version: number; words: string | null },
): Promise<Answer> {
  const { ledger, documents } = stores
  const begun = await ledger.db.transaction().execute(async (db) => {
    const found = await decidable(db, visitor, place)
    if ('ok' in found) return found
    const { row } = found
    const proposal = proposalIn(row)
    if (proposal === 'decided')
      return sameAgain(row, visitor, 'accepted', words?.trim() ?? null) ? 'again' : 'stale'
    if ('ok' in proposal) return proposal
    if (await changedByOthers(db, row, version, visitor.id)) return 'stale'
    const final = decided(proposal, words)
    if (!final.ok) return final
    const goesIn = final.value.proposal.words
    const others = (await suggestionsIn(db, visitor.workspace, place.document))
      .filter((other) => other.id !== row.id && other.outcome === null)
      .map((other) => ({ id: other.id, anchor: anchorOf(other) }))
    const what = {
      what: 'accept',
      words: goesIn === '' ? null : goesIn,
      changed: final.value.changed,
    } as const
    return { ...(await begin(db, row, visitor, ledger.now(), what)), proposal: final.value.proposal, others }
  })
  if (begun === 'again') return asItStands(stores, visitor, place)
  if (begun === 'stale') return stale(stores, visitor, place, CHANGED)
  if ('ok' in begun) return begun

  const { row, attempt, proposal, others } = begun
  let applied: Applied = { applied: false, words: null }
  await carryOut(stores, begun, (write) =>
    documents.edit(roomOf(visitor.workspace, place.document), visitor, (doc) => {
      applied = applyProposal(doc, anchorOf(row), proposal, others)
      if (applied.applied) write(doc, applied.overtook)
    }),
  )
  const done = applied as Applied // what the room's turn has put there
  if (!done.applied) {
    await forget(ledger.db, row)
    const say =
      done.words === null
        ? 'The words this suggestion is about are not in the text any more. Nothing was changed.'
        : 'The words have changed since this was suggested. Compare both, then decide. Nothing was changed.'
    return stale(stores, visitor, place, say)
  }
  await finish(ledger, row, attempt, { overtook: done.overtook, back: done.back, anchor: null })
  return asItStands(stores, visitor, place)
}

/** Takes an acceptance back, while the words it put into the document stand there unchanged. */
export async function unaccept(
  stores: Stores,
  visitor: Visitor,
  place: Place,
  { version }: { version: number },
): Promise<Answer> {
  const { ledger, documents } = stores
  const begun = await ledger.db.transaction().execute(async (db) => {
    const found = await decidable(db, visitor, place)
    if ('ok' in found) return found
    const { row } = found
    if (row.outcome === null) return 'again'
    if (await changedByOthers(db, row, version, visitor.id)) return 'stale'
    if (row.back === null) return BY_HAND
    const what = { what: 'take back', words: null, changed: false } as const
    return { ...(await begin(db, row, visitor, ledger.now(), what)), back: JSON.parse(row.back) as Back }
  })
  if (begun === 'again') return asItStands(stores, visitor, place)
  if (begun === 'stale') return stale(stores, visitor, place, CHANGED)
  if ('ok' in begun) return begun

  const { row, attempt, back } = begun
  let taken: ReturnType<typeof takeBack> = { done: false, anchor: null }
  await carryOut(stores, begun, (write) =>
    documents.edit(roomOf(visitor.workspace, place.document), visitor, (doc) => {
      taken = takeBack(doc, back)
      if (taken.done) write(doc, [])
    }),
  )
  if (!taken.done) {
    await forget(ledger.db, row)
    return stale(
      stores,
      visitor,
      place,
      'The accepted words have been changed since, so they cannot be taken out as they were. Nothing was changed.',
    )
  }
  await finish(ledger, row, attempt, { overtook: [], back: null, anchor: taken.anchor })
  return asItStands(stores, visitor, place)
}

const CHANGED = 'Somebody changed this suggestion meanwhile. Look at it as it stands now, then decide.'
const BY_HAND = no(
  'bad request',
  'The server was stopped while this was accepted, and does not know how to take it back. Change the words in the text.',
)

const anchorOf = (row: CommentRow): Anchor => Anchor.parse(JSON.parse(row.anchor))

async function decidable(
  db: Records,
  visitor: Visitor,
  place: Place,
): Promise<Refused | { row: CommentRow }> {
  const refused = await mayNotDecide(db, visitor, place.document)
  if (refused !== null) return refused
  const row = await findComment(db, visitor.workspace, place.document, place.comment)
  return row === undefined ? NO_COMMENT : { row }
}

async function begin(
  db: Records,
  row: CommentRow,
  visitor: Visitor,
  at: number,
  what: Pick<Attempt, 'what' | 'words' | 'changed'>,
): Promise<Begun> {
  const attempt = attemptBy(visitor, at, newId(), what)
  const accepting = JSON.stringify(attempt)
  await db
    .updateTable('comment')
    .set({ accepting })
    .where('workspace', '=', row.workspace)
    .where('id', '=', row.id)
    .execute()
  return { row: { ...row, accepting }, attempt }
}

/** Changes the document; when that fails, the document itself says whether it did, now or at the next start. */
async function carryOut(
  stores: Stores,
  { row, attempt }: Begun,
  edit: (write: (doc: Parameters<typeof mark>[0], overtook: readonly string[]) => void) => Promise<void>,
): Promise<void> {
  try {
    await edit((doc, overtook) => mark(doc, row.id, attempt, overtook))
  } catch (error) {
    await settle(stores, row).catch(() => undefined) // then the next decision on it does, or the next start
    throw error
  }
}

async function stale(stores: Stores, visitor: Visitor, place: Place, say: string): Promise<Answer> {
  const now = await asItStands(stores, visitor, place)
  if (!now.ok) return now
  const { anchor, suggestion } = now.value
  const standing = await stores.documents.look(roomOf(visitor.workspace, place.document), (doc) => {
    const found = standingOf(doc, anchor, suggestion?.form ?? 'replace', flatsOf(doc))
    return found.asQuoted ? anchor.quote : found.words
  })
  return { ...no('stale', say), theirs: { comment: now.value, standing } }
}

async function asItStands({ ledger }: Stores, visitor: Visitor, place: Place): Promise<Answer> {
  const comment = await readComment(ledger.db, visitor.workspace, place.document, place.comment, visitor.id)
  return comment === undefined ? NO_COMMENT : ok(comment)
}
