import type { Selectable } from 'kysely'
import { Stage, type Board } from '../../shared/board/boards.ts'
import { type DocumentId, documentId } from '../../shared/domain/documents.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { roomOf } from '../../shared/rooms.ts'
import { asTheyStand } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records, Tables } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { Documents } from './rooms-port.ts'
import { note } from './trail.ts'

export type BoardRow = Selectable<Tables['board']>
export type RoundRow = Selectable<Tables['board_round']>

/** What the records of boards stand on. */
export interface BoardGround {
  ledger: Ledger
  documents: Documents
  /** Everyone's rights in a room are decided anew: a lock takes hold of who is in it already. */
  decideAnew: (room: string) => void
  /** What was deleted from the records is in no file any more. */
  forget: () => Promise<unknown>
}

export interface Refused {
  ok: false
  reason: 'signed out' | 'not allowed' | 'not found' | 'bad request' | 'stale' | 'gone'
  say: string
  theirs?: unknown
}
export type Outcome<T = Board> = Promise<{ ok: true; value: T } | Refused>

export const NOT_OPEN = no('not allowed', 'The workshop boards are not open to guest readers.')
export const NO_BOARD = no('not found', 'There is no such board in this workspace.')
export const TAKEN = no('bad request', 'That id is in use. Send it with a new one.')
const READS = no('not allowed', 'You can read this board and comment on it. Those who take part write on it.')
const NOT_RUNNING = no(
  'not allowed',
  'Whoever facilitates this board does that. Ask them to hand it over, or the nominated lead.',
)
const ARCHIVED = no('bad request', 'This board is in the archive. Bring it back first.')

export const documentOfBoard = (board: string): DocumentId => documentId({ kind: 'board', board })
export const roomOfBoard = (workspace: string, board: string): string =>
  roomOf(workspace, documentOfBoard(board))

export const stagesIn = ({ stages }: Pick<BoardRow, 'stages'>): Stage[] =>
  Stage.array().parse(JSON.parse(stages))

export const findBoard = (db: Records, workspace: string, id: string): Promise<BoardRow | undefined> =>
  db
    .selectFrom('board')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

export const findRound = (db: Records, workspace: string, id: string): Promise<RoundRow | undefined> =>
  db
    .selectFrom('board_round')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

export const readsBoards = (person: Visitor): boolean => may(person, { do: 'read minutes' })
export const runs = (person: Visitor, { facilitator }: Pick<BoardRow, 'facilitator'>): boolean =>
  may(person, { do: 'run board', facilitator })

/** Why this person does not write privately or vote here; a lock is on moving things, not on that. */
export function mayNotTakePart(person: Visitor, row: BoardRow): Refused | null {
  if (row.state === 'archived') return ARCHIVED
  return may(person, { do: 'edit board' }) ? null : READS
}

/** Why this person does not run the workshop here. */
export function mayNotRun(person: Visitor, row: BoardRow): Refused | null {
  if (!runs(person, row)) return may(person, { do: 'edit board' }) ? NOT_RUNNING : READS
  return row.state === 'archived' ? ARCHIVED : null
}

/** A board, and the visitor as they stand now; asked in the transaction that writes. */
export async function onBoard(
  db: Records,
  visitor: Visitor,
  id: string,
): Promise<{ ok: true; value: { row: BoardRow; me: Visitor } } | Refused> {
  const now = await asTheyStand(db, visitor)
  if (!now.ok) return now
  if (!readsBoards(now.value)) return NOT_OPEN
  const row = await findBoard(db, visitor.workspace, id)
  return row === undefined ? NO_BOARD : ok({ row, me: now.value })
}

export type BoardChange = Partial<Omit<BoardRow, 'workspace' | 'id'>>

/** Writes a change of a board's record; the version goes on where what it says is what people plan. */
export async function writeBoard(db: Records, row: BoardRow, set: BoardChange): Promise<void> {
  await db
    .updateTable('board')
    .set(set)
    .where('workspace', '=', row.workspace)
    .where('id', '=', row.id)
    .execute()
}

export const noteOfBoard = (
  db: Records,
  at: number,
  me: Visitor,
  { id, did, before }: { id: string; did: string; before: object | null },
): Promise<void> =>
  note(db, {
    workspace: me.workspace,
    subject: `document:${documentOfBoard(id)}`,
    at,
    by: me,
    did,
    before: before === null ? null : JSON.stringify(before),
  })

/** Pages that show the board; `list` also those that list boards and issues. */
export function tellOfBoard({ tell }: Ledger, workspace: string, board: string, list = false): void {
  tell(workspace, { type: 'changed', what: 'board', document: documentOfBoard(board) })
  if (list) tell(workspace, { type: 'changed', what: 'boards' })
}
