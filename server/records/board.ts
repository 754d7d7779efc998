import { type Board, Timer, View } from '../../shared/board/boards.ts'
import { standingOn } from '../../shared/board/items.ts'
import { shownApart } from '../../shared/board/tally.ts'
import { PARTNER_KINDS, type PartnerKind } from '../../shared/domain/partners.ts'
import { ok } from '../../shared/lib/result.ts'
import { may, rightsIn } from '../../shared/permissions.ts'
import { Author } from '../../shared/people/person.ts'
import { authorFrom, authorOf, personOf } from '../accounts/people.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { ballotAsSeen } from './board-ballot.ts'
import { sentFrom } from './board-became.ts'
import { carryOut } from './board-reveal.ts'
import {
  type BoardGround,
  type BoardRow,
  documentOfBoard,
  findBoard,
  mayNotTakePart,
  NO_BOARD,
  NOT_OPEN,
  type Outcome,
  readsBoards,
  roomOfBoard,
  runs,
  stagesIn,
} from './board-rows.ts'
import { latestRound, writersIn, writingAsSeen } from './board-writing.ts'
import { boardLine, layColumns } from './boards.ts'
import type { Documents } from './rooms-port.ts'
import { standingOf } from './standing.ts'

type Ground = Omit<BoardGround, 'decideAnew'>

/** A board as one visitor may know it; what a crash cut short of its making is done first. */
export async function readBoard(ground: Ground, visitor: Visitor, id: string): Outcome {
  if (!readsBoards(visitor)) return NOT_OPEN
  const { ledger, documents } = ground
  const { db } = ledger
  const { workspace } = visitor
  const row = await findBoard(db, workspace, id)
  if (row === undefined) return NO_BOARD
  await layColumns(ground, row)
  await carryOut(ground, workspace, id)
  const { edit, comment } = rightsIn(
    visitor,
    documentOfBoard(id),
    await standingOf(db, workspace, documentOfBoard(id)),
  )
  return ok({
    ...(await boardLine(ground, row)),
    by: authorFrom(row.by),
    locked: row.locked === 1,
    stages: stagesIn(row),
    stage: row.stage,
    timer: row.timer === null ? null : Timer.parse(JSON.parse(row.timer)),
    called: calledIn(row),
    writing: await writingAsSeen(db, visitor, id),
    ballot: await ballotAsSeen(db, documents, visitor, id),
    sent: await sentFrom(ground, visitor, id),
    silent: await silentOn(db, documents, row),
    rights: {
      edit,
      comment,
      takePart: mayNotTakePart(visitor, row) === null,
      run: row.state === 'open' && runs(visitor, row),
      bringBack: row.state === 'archived' && runs(visitor, row),
    },
    me: authorOf(visitor),
    now: ledger.now(),
  })
}

function calledIn({ called }: BoardRow): Board['called'] {
  if (called === null) return null
  const { view, at, by } = JSON.parse(called) as { view: unknown; at: number; by: unknown }
  return { view: View.parse(view), at, by: Author.parse(by) }
}

/**
 * Partners with somebody who takes part, of whom nothing stands on the board under their name. A partner whose private
 * notes are counted apart has spoken too; one whose are not is not told to have.
 */
async function silentOn(
  db: Records,
  documents: Documents,
  { workspace, id }: BoardRow,
): Promise<PartnerKind[]> {
  const rows = await db.selectFrom('member').selectAll().where('workspace', '=', workspace).execute()
  const partnerOf = new Map(rows.map(({ id, partner }) => [id, partner]))
  const takesPart = new Set(
    rows
      .filter((row) => row.removed_at === null && may(personOf(row), { do: 'edit board' }))
      .map(({ partner }) => partner),
  )
  const things = await documents.known(roomOfBoard(workspace, id), standingOn)
  const spoke = new Set(things.map(({ partner, author }) => partner ?? partnerOf.get(author ?? '') ?? null))
  const round = await latestRound(db, workspace, id, 'writing')
  const writing =
    round?.state === 'open' ? shownApart(await writersIn(db, workspace, round.id)) : new Set<PartnerKind>()
  return PARTNER_KINDS.filter(
    (partner) => takesPart.has(partner) && !spoke.has(partner) && !writing.has(partner),
  )
}
