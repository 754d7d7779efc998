import { ok, type Result } from '../../shared/lib/result.ts'
import type { Run, RunSection } from '../../shared/presentation/rehearsals.ts'
import { authorFrom } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { NO_RUN, NOT_OPEN, reads } from './rehearsing.ts'
import { endingOf, type AwaySince } from './run-ending.ts'

type Outcome<T> = Promise<Result<T, 'not allowed'>>

/** Runs in one answer; older ones are in the export. */
const LOG = 60

/** The log of runs, the latest first (R48). */
export async function readRuns({ db, now }: Ledger, visitor: Visitor): Outcome<{ now: number; runs: Run[] }> {
  if (!reads(visitor)) return NOT_OPEN
  const rows = await db
    .selectFrom('run')
    .select('id')
    .where('workspace', '=', visitor.workspace)
    .orderBy('at', 'desc')
    .limit(LOG)
    .execute()
  const runs = await Promise.all(rows.map(({ id }) => findRun(db, visitor.workspace, id)))
  return ok({ now: now(), runs: runs.filter((run) => run !== null) })
}

/** One run with what its listeners noted, and whether the visitor may end it. */
export async function readRun(
  { db, now }: Ledger,
  visitor: Visitor,
  { id, awaySince }: { id: string; awaySince: AwaySince },
) {
  if (!reads(visitor)) return NOT_OPEN
  const run = await findRun(db, visitor.workspace, id)
  if (run === null) return NO_RUN
  const notes = await db
    .selectFrom('run_note')
    .selectAll()
    .where('workspace', '=', visitor.workspace)
    .where('run', '=', id)
    .orderBy('at')
    .execute()
  const asked = await db
    .selectFrom('run_asked')
    .select('question')
    .where('workspace', '=', visitor.workspace)
    .where('run', '=', id)
    .execute()
  return ok({
    now: now(),
    run,
    notes: notes.map(({ id, section, words, by, at }) => ({ id, section, words, by: authorFrom(by), at })),
    asked: asked.map(({ question }) => question),
    ending: endingOf(visitor, run, { awaySince, now: now() }),
  })
}

/** A run as it stands; null when there is none. */
export async function findRun(db: Records, workspace: string, id: string): Promise<Run | null> {
  const row = await db
    .selectFrom('run')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return null
  const steps = await db
    .selectFrom('run_step')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('run', '=', id)
    .orderBy('at')
    .orderBy('n')
    .execute()
  return {
    id,
    kind: row.kind,
    by: authorFrom(row.by),
    startedAt: row.at,
    starts: row.starts,
    order: JSON.parse(row.running_order) as RunSection[],
    steps: steps.map(({ id, did, section, slide, at, by }) => ({
      id,
      did,
      section,
      slide,
      at,
      by: authorFrom(by),
    })),
  }
}
