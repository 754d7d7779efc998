import type { z } from 'zod'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import type { AddedSteps, Run, RunKind, RunSection, RunStep } from '../../shared/presentation/rehearsals.ts'
import { sectionName } from '../../shared/presentation/template.ts'
import { toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { NO_RUN, once, rehearsing } from './rehearsing.ts'
import { endingOf, type AwaySince } from './run-ending.ts'
import { findRun } from './runs.ts'

type Why = 'signed out' | 'not allowed' | 'not found' | 'bad request' | 'gone'
type Outcome<T> = Promise<Result<T, Why>>

const ENDED = no('gone', 'This run has ended. Begin a new one.')

/** Runs of one workspace. */
const RUNS = 500
const FULL = no('bad request', `The log keeps ${RUNS} runs, and has as many. No more can be begun.`)

/** Steps of one run: a presentation of two hours has a few hundred. Its end is always taken, once. */
const STEPS = 2_000
const TOO_LONG = no(
  'bad request',
  `A run keeps ${STEPS.toLocaleString('en-GB')} steps. End it and begin a new one.`,
)

/** A device says when it began; one that is further off than this is not believed, ms. */
const TOLERANCE_MS = 60_000

/** Begins a run with the running order as it stands; the same id again is the same run. */
export function startRun(
  ledger: Ledger,
  visitor: Visitor,
  { id, kind, at }: { id: string; kind: z.infer<typeof RunKind>; at: number },
): Outcome<Run> {
  return rehearsing(ledger, visitor, 'those who present', (db, me) => {
    const { workspace } = me
    const make = async () => {
      if ((await countRuns(db, workspace)) >= RUNS) return FULL
      const presentation = await db
        .selectFrom('presentation')
        .select('starts')
        .where('workspace', '=', workspace)
        .executeTakeFirst()
      const now = ledger.now()
      await db
        .insertInto('run')
        .values({
          workspace,
          id,
          kind,
          by: toJson(me),
          at: at > now || at < now - TOLERANCE_MS ? now : at,
          starts: presentation?.starts ?? null,
          running_order: JSON.stringify(await orderNow(db, workspace)),
        })
        .execute()
      return null
    }
    return once(
      () => findRun(db, workspace, id),
      ({ by }) => by.id === me.id,
      make,
    )
  })
}

/**
 * Adds what happened. Steps keep the presenter's own times, since they may come late over a bad link, but none lies
 * before the run or ahead of now. After the end nothing more happens: what is said to is left out, and the rest kept.
 */
export function addSteps(
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  { steps, awaySince }: { steps: readonly RunStep[]; awaySince: AwaySince },
): Outcome<AddedSteps> {
  return rehearsing(ledger, visitor, 'those who present', async (db, me): Outcome<AddedSteps> => {
    const { workspace } = me
    const run = await findRun(db, workspace, id)
    if (run === null) return NO_RUN
    const now = ledger.now()
    const known = new Set(run.steps.map((step) => step.id))
    const fresh = [...new Map(steps.map((step) => [step.id, step])).values()]
      .filter((step) => !known.has(step.id))
      .map((step) => ({ ...step, at: Math.max(run.startedAt, Math.min(step.at, now)) }))
    if (fresh.some(isEnd) && endingOf(me, run, { awaySince, now }) === 'theirs') return notYours(run)
    const end = Math.min(...[...run.steps, ...fresh].filter(isEnd).map(({ at }) => at))
    const kept = fresh.filter(({ at }) => at <= end)
    if (kept.length === 0 && fresh.length > 0) return ENDED
    if (known.size + kept.length > STEPS && (run.steps.some(isEnd) || !kept.every(isEnd))) return TOO_LONG
    for (const [index, { id: step, did, section, slide, at }] of kept.entries())
      await db
        .insertInto('run_step')
        .values({
          workspace,
          run: id,
          id: step,
          n: run.steps.length + index,
          did,
          section,
          slide,
          at,
          by: toJson(me),
        })
        .execute()
    const late = fresh.length - kept.length
    return ok({
      ...((await findRun(db, workspace, id)) as Run),
      leftOut:
        late === 0
          ? null
          : `${late === 1 ? '1 step came' : `${late} steps came`} after the end of this run. The rest is kept.`,
    })
  })
}

const isEnd = ({ did }: RunStep): boolean => did === 'ended'

const notYours = ({ kind, by }: Run) =>
  no(
    'not allowed',
    `This ${kind === 'given' ? 'presentation' : 'rehearsal'} is run by ${by.name}, who is here. They or a nominated lead end it.`,
  )

async function countRuns(db: Records, workspace: string): Promise<number> {
  const { runs } = await db
    .selectFrom('run')
    .select((e) => e.fn.countAll<number>().as('runs'))
    .where('workspace', '=', workspace)
    .executeTakeFirstOrThrow()
  return runs
}

/** The running order as it stands now. */
async function orderNow(db: Records, workspace: string): Promise<RunSection[]> {
  const rows = await db
    .selectFrom('presentation_section')
    .leftJoin('theme', (join) =>
      join
        .onRef('theme.workspace', '=', 'presentation_section.workspace')
        .onRef('theme.id', '=', 'presentation_section.theme'),
    )
    .select(['presentation_section.id', 'title', 'minutes', 'label', 'theme.name', 'kind'])
    .where('presentation_section.workspace', '=', workspace)
    .where('removed', '=', 0)
    .orderBy('order')
    .orderBy('presentation_section.id')
    .execute()
  return rows.map(({ id, title, minutes, label, name, kind }) => ({
    section: id,
    title: sectionName({ title, kind }, label === null ? undefined : { label, name }),
    ms: minutes === null ? null : Math.round(minutes * 60_000),
  }))
}
