import { type Stage, Timer, type View } from '../../shared/board/boards.ts'
import { no } from '../../shared/lib/result.ts'
import { toJson } from '../accounts/people.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { beginReveal, openRound, showBallot } from './board-rounds.ts'
import { type BoardGround, type BoardRow, type Outcome, type Refused, stagesIn } from './board-rows.ts'
import { latestRound } from './board-writing.ts'
import { running } from './board-run.ts'

const NO_STAGE = no('not found', 'That step is not planned any more. Look at the steps again.')
const STALE = no('stale', 'Somebody else has changed this board meanwhile. See where it is now, then go on.')
const MINUTE = 60_000

/**
 * Goes to a step of the workshop and sets up what it needs: its timer, its round of private writing, its ballot.
 * Notes are revealed by a step that says so, never by leaving their step; a ballot's result is shown by going on.
 */
export async function goToStage(
  ground: BoardGround,
  visitor: Visitor,
  id: string,
  { version, stage }: { version: number; stage: string | null },
): Outcome {
  const at = ground.ledger.now()
  return running(ground, visitor, id, async (db, row, me) => {
    if (row.stage === stage) return 'nothing'
    if (row.version !== version) return { ...STALE, theirs: { stage: row.stage, version: row.version } }
    const stages = stagesIn(row)
    const to = stages.find((one) => one.id === stage)
    if (stage !== null && to === undefined) return NO_STAGE
    const before = stages.findIndex((one) => one.id === row.stage)
    const goesOn = to === undefined || stages.indexOf(to) > before
    const ballot = await latestRound(db, row.workspace, id, 'voting')
    const refused = to === undefined ? null : await setUp(db, row, me, to, at)
    if (refused !== null) return refused
    if (goesOn && to?.kind !== 'vote' && ballot?.state === 'open') await showBallot(db, ballot, at)
    const timer: Timer | null =
      to === undefined
        ? null
        : { state: 'running', endsAt: at + to.minutes * MINUTE, of: to.minutes * MINUTE }
    return { stage, timer: timer === null ? null : JSON.stringify(timer), version: version + 1 }
  })
}

async function setUp(
  db: Records,
  row: BoardRow,
  me: Visitor,
  to: Stage,
  at: number,
): Promise<Refused | null> {
  if (to.kind === 'write' || to.kind === 'reveal') {
    const round = await latestRound(db, row.workspace, row.id, 'writing')
    const open = round?.state === 'open' ? round : null
    if (to.kind === 'reveal' && open !== null) await beginReveal(db, open, at)
    if (to.kind === 'write' && open === null)
      return openRound(db, row, me, { kind: 'writing', anonymity: to.anonymity, at })
  }
  if (to.kind !== 'vote') return null
  const ballot = await latestRound(db, row.workspace, row.id, 'voting')
  return ballot?.state === 'open' ? null : openRound(db, row, me, { kind: 'voting', votes: to.votes, at })
}

type TimerAct = { do: 'start' | 'add'; minutes: number } | { do: 'halt' | 'go on' | 'stop' }

/** Sets the timer that everyone sees; halting one that is halted, or going on with one that runs, changes nothing. */
export async function setTimer(ground: BoardGround, visitor: Visitor, id: string, act: TimerAct): Outcome {
  const now = ground.ledger.now()
  return running(ground, visitor, id, async (_db, row) => {
    const before = row.timer === null ? null : Timer.parse(JSON.parse(row.timer))
    const after = timerAfter(before, act, now)
    return { timer: after === null ? null : JSON.stringify(after) }
  })
}

function timerAfter(before: Timer | null, act: TimerAct, now: number): Timer | null {
  switch (act.do) {
    case 'stop':
      return null
    case 'start':
      return { state: 'running', endsAt: now + act.minutes * MINUTE, of: act.minutes * MINUTE }
    case 'add': {
      const more = act.minutes * MINUTE
      if (before === null) return { state: 'running', endsAt: now + more, of: more }
      return before.state === 'running'
        ? { ...before, endsAt: Math.max(before.endsAt, now) + more, of: before.of + more }
        : { ...before, left: before.left + more, of: before.of + more }
    }
    case 'halt':
      return before?.state === 'running'
        ? { state: 'halted', left: Math.max(0, before.endsAt - now), of: before.of }
        : before
    case 'go on':
      return before?.state === 'halted'
        ? { state: 'running', endsAt: now + before.left, of: before.of }
        : before
  }
}

/** Calls everyone to a part of the board. */
export async function callToView(ground: BoardGround, visitor: Visitor, id: string, view: View): Outcome {
  const at = ground.ledger.now()
  return running(ground, visitor, id, async (_db, _row, me) => ({
    called: JSON.stringify({ view, at, by: JSON.parse(toJson(me)) as unknown }),
  }))
}
