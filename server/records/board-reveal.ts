import type { Selectable } from 'kysely'
import type * as Y from 'yjs'
import { addItems, type Change, changeItems, keysAbove } from '../../shared/board/edit.ts'
import { itemsOf, readItems } from '../../shared/board/items.ts'
import { laidIn, type Placed } from '../../shared/board/rounds.ts'
import { shownApart } from '../../shared/board/tally.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { Author } from '../../shared/people/person.ts'
import { authorOf, personOf } from '../accounts/people.ts'
import type { Records, Tables } from '../storage/tables.ts'
import { type BoardGround, roomOfBoard, type RoundRow, tellOfBoard } from './board-rows.ts'
import { inTurn } from './turns.ts'
import { TEMPLATE_AUTHOR } from './workspaces.ts'

type Ground = Omit<BoardGround, 'decideAnew'>
type NoteRow = Selectable<Tables['board_note']>

/** Notes in one edit of the document: its frame is far below what a page takes. */
const AT_ONCE = 200

/**
 * Puts the notes of a round that is being revealed on the board, in an order of chance, and then forgets the rows and
 * with them who wrote what. What a crash cut short goes on here: a note that stands already is not put again.
 */
export async function carryOut(ground: Ground, workspace: string, board: string): Promise<void> {
  if ((await endingIn(ground.ledger.db, workspace, board)).length === 0) return
  await inTurn(roomOfBoard(workspace, board), async () => {
    for (const round of await endingIn(ground.ledger.db, workspace, board)) await reveal(ground, round)
  })
  tellOfBoard(ground.ledger, workspace, board)
}

/** At the start: reveals that were cut short. */
export async function carryOutAll(ground: Ground): Promise<void> {
  const rows = await ground.ledger.db
    .selectFrom('board_round')
    .select(['workspace', 'board'])
    .where('state', '=', 'ending')
    .execute()
  for (const { workspace, board } of rows) await carryOut(ground, workspace, board)
}

const endingIn = (db: Records, workspace: string, board: string): Promise<RoundRow[]> =>
  db
    .selectFrom('board_round')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('board', '=', board)
    .where('state', '=', 'ending')
    .execute()

async function reveal({ ledger, documents, forget }: Ground, round: RoundRow): Promise<void> {
  const { workspace, board } = round
  const { db } = ledger
  const notes = await db
    .selectFrom('board_note')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('round', '=', round.id)
    .orderBy('item') // ids of chance: so is their order, and it is the same after a crash
    .execute()
  const room = roomOfBoard(workspace, board)
  const named = round.anonymity === 'named'
  const shown = round.anonymity === 'partner' ? shownApart(notes) : new Set<PartnerKind>()
  let laid: Laid | null = null
  const layOnce = (doc: Y.Doc): Laid => (laid ??= layOut(doc, notes))
  // All at once: they are one turn of the room and one flush, and what everyone is sent comes together.
  const edits = [documents.edit(room, TEMPLATE_AUTHOR, (doc) => changeItems(doc, layOnce(doc).grown))]
  for (const { by, own } of named ? await byAuthor(db, notes) : [{ by: TEMPLATE_AUTHOR, own: notes }])
    for (let from = 0; from < own.length; from += AT_ONCE) {
      const some = own.slice(from, from + AT_ONCE)
      const whose = ({ member, partner }: NoteRow) =>
        named ? { author: member, partner } : { partner: shown.has(partner) ? partner : null }
      edits.push(documents.edit(room, by, (doc) => putOn(doc, layOnce(doc), some, whose)))
    }
  await Promise.all(edits)
  await db.deleteFrom('board_note').where('workspace', '=', workspace).where('round', '=', round.id).execute()
  // Who reads the file learns no more than who reads the board. Before the round is over: after a crash it is done then.
  if (!named) await forget()
  await db
    .updateTable('board_round')
    .set({ state: 'ended' })
    .where('workspace', '=', workspace)
    .where('id', '=', round.id)
    .execute()
}

/** Each author's own edit: their hand is in the history as if they had put the notes there. */
async function byAuthor(db: Records, notes: readonly NoteRow[]): Promise<{ by: Author; own: NoteRow[] }[]> {
  const members = [...new Set(notes.map(({ member }) => member))]
  const rows =
    members.length === 0 ? [] : await db.selectFrom('member').selectAll().where('id', 'in', members).execute()
  const known = new Map(rows.map((row) => [row.id, authorOf(personOf(row))]))
  return members.map((member) => ({
    by: known.get(member) ?? TEMPLATE_AUTHOR,
    own: notes.filter((note) => note.member === member),
  }))
}

/** Where the notes of a round will stand, by the id each has there, and the frames that grow for them. */
interface Laid {
  places: ReadonlyMap<string, Placed & { z: string }>
  grown: ReadonlyMap<string, Change>
}

function layOut(doc: Y.Doc, notes: readonly NoteRow[]): Laid {
  const there = itemsOf(doc)
  const items = readItems(doc)
  const fresh = notes.flatMap(({ item, words, frame }) =>
    item === null || there.has(item) ? [] : [{ id: item, words, frame }],
  )
  const { notes: placed, heights } = laidIn(items, fresh)
  const keys = keysAbove(items, placed.length)
  const widths = new Map(items.map(({ id, w }) => [id, w]))
  return {
    places: new Map(placed.map((place, index) => [place.id, { ...place, z: keys[index] ?? '' }])),
    grown: new Map([...heights].map(([id, h]) => [id, { size: { w: widths.get(id) ?? 0, h } }])),
  }
}

const putOn = (
  doc: Y.Doc,
  { places }: Laid,
  notes: readonly NoteRow[],
  whose: (note: NoteRow) => { author?: string; partner: PartnerKind | null },
): void =>
  addItems(
    doc,
    notes.flatMap((note) => {
      const place = places.get(note.item ?? '')
      if (place === undefined) return []
      const { id, words, frame, x, y, w, h, z } = place
      const parent = frame === null ? {} : { parent: frame }
      return [{ id, kind: 'note' as const, x, y, w, h, z, ...parent, ...whose(note), words }]
    }),
  )
