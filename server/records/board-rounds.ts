import { sql } from 'kysely'
import type { Anonymity } from '../../shared/board/boards.ts'
import { no } from '../../shared/lib/result.ts'
import { toJson } from '../accounts/people.ts'
import { newId } from '../storage/ids.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import {
  type BoardGround,
  type BoardRow,
  findRound,
  noteOfBoard,
  type Outcome,
  type Refused,
  type RoundRow,
  TAKEN,
} from './board-rows.ts'
import { latestRound } from './board-writing.ts'
import { running } from './board-run.ts'

const NO_ROUND = no('not found', 'There is no such round on this board.')
const OPEN = {
  writing: no('bad request', 'A round of private writing is open already. Reveal its notes first.'),
  voting: no('bad request', 'A ballot is open already. Show its result first.'),
} as const
/** Rounds and ballots of one board. */
const MOST = 200
const FULL = no('bad request', 'This board has held as many rounds as it can. Make another board.')

export type NewRound =
  | { id: string; kind: 'writing'; anonymity: Anonymity }
  | { id: string; kind: 'voting'; votes: number }

/** Begins a round of private writing or a ballot; sent twice, it is begun once. */
export async function startRound(
  ground: BoardGround,
  visitor: Visitor,
  board: string,
  round: NewRound,
): Outcome {
  const { ledger } = ground
  const at = ledger.now()
  return running(ground, visitor, board, async (db, row, me) => {
    const there = await findRound(db, row.workspace, round.id)
    if (there !== undefined) return there.board === board && there.kind === round.kind ? 'nothing' : TAKEN
    const latest = await latestRound(db, row.workspace, board, round.kind)
    if (latest !== undefined && latest.state !== 'ended') return OPEN[round.kind]
    return (await openRound(db, row, me, { ...round, at })) ?? 'changed'
  })
}

/** Reveals the notes of a round, or shows the result of a ballot; done again, it stays done. */
export async function endRound(ground: BoardGround, visitor: Visitor, board: string, round: string): Outcome {
  const at = ground.ledger.now()
  return running(ground, visitor, board, async (db, row) => {
    const there = await findRound(db, row.workspace, round)
    if (there === undefined || there.board !== board) return NO_ROUND
    if (there.state !== 'open') return 'nothing'
    if (there.kind === 'voting') await showBallot(db, there, at)
    else await beginReveal(db, there, at)
    return 'changed'
  })
}

/**
 * Opens a round, or says why the board takes no more, before anything is written. Its promise of anonymity is written
 * here once, and no act writes it again.
 */
export async function openRound(
  db: Records,
  { workspace, id: board }: BoardRow,
  me: Visitor,
  round: { id?: string; at: number } & (
    | { kind: 'writing'; anonymity: Anonymity }
    | { kind: 'voting'; votes: number }
  ),
): Promise<Refused | null> {
  const { kind, at } = round
  const { rounds } = await db
    .selectFrom('board_round')
    .select((e) => e.fn.countAll<number>().as('rounds'))
    .where('workspace', '=', workspace)
    .where('board', '=', board)
    .executeTakeFirstOrThrow()
  if (rounds >= MOST) return FULL
  await db
    .insertInto('board_round')
    .values({
      workspace,
      id: round.id ?? newId(),
      board,
      kind,
      state: 'open',
      anonymity: round.kind === 'writing' ? round.anonymity : null,
      votes: round.kind === 'voting' ? round.votes : null,
      by: toJson(me),
      at,
      ended_at: null,
    })
    .execute()
  const did = round.kind === 'writing' ? `private writing begun: ${round.anonymity}` : 'a ballot begun'
  await noteOfBoard(db, at, me, { id: board, did, before: null })
  return null
}

export async function showBallot(db: Records, { workspace, id }: RoundRow, at: number): Promise<void> {
  await end(db, { workspace, id }, 'ended', at)
}

/**
 * From here on nobody writes or changes a private note. Each note is given the id it will have on the board: made by
 * chance, so that it says nothing of the note it was, and kept until it stands there, so that a crash doubles none.
 */
export async function beginReveal(db: Records, { workspace, id }: RoundRow, at: number): Promise<void> {
  await db
    .updateTable('board_note')
    .set({ item: sql<string>`lower(hex(randomblob(8)))` })
    .where('workspace', '=', workspace)
    .where('round', '=', id)
    .execute()
  await end(db, { workspace, id }, 'ending', at)
}

const end = (
  db: Records,
  { workspace, id }: Pick<RoundRow, 'workspace' | 'id'>,
  state: RoundRow['state'],
  at: number,
) =>
  db
    .updateTable('board_round')
    .set({ state, ended_at: at })
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .execute()
