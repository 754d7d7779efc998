import type { Writing } from '../../shared/board/boards.ts'
import { shownApart } from '../../shared/board/tally.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { RoundRow } from './board-rows.ts'

/** The latest round of private writing as one visitor may know it: their own notes, and of the others how many. */
export async function writingAsSeen(db: Records, visitor: Visitor, board: string): Promise<Writing | null> {
  const round = await latestRound(db, visitor.workspace, board, 'writing')
  if (round === undefined) return null
  const { id, anonymity } = round
  const as = { id, anonymity: anonymity ?? 'nobody' }
  // While it is being revealed the notes are nobody's to change; they are on the board in a moment.
  if (round.state !== 'open') return { ...as, state: 'revealed', mine: [], counts: [] }
  const mine = await db
    .selectFrom('board_note')
    .select(['id', 'words', 'frame', 'version'])
    .where('workspace', '=', visitor.workspace)
    .where('round', '=', id)
    .where('member', '=', visitor.id)
    .orderBy('at')
    .execute()
  return { ...as, state: 'open', mine, counts: countsOf(await writersIn(db, visitor.workspace, id)) }
}

interface Writer {
  member: string
  partner: PartnerKind
  notes: number
}

/** Who writes in a round and how many notes; never told to anybody as it is. */
export const writersIn = (db: Records, workspace: string, round: string): Promise<Writer[]> =>
  db
    .selectFrom('board_note')
    .select((e) => ['member', 'partner', e.fn.countAll<number>().as('notes')])
    .where('workspace', '=', workspace)
    .where('round', '=', round)
    .groupBy(['member', 'partner'])
    .execute()

/** Notes by partner; those of partners that are not shown apart are one number, whose notes they are untold. */
function countsOf(writers: readonly Writer[]): Writing['counts'] {
  const shown = shownApart(writers)
  const counts = new Map<PartnerKind | null, { notes: number; writers: number }>()
  for (const { partner, notes } of writers) {
    const under = shown.has(partner) ? partner : null
    const before = counts.get(under) ?? { notes: 0, writers: 0 }
    counts.set(under, { notes: before.notes + notes, writers: before.writers + 1 })
  }
  return [...counts].map(([partner, count]) => ({ partner, ...count }))
}

export const latestRound = (
  db: Records,
  workspace: string,
  board: string,
  kind: RoundRow['kind'],
): Promise<RoundRow | undefined> =>
  db
    .selectFrom('board_round')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('board', '=', board)
    .where('kind', '=', kind)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
