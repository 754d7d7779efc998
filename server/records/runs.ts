import type { z } from 'zod'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import type { ListenerNote, Run, RunKind, RunSection, RunStep } from '../../shared/presentation/rehearsals.ts'
import { sectionName } from '../../shared/presentation/template.ts'
import { asTheyStand, authorFrom, authorOf, toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'

type Why = 'signed out' | 'not allowed' | 'not found' | 'bad request' | 'gone'
type Outcome<T> = Promise<Result<T, Why>>

export const NOT_OPEN = no('not allowed', 'The presentation is not open to guest readers.')
const NOT_PRESENTING = no('not allowed', 'Those who write the presentation run it. You can follow it.')
const NO_RUN = no('not found', 'There is no such run.')
const TAKEN = no('bad request', 'That id is in use. Send it with a new one.')
const ENDED = no('gone', 'This run has ended. Begin a new one.')
const NO_NOTE = no('not found', 'There is no such note, or it is somebody else’s.')

/** Steps of one run: a presentation of two hours has a few hundred. */
const STEPS = 2_000
const TOO_LONG = no('bad request', `A run keeps ${STEPS.toLocaleString('en-GB')} steps. Begin a new one.`)

/** Runs kept open in one answer; older ones are in the export. */
const LOG = 60

export const reads = (visitor: Visitor): boolean => may(visitor, { do: 'see members' })
export const presents = (visitor: Visitor): boolean => may(visitor, { do: 'edit presentation', theme: null })

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

/** One run with what its listeners noted. */
export async function readRun({ db, now }: Ledger, visitor: Visitor, id: string) {
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
  })
}

/** Begins a run with the running order as it stands; the same id again is the same run. */
export async function startRun(
  ledger: Ledger,
  visitor: Visitor,
  { id, kind, at }: { id: string; kind: z.infer<typeof RunKind>; at: number },
): Outcome<Run> {
  const outcome = await ledger.db.transaction().execute(async (db): Outcome<Run> => {
    const now = await presenting(db, visitor)
    if (!now.ok) return now
    const begun = await findRun(db, visitor.workspace, id)
    if (begun !== null) return begun.by.id === visitor.id ? ok(begun) : TAKEN
    const { workspace } = visitor
    const presentation = await db
      .selectFrom('presentation')
      .select('starts')
      .where('workspace', '=', workspace)
      .executeTakeFirst()
    await db
      .insertInto('run')
      .values({
        workspace,
        id,
        kind,
        by: toJson(now.value),
        at: Math.min(at, ledger.now()),
        starts: presentation?.starts ?? null,
        running_order: JSON.stringify(await orderNow(db, workspace)),
      })
      .execute()
    return ok((await findRun(db, workspace, id)) as Run)
  })
  if (outcome.ok) ledger.tell(visitor.workspace, { type: 'changed', what: 'rehearsals' })
  return outcome
}

/**
 * Adds what happened. Steps keep the presenter's own times, since they may come late over a bad link, but none lies
 * before the run or ahead of now; after the end nothing more happens, except what happened before it.
 */
export async function addSteps(
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  steps: readonly RunStep[],
): Outcome<Run> {
  const outcome = await ledger.db.transaction().execute(async (db): Outcome<Run> => {
    const now = await presenting(db, visitor)
    if (!now.ok) return now
    const { workspace } = visitor
    const run = await findRun(db, workspace, id)
    if (run === null) return NO_RUN
    const known = new Set(run.steps.map((step) => step.id))
    const sent = new Map(steps.map((step) => [step.id, step]))
    const end = run.steps.find(({ did }) => did === 'ended')?.at ?? Infinity
    const fresh = [...sent.values()].filter((step) => !known.has(step.id))
    if (fresh.some(({ at }) => at > end)) return ENDED
    if (known.size + fresh.length > STEPS) return TOO_LONG
    for (const [index, { id: step, did, section, slide, at }] of fresh.entries())
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
          at: Math.max(run.startedAt, Math.min(at, ledger.now())),
          by: toJson(now.value),
        })
        .execute()
    return ok((await findRun(db, workspace, id)) as Run)
  })
  if (outcome.ok) ledger.tell(visitor.workspace, { type: 'changed', what: 'rehearsals' })
  return outcome
}

/** Anyone who follows notes something for a section; the same id again is the same note. */
export async function addNote(
  ledger: Ledger,
  visitor: Visitor,
  run: string,
  { id, section, words, writtenAt }: { id: string; section: string; words: string; writtenAt: number },
): Outcome<ListenerNote> {
  const outcome = await ledger.db.transaction().execute(async (db): Outcome<ListenerNote> => {
    const now = await asTheyStand(db, visitor)
    if (!now.ok) return now
    if (!reads(now.value)) return NOT_OPEN
    const { workspace } = visitor
    if ((await findRun(db, workspace, run)) === null) return NO_RUN
    const at = Math.min(writtenAt, ledger.now())
    const posted = await db
      .selectFrom('run_note')
      .selectAll()
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .executeTakeFirst()
    if (posted !== undefined) {
      const by = authorFrom(posted.by)
      if (by.id !== visitor.id || posted.run !== run) return TAKEN
      return ok({ id, section: posted.section, words: posted.words, by, at: posted.at })
    }
    await db
      .insertInto('run_note')
      .values({ workspace, id, run, section, words, by: toJson(now.value), at })
      .execute()
    return ok({ id, section, words, by: authorOf(now.value), at })
  })
  if (outcome.ok) ledger.tell(visitor.workspace, { type: 'changed', what: 'rehearsals' })
  return outcome
}

/** Its author takes a note back. */
export async function removeNote(
  ledger: Ledger,
  visitor: Visitor,
  run: string,
  id: string,
): Outcome<{ done: true }> {
  const { db } = ledger
  const row = await db
    .selectFrom('run_note')
    .select('by')
    .where('workspace', '=', visitor.workspace)
    .where('run', '=', run)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined || authorFrom(row.by).id !== visitor.id) return NO_NOTE
  await db.deleteFrom('run_note').where('workspace', '=', visitor.workspace).where('id', '=', id).execute()
  ledger.tell(visitor.workspace, { type: 'changed', what: 'rehearsals' })
  return ok({ done: true })
}

async function presenting(
  db: Records,
  visitor: Visitor,
): Promise<Result<Visitor, 'signed out' | 'not allowed'>> {
  const now = await asTheyStand(db, visitor)
  return !now.ok || presents(now.value) ? now : NOT_PRESENTING
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
