import { flatsOf, placeOf } from '../../shared/annotations/anchors.ts'
import type { Anchor } from '../../shared/annotations/comments.ts'
import { no } from '../../shared/lib/result.ts'
import { roomOf } from '../../shared/rooms.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { changing, type Outcome, type Place } from './comments.ts'
import { findComment } from './read-comments.ts'
import type { Documents } from './rooms-port.ts'
import { changedByOthers } from './trail.ts'

const OTHER_WORDS = no('not allowed', 'Only the person who wrote this comment puts it on other words.')

/**
 * Moves an anchor after a structural edit. Nobody but its author moves a comment onto other words: the quote stays,
 * and both anchors lead to the same place in the document, or the old one leads nowhere any more.
 */
export async function moveAnchor(
  { ledger, documents }: { ledger: Ledger; documents: Documents },
  visitor: Visitor,
  place: Place,
  { anchor, version }: { anchor: Anchor; version: number },
): Outcome {
  const known = await findComment(ledger.db, visitor.workspace, place.document, place.comment)
  const next = JSON.stringify(anchor)
  // Looked up before the transaction: a room's turn is not to be waited for with the records locked.
  const leads =
    known === undefined || known.anchor === next || known.author_id === visitor.id
      ? 'to the same words'
      : await whereItLeads(documents, roomOf(visitor.workspace, place.document), known.anchor, anchor)
  return changing(ledger, visitor, place, async (db, row) => {
    if (row.anchor === next) return 'nothing'
    if (row.author_id !== visitor.id) {
      const { quote } = JSON.parse(row.anchor) as Anchor
      if (quote !== anchor.quote || leads === 'to other words') return OTHER_WORDS
      // Nowhere yet: the edit it was made after has still to come.
      if (leads === 'nowhere' || row.anchor !== known?.anchor) return 'stale'
    }
    if (await changedByOthers(db, row, version, visitor.id)) return 'stale'
    return { did: 'anchored', before: row.anchor, news: false, set: { anchor: next } }
  })
}

type Leads = 'to the same words' | 'to other words' | 'nowhere'

const whereItLeads = (documents: Documents, room: string, before: string, after: Anchor): Promise<Leads> =>
  documents.look(room, (doc) => {
    const flats = flatsOf(doc)
    const now = placeOf(doc, flats, after)
    if (now === null) return 'nowhere'
    const old = placeOf(doc, flats, JSON.parse(before) as Anchor)
    const same = old === null || (old.section === now.section && old.from < now.to && now.from < old.to)
    return same ? 'to the same words' : 'to other words'
  })
