import { no } from '../../shared/lib/result.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import {
  type BoardGround,
  type BoardRow,
  findRound,
  mayNotTakePart,
  onBoard,
  type Outcome,
  type Refused,
  type RoundRow,
  TAKEN,
} from './board-rows.ts'
import type { Bell } from './board-bell.ts'
import { readBoard } from './board.ts'

const NO_ROUND = no('not found', 'There is no such round of private writing on this board.')
const OVER = no(
  'bad request',
  'The notes of this round had been shown before yours came. You can put it on the board yourself.',
)
const NO_NOTE = no('not found', 'There is no such note of yours.')
/** Private notes of one person in a round, and of all of them. */
const OWN = 60
const ALL = 1_500
const FULL = no(
  'bad request',
  `You have ${OWN} notes in this round, as many as one person writes. Use one of those.`,
)
const ALL_FULL = no(
  'bad request',
  'This round holds as many notes as it can. Keep yours for the board itself.',
)

interface Place {
  board: string
  round: string
  note: string
}

/** Writes a private note, or changes it; nobody but its author ever reads or changes it before it is revealed. */
export const writeNote = (
  ground: BoardGround,
  bell: Bell,
  visitor: Visitor,
  place: Place,
  { words, frame }: { words: string; frame: string | null },
): Outcome =>
  writing(ground, bell, visitor, place, async (db, me) => {
    const { workspace } = me
    const there = await find(db, workspace, place.note)
    if (there !== undefined) {
      if (there.member !== me.id || there.round !== place.round) return TAKEN
      if (there.words === words && there.frame === frame) return 'nothing'
      await db
        .updateTable('board_note')
        .set({ words, frame, version: there.version + 1 })
        .where('workspace', '=', workspace)
        .where('id', '=', place.note)
        .execute()
      return 'changed'
    }
    const { own, all } = await db
      .selectFrom('board_note')
      .select((e) => [
        e.fn.countAll<number>().as('all'),
        e.fn.countAll<number>().filterWhere('member', '=', me.id).as('own'),
      ])
      .where('workspace', '=', workspace)
      .where('round', '=', place.round)
      .executeTakeFirstOrThrow()
    if (own >= OWN) return FULL
    if (all >= ALL) return ALL_FULL
    await db
      .insertInto('board_note')
      .values({
        workspace,
        id: place.note,
        round: place.round,
        member: me.id,
        partner: me.partner,
        words,
        frame,
        item: null,
        at: ground.ledger.now(),
        version: 1,
      })
      .execute()
    return 'changed'
  })

/** Throws a note of one's own away; what is gone already stays gone. */
export const dropNote = (ground: BoardGround, bell: Bell, visitor: Visitor, place: Place): Outcome =>
  writing(ground, bell, visitor, place, async (db, me) => {
    const there = await find(db, me.workspace, place.note)
    if (there === undefined) return 'nothing'
    if (there.member !== me.id || there.round !== place.round) return NO_NOTE
    await db
      .deleteFrom('board_note')
      .where('workspace', '=', me.workspace)
      .where('id', '=', place.note)
      .execute()
    return 'changed'
  })

const find = (db: Records, workspace: string, id: string) =>
  db
    .selectFrom('board_note')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

/** Others hear that there is something new only after a while, with whatever else there is: never of one note. */
async function writing(
  ground: BoardGround,
  bell: Bell,
  visitor: Visitor,
  { board, round }: Place,
  act: (db: Records, me: Visitor) => Promise<'changed' | 'nothing' | Refused>,
): Outcome {
  const { ledger } = ground
  const outcome = await ledger.db.transaction().execute(async (db) => {
    const found = await onBoard(db, visitor, board)
    if (!found.ok) return found
    const { row, me } = found.value
    const refused = mayNotTakePart(me, row) ?? notOpen(row, await findRound(db, row.workspace, round))
    return refused ?? act(db, me)
  })
  if (typeof outcome === 'object') return outcome
  if (outcome === 'changed') bell.soon(visitor.workspace, board)
  return readBoard(ground, visitor, board)
}

function notOpen({ id }: BoardRow, round: RoundRow | undefined): Refused | null {
  if (round === undefined || round.board !== id || round.kind !== 'writing') return NO_ROUND
  return round.state === 'open' ? null : OVER
}
