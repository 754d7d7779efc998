import type { Selectable } from 'kysely'
import { ok, type Result } from '../../shared/lib/result.ts'
import type { Run, RunSection } from '../../shared/presentation/rehearsals.ts'
import { authorFrom } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records, Tables } from '../storage/tables.ts'
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
    .selectAll()
    .where('workspace', '=', visitor.workspace)
    .orderBy('at', 'desc')
    .limit(LOG)
    .execute()
  return ok({ now: now(), runs: await withSteps(db, visitor.workspace, rows) })
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
  return row === undefined ? null : ((await withSteps(db, workspace, [row]))[0] ?? null)
}

/** Runs with what happened in each; the steps of all are read at once. */
async function withSteps(
  db: Records,
  workspace: string,
  rows: readonly Selectable<Tables['run']>[],
): Promise<Run[]> {
  const steps = new Map(rows.map(({ id }): [string, Run['steps']] => [id, []]))
  if (rows.length > 0)
    for (const { run, id, did, section, slide, at, by } of await db
      .selectFrom('run_step')
      .selectAll()
      .where('workspace', '=', workspace)
      .where('run', 'in', [...steps.keys()])
      .orderBy('at')
      .orderBy('n')
      .execute())
      steps.get(run)?.push({ id, did, section, slide, at, by: authorFrom(by) })
  return rows.map(({ id, kind, by, at, starts, running_order }) => ({
    id,
    kind,
    by: authorFrom(by),
    startedAt: at,
    starts,
    order: JSON.parse(running_order) as RunSection[],
    steps: steps.get(id) ?? [],
  }))
}
