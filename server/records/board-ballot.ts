import type * as Y from 'yjs'
import type { Ballot } from '../../shared/board/boards.ts'
import { standingOn } from '../../shared/board/items.ts'
import { shownApart, tallyOf } from '../../shared/board/tally.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { roomOfBoard } from './board-rows.ts'
import { latestRound } from './board-writing.ts'
import type { Documents } from './rooms-port.ts'

/** The latest ballot as one visitor may know it: until it is shown, their own votes and how many people voted. */
export async function ballotAsSeen(
  db: Records,
  documents: Documents,
  visitor: Visitor,
  board: string,
): Promise<Ballot | null> {
  const { workspace } = visitor
  const round = await latestRound(db, workspace, board, 'voting')
  if (round === undefined) return null
  const votes = await db
    .selectFrom('board_vote')
    .select(['item', 'member', 'partner', 'votes'])
    .where('workspace', '=', workspace)
    .where('round', '=', round.id)
    .execute()
  const open = round.state === 'open'
  const stands = await standing(documents, workspace, board)
  const mine = votes.filter(({ member, item }) => member === visitor.id && (!open || stands.has(item)))
  return {
    id: round.id,
    state: open ? 'open' : 'shown',
    votes: round.votes ?? 0,
    mine: mine.map(({ item, votes }) => ({ item, votes })),
    voters: new Set(votes.map(({ member }) => member)).size,
    tally: open ? null : tallyOf(votes),
    partners: open ? null : votersOf(votes),
  }
}

/** What can be voted for: whatever stands on the board, but for lines and marks. */
export const standing = (
  documents: Documents,
  workspace: string,
  board: string,
): Promise<ReadonlySet<string>> => documents.known(roomOfBoard(workspace, board), votable)

const votable = (doc: Y.Doc): ReadonlySet<string> =>
  new Set(
    standingOn(doc)
      .filter(({ kind }) => kind !== 'connector' && kind !== 'pen' && kind !== 'stamp' && kind !== 'unknown')
      .map(({ id }) => id),
  )

function votersOf(votes: readonly { member: string; partner: PartnerKind }[]): Ballot['partners'] {
  const shown = shownApart(votes)
  const voters = new Map<PartnerKind, Set<string>>()
  for (const { member, partner } of votes)
    if (shown.has(partner)) voters.set(partner, (voters.get(partner) ?? new Set()).add(member))
  return [...voters].map(([partner, members]) => ({ partner, voters: members.size }))
}
