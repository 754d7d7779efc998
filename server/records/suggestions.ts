import type { Comment, NewComment } from '../../shared/annotations/comments.ts'
import { objectionTo } from '../../shared/annotations/standing.ts'
import { faultOf } from '../../shared/annotations/suggestion-rules.ts'
import { type Outcome as Became, Proposal } from '../../shared/annotations/suggestions.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import { no } from '../../shared/lib/result.ts'
import { roomOf } from '../../shared/rooms.ts'
import { asTheyStand, authorOf } from '../accounts/people.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { changing, NO_COMMENT, notYours, type Outcome, type Place, type Refused } from './comments.ts'
import { type CommentRow, findComment } from './read-comments.ts'
import { outcomeIn, saidOf, type Stores } from './suggestions-settle.ts'
import { rightsOf, standingOf } from './standing.ts'
import { changedByOthers } from './trail.ts'

const FROZEN = no(
  'not allowed',
  'This narrative is frozen, so its wording stays as it is. Suggestions can be decided once the nominated lead goes on with a new draft.',
)
const NO_EDITOR = no('not allowed', 'Those who write this text decide on suggestions.')
const NO_SUGGESTION = no('bad request', 'This comment suggests no wording.')
const CLOSED = no('bad request', 'Its author has closed this suggestion.')
const OVERTAKEN = no(
  'bad request',
  'Another suggestion on these words was accepted. Take that decision back, and this one is open again.',
)

/** Why this wording cannot be suggested there, before it is posted; null when it can, and for every other comment. */
export async function objectionToPosting(
  { ledger, documents }: Stores,
  { workspace }: Visitor,
  document: DocumentId,
  { id, anchor, suggestion }: NewComment,
): Promise<Refused | null> {
  if (suggestion === null) return null
  // Sent again because its answer was lost, it is already posted: whatever has become of its place since.
  if ((await findComment(ledger.db, workspace, document, id)) !== undefined) return null
  const objection =
    faultOf(suggestion) ??
    (await documents.look(roomOf(workspace, document), (doc) => objectionTo(doc, anchor, suggestion)))
  return objection === null ? null : no('bad request', objection)
}

/** Asked in the transaction that writes: may this visitor decide here, as everything stands now? */
export async function mayNotDecide(
  db: Records,
  visitor: Visitor,
  document: DocumentId,
): Promise<Refused | null> {
  const now = await asTheyStand(db, visitor)
  if (!now.ok) return now
  if ((await rightsOf(db, now.value, document)).edit) return null
  const { frozen } = await standingOf(db, visitor.workspace, document)
  return frozen ? FROZEN : NO_EDITOR
}

/** What an open suggestion proposes; a refusal when there is nothing left to decide. */
export function proposalIn(row: CommentRow | undefined): Proposal | Refused | 'decided' {
  if (row === undefined || row.deleted_at !== null) return NO_COMMENT
  if (row.suggestion === null) return NO_SUGGESTION
  const became = outcomeIn(row)?.became
  if (became === 'overtaken') return OVERTAKEN
  if (became !== undefined) return 'decided'
  if (row.state === 'closed') return CLOSED
  return Proposal.parse(JSON.parse(row.suggestion))
}

/** An editor declines, and says why. */
export function decline(
  { ledger }: Stores,
  visitor: Visitor,
  place: Place,
  { version, reason }: { version: number; reason: string },
): Outcome {
  return changing(ledger, visitor, place, async (db, row, at) => {
    const refused = await mayNotDecide(db, visitor, place.document)
    if (refused !== null) return refused
    const proposal = proposalIn(row)
    if (proposal === 'decided') return sameAgain(row, visitor, 'declined', reason) ? 'nothing' : 'stale'
    if ('ok' in proposal) return proposal
    if (await changedByOthers(db, row, version, visitor.id)) return 'stale'
    const outcome: Became = {
      became: 'declined',
      by: authorOf(visitor),
      at,
      reason,
      words: null,
      overtakenBy: null,
    }
    return {
      did: 'declined',
      before: null,
      news: true,
      set: { outcome: JSON.stringify(outcome), state: 'answered' },
    }
  })
}

/** An editor takes back that a suggestion was declined; it is open again. */
export function undecline(
  { ledger }: Stores,
  visitor: Visitor,
  place: Place,
  { version }: { version: number },
): Outcome {
  return changing(ledger, visitor, place, async (db, row) => {
    const refused = await mayNotDecide(db, visitor, place.document)
    if (refused !== null) return refused
    const became = outcomeIn(row)?.became
    if (became === undefined) return row.suggestion === null ? NO_SUGGESTION : 'nothing'
    if (became === 'overtaken') return OVERTAKEN
    if (became !== 'declined' || (await changedByOthers(db, row, version, visitor.id))) return 'stale'
    return {
      did: 'decision taken back',
      before: saidOf(row),
      news: true,
      set: { outcome: null, state: 'open' },
    }
  })
}

/** Its author words an open suggestion anew; the trail keeps the words of before. */
export function reword(
  { ledger }: Stores,
  visitor: Visitor,
  place: Place,
  { version, words: given }: { version: number; words: string },
): Outcome {
  const words = given.trim()
  return changing(ledger, visitor, place, async (db, row) => {
    if (row.author_id !== visitor.id) return notYours('change')
    const proposal = proposalIn(row)
    if (proposal === 'decided') return 'stale'
    if ('ok' in proposal) return proposal
    if (proposal.words === words) return 'nothing'
    const next: Proposal = { ...proposal, words }
    const fault = faultOf(next)
    if (fault !== null) return no('bad request', fault)
    if (await changedByOthers(db, row, version, visitor.id)) return 'stale'
    return {
      did: 'reworded',
      before: proposal.words,
      news: true,
      set: { suggestion: JSON.stringify(next) },
    }
  })
}

/** The same decision by the same person: sent again, because its answer was lost. */
export function sameAgain(
  row: CommentRow,
  { id }: Visitor,
  became: 'accepted' | 'declined',
  said: string | null,
): boolean {
  const outcome = outcomeIn(row)
  if (outcome === null || outcome.by.id !== id) return false
  return became === 'declined'
    ? outcome.became === 'declined' && outcome.reason === said
    : outcome.became.startsWith('accepted') && (said === null || (outcome.words ?? '') === said)
}

/** What a stale decision is answered with: the suggestion as it is now, and the words at its place. */
export interface Theirs {
  comment: Comment
  standing: string | null
}
