import { no } from '../../shared/lib/result.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { standing } from './board-ballot.ts'
import type { Bell } from './board-bell.ts'
import { type BoardGround, findRound, mayNotTakePart, onBoard, type Outcome } from './board-rows.ts'
import { readBoard } from './board.ts'

const NO_BALLOT = no('not found', 'There is no such ballot on this board.')
const SHOWN = no('bad request', 'The result has been shown. No more votes are counted.')
const GONE = no('bad request', 'That is not on the board any more. Vote for something that stands there.')

/**
 * Gives so many of the visitor's own votes to a thing; nought takes them back. The budget is counted in the
 * transaction, so that two windows at once do not exceed it; votes for what is gone from the board come back.
 */
export async function vote(
  ground: BoardGround,
  bell: Bell,
  visitor: Visitor,
  { board, round, item }: { board: string; round: string; item: string },
  votes: number,
): Outcome {
  const { ledger, documents } = ground
  const { workspace } = visitor
  const stands = await standing(documents, workspace, board)
  const outcome = await ledger.db.transaction().execute(async (db) => {
    const found = await onBoard(db, visitor, board)
    if (!found.ok) return found
    const { row, me } = found.value
    const refused = mayNotTakePart(me, row)
    if (refused !== null) return refused
    const ballot = await findRound(db, workspace, round)
    if (ballot === undefined || ballot.board !== board || ballot.kind !== 'voting') return NO_BALLOT
    if (ballot.state !== 'open') return SHOWN
    if (votes > 0 && !stands.has(item)) return GONE
    const own = await db
      .selectFrom('board_vote')
      .select(['item', 'votes'])
      .where('workspace', '=', workspace)
      .where('round', '=', round)
      .where('member', '=', me.id)
      .execute()
    const before = own.find((one) => one.item === item)?.votes ?? 0
    if (before === votes) return 'nothing'
    const elsewhere = own.filter((one) => one.item !== item && stands.has(one.item))
    const budget = ballot.votes ?? 0
    const given = elsewhere.reduce((sum, one) => sum + one.votes, 0)
    if (given + votes > budget)
      return no(
        'bad request',
        `You have ${budget} ${budget === 1 ? 'vote' : 'votes'} and ${given} of them ${given === 1 ? 'is' : 'are'} given to other notes. Take one back first.`,
      )
    const gone = own.map((one) => one.item).filter((one) => one === item || !stands.has(one))
    if (gone.length > 0)
      await db
        .deleteFrom('board_vote')
        .where('workspace', '=', workspace)
        .where('round', '=', round)
        .where('member', '=', me.id)
        .where('item', 'in', gone)
        .execute()
    if (votes > 0)
      await db
        .insertInto('board_vote')
        .values({ workspace, round, item, member: me.id, partner: me.partner, votes })
        .execute()
    return 'changed'
  })
  if (typeof outcome === 'object') return outcome
  if (outcome === 'changed') bell.soon(workspace, board)
  return readBoard(ground, visitor, board)
}
