import type { BoardState, Stage } from '../../shared/board/boards.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { no } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { findMember, personOf } from '../accounts/people.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import {
  type BoardChange,
  type BoardGround,
  type BoardRow,
  mayNotRun,
  noteOfBoard,
  onBoard,
  type Outcome,
  type Refused,
  roomOfBoard,
  stagesIn,
  tellOfBoard,
  writeBoard,
} from './board-rows.ts'
import { readBoard } from './board.ts'

/** What is said of a board by whoever runs it. */
export interface BoardSaid {
  title?: string | undefined
  theme?: ThemeId | null | undefined
  state?: BoardState | undefined
  locked?: boolean | undefined
  facilitator?: string | null | undefined
  stages?: Stage[] | undefined
}

const NO_MEMBER = no('bad request', 'That person is not a member any more. Choose somebody else.')
const READER = no('bad request', 'That person only reads the boards. Choose somebody who takes part.')
const TWICE = no('bad request', 'Two steps have the same id. Add one of them anew.')
const STALE = no('stale', 'Somebody else has changed this board meanwhile. Look at both, then choose.')

/** Changes what is said of a board; what somebody else has changed since it was seen is not replaced. */
export async function changeBoard(
  ground: BoardGround,
  visitor: Visitor,
  id: string,
  { version, ...said }: BoardSaid & { version: number },
): Outcome {
  const { ledger } = ground
  const { workspace } = visitor
  const outcome = await ledger.db
    .transaction()
    .execute(async (db): Promise<Refused | 'nothing' | string[]> => {
      const found = await onBoard(db, visitor, id)
      if (!found.ok) return found
      const { row, me } = found.value
      const before = saidIn(row)
      const fresh = Object.entries(said).filter(
        ([name, value]) =>
          value !== undefined && JSON.stringify(before[name as keyof BoardSaid]) !== JSON.stringify(value),
      )
      const refused = mayNotRun(
        me,
        row.state === 'archived' && said.state === 'open' ? { ...row, state: 'open' } : row,
      )
      if (refused !== null) return refused
      // What it says already, as a replay of one's own write does.
      if (fresh.length === 0) return 'nothing'
      if (row.version !== version) return { ...STALE, theirs: { ...before, version: row.version } }
      const objection = await objectionTo(db, me, said)
      if (objection !== null) return objection
      await writeBoard(db, row, { ...columnsOf(said, row), version: version + 1 })
      const names = fresh.map(([name]) => name)
      await noteOfBoard(db, ledger.now(), me, {
        id,
        did: didOf(said, names),
        before: Object.fromEntries(names.map((name) => [name, before[name as keyof BoardSaid]])),
      })
      return names
    })
  if (typeof outcome === 'object' && !Array.isArray(outcome)) return outcome
  if (outcome !== 'nothing') {
    if (outcome.some((name) => name === 'locked' || name === 'state' || name === 'facilitator'))
      ground.decideAnew(roomOfBoard(workspace, id))
    tellOfBoard(ledger, workspace, id, true)
  }
  return readBoard(ground, visitor, id)
}

const saidIn = (row: BoardRow): Required<BoardSaid> => ({
  title: row.title,
  theme: row.theme,
  state: row.state,
  locked: row.locked === 1,
  facilitator: row.facilitator,
  stages: stagesIn(row),
})

/** The step under way that is planned no more is over. */
function columnsOf(
  { title, theme, state, locked, facilitator, stages }: BoardSaid,
  row: BoardRow,
): BoardChange {
  return {
    ...(title === undefined ? {} : { title }),
    ...(theme === undefined ? {} : { theme }),
    ...(state === undefined ? {} : { state }),
    ...(state === 'archived' ? { timer: null } : {}),
    ...(locked === undefined ? {} : { locked: locked ? 1 : 0 }),
    ...(facilitator === undefined ? {} : { facilitator }),
    ...(stages === undefined
      ? {}
      : {
          stages: JSON.stringify(stages),
          stage: stages.some(({ id }) => id === row.stage) ? row.stage : null,
        }),
  }
}

async function objectionTo(
  db: Records,
  me: Visitor,
  { facilitator, stages }: BoardSaid,
): Promise<Refused | null> {
  if (stages !== undefined && new Set(stages.map(({ id }) => id)).size < stages.length) return TWICE
  if (facilitator === undefined || facilitator === null) return null
  const member = await findMember(db, me.workspace, facilitator)
  if (member === undefined) return NO_MEMBER
  return may(personOf(member), { do: 'edit board' }) ? null : READER
}

function didOf({ state, locked }: BoardSaid, names: readonly string[]): string {
  if (names.includes('state')) return state === 'archived' ? 'put in the archive' : 'brought back'
  if (names.includes('locked')) return locked === true ? 'locked' : 'unlocked'
  return names.includes('facilitator') ? 'handed over' : 'changed'
}
