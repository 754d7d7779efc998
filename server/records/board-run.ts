import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { carryOut } from './board-reveal.ts'
import {
  type BoardChange,
  type BoardGround,
  type BoardRow,
  mayNotRun,
  onBoard,
  type Outcome,
  type Refused,
  tellOfBoard,
  writeBoard,
} from './board-rows.ts'
import { readBoard } from './board.ts'

/** By whoever runs the board, in one transaction; then what it began is carried out, and every page hears of it. */
export async function running(
  ground: BoardGround,
  visitor: Visitor,
  id: string,
  act: (db: Records, row: BoardRow, me: Visitor) => Promise<BoardChange | Refused | 'changed' | 'nothing'>,
): Outcome {
  const { ledger } = ground
  const outcome = await ledger.db.transaction().execute(async (db) => {
    const found = await onBoard(db, visitor, id)
    if (!found.ok) return found
    const { row, me } = found.value
    const refused = mayNotRun(me, row)
    if (refused !== null) return refused
    const change = await act(db, row, me)
    if (typeof change === 'string' || 'ok' in change) return change
    await writeBoard(db, row, change)
    return 'changed'
  })
  if (typeof outcome === 'object') return outcome
  await carryOut(ground, visitor.workspace, id)
  if (outcome === 'changed') tellOfBoard(ledger, visitor.workspace, id)
  return readBoard(ground, visitor, id)
}
