import { flatsOf, placeOf } from '../../shared/annotations/anchors.ts'
import { Anchor } from '../../shared/annotations/comments.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { sections } from '../../shared/narrative/sections.ts'
import { roomOf } from '../../shared/rooms.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { Outcome, Place } from './comments.ts'
import { findComment } from './read-comments.ts'
import { accept, unaccept } from './suggestions-accept.ts'
import { outcomeIn, settle, type Stores, suggestionsIn } from './suggestions-settle.ts'
import { decline, reword, undecline } from './suggestions.ts'
import { inTurn } from './turns.ts'

/** Who wants which suggestions decided how. */
interface Several {
  decide: 'accept' | 'decline'
  suggestions: { id: string; version: number }[]
  reason: string | null
}

/**
 * Where suggestions are decided: one at a time in each document, so that an attempt found on record is one that was
 * cut short, and is settled first.
 */
export interface SuggestionsDesk {
  accept(
    visitor: Visitor,
    place: Place,
    as: { version: number; words: string | null },
  ): ReturnType<typeof accept>
  decline(visitor: Visitor, place: Place, as: { version: number; reason: string }): Outcome
  reopen(visitor: Visitor, place: Place, as: { version: number }): ReturnType<typeof unaccept>
  reword(visitor: Visitor, place: Place, as: { version: number; words: string }): Outcome
  /** Each by the same rule as alone, from the end of the text backwards. */
  decideSeveral(visitor: Visitor, document: DocumentId, as: Several): ReturnType<typeof decideSeveral>
  /** Finishes, or takes back, what a crash cut short; call it at the start, before anyone can decide anything. */
  recover(): Promise<void>
}

export function createSuggestionsDesk(stores: Stores): SuggestionsDesk {
  const { ledger } = stores

  const settled = async ({ workspace }: Visitor, { document, comment }: Place): Promise<void> => {
    const row = await findComment(ledger.db, workspace, document, comment)
    if (row !== undefined) await settle(stores, row)
  }
  const one = <T>(visitor: Visitor, place: Place, act: () => Promise<T>): Promise<T> =>
    inTurn(roomOf(visitor.workspace, place.document), async () => {
      await settled(visitor, place)
      return act()
    })

  return {
    accept: (visitor, place, as) => one(visitor, place, () => accept(stores, visitor, place, as)),
    decline: (visitor, place, as) => one(visitor, place, () => decline(stores, visitor, place, as)),
    reopen: (visitor, place, as) => one(visitor, place, () => reopen(stores, visitor, place, as)),
    reword: (visitor, place, as) => one(visitor, place, () => reword(stores, visitor, place, as)),
    decideSeveral: (visitor, document, as) =>
      inTurn(roomOf(visitor.workspace, document), async () => {
        for (const { id } of as.suggestions) await settled(visitor, { document, comment: id })
        return decideSeveral(stores, visitor, document, as)
      }),
    async recover() {
      const rows = await ledger.db
        .selectFrom('comment')
        .selectAll()
        .where('accepting', 'is not', null)
        .execute()
      for (const row of rows) await settle(stores, row)
    },
  }
}

async function reopen(stores: Stores, visitor: Visitor, place: Place, as: { version: number }) {
  const row = await findComment(stores.ledger.db, visitor.workspace, place.document, place.comment)
  const became = row === undefined ? undefined : outcomeIn(row)?.became
  return became === 'accepted' || became === 'accepted with changes'
    ? unaccept(stores, visitor, place, as)
    : undecline(stores, visitor, place, as)
}

async function decideSeveral(
  stores: Stores,
  visitor: Visitor,
  document: DocumentId,
  { decide, suggestions, reason }: Several,
) {
  if (decide === 'decline' && reason === null)
    return no('bad request', 'Say why they are declined, in a sentence.')
  const order = await fromTheEnd(stores, visitor, document)
  const at = (id: string): number => order.get(id) ?? -1
  const done: string[] = []
  const refused: { id: string; say: string }[] = []
  for (const { id, version } of suggestions.toSorted((a, b) => at(b.id) - at(a.id))) {
    const place = { document, comment: id }
    const answer =
      decide === 'accept'
        ? await accept(stores, visitor, place, { version, words: null })
        : await decline(stores, visitor, place, { version, reason: reason ?? '' })
    if (answer.ok) done.push(id)
    else refused.push({ id, say: answer.say })
  }
  return ok({ done, refused })
}

/** Where each suggestion of a document stands in it, as a number that grows towards the end. */
async function fromTheEnd(
  { ledger, documents }: Stores,
  { workspace }: Visitor,
  document: DocumentId,
): Promise<ReadonlyMap<string, number>> {
  const rows = await suggestionsIn(ledger.db, workspace, document)
  return documents.look(roomOf(workspace, document), (doc) => {
    const ids = sections(doc).map(({ id }) => id)
    const flats = flatsOf(doc)
    const places = rows.flatMap(({ id, anchor }) => {
      const place = placeOf(doc, flats, Anchor.parse(JSON.parse(anchor)), ids)
      return place === null ? [] : [{ id, section: ids.indexOf(place.section), from: place.from }]
    })
    places.sort((a, b) => a.section - b.section || a.from - b.from)
    return new Map(places.map(({ id }, index) => [id, index]))
  })
}
