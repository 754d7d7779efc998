import { nanoid } from 'nanoid'
import { useEffect, useMemo, useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import { courseOf, type Course, type RunEvent } from '../../shared/presentation/clock.ts'
import type { DeckSection, Place } from '../../shared/presentation/deck.ts'
import type { Question, Run, RunStep } from '../../shared/presentation/rehearsals.ts'
import { ApiProblem, call } from '../sync/api.ts'
import { outbox } from '../sync/outbox.ts'
import { useKnown, type Known } from '../sync/records.ts'
import { serverNow, timed } from '../sync/server-clock.ts'
import { useOutbox } from '../sync/use-outbox.ts'

/** All sections with their words, live; the last known while the server is awaited. */
export const useDeck = (workspace: string): Known<{ now: number; sections: DeckSection[] }> =>
  useKnown(['deck', workspace], () => timed(() => call(routes.deck, { params: { workspace } })))

/** One section with its words, as they are typed. */
export const useDeckSection = (workspace: string, section: string): Known<DeckSection> =>
  useKnown(['deck', workspace, 'section', section], () =>
    call(routes.deckSection, { params: { workspace, section } }),
  )

export const useRuns = (workspace: string): Known<{ now: number; runs: Run[] }> =>
  useKnown(['runs', workspace], () => timed(() => call(routes.runs, { params: { workspace } })))

export const useQuestions = (workspace: string): Known<Question[]> =>
  useKnown(['questions', workspace], () => call(routes.questions, { params: { workspace } }))

type RunPage = Awaited<ReturnType<typeof askRun>>
const askRun = (workspace: string, run: string) =>
  timed(() => call(routes.run, { params: { workspace, run } }))

/** A run with what its listeners noted, live. */
export const useRun = (workspace: string, run: string): Known<RunPage> =>
  useKnown(['runs', workspace, run], () => askRun(workspace, run))

/** What happened in a run, with what this device did and the server may not have yet: a dropped link keeps the clock. */
export function useSteps(workspace: string, run: Run) {
  const waiting = useOutbox()
  const [mine, setMine] = useState<readonly RunStep[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const own = waiting.filter(({ route, params }) => route === 'addRunSteps' && params['run'] === run.id)
  // Refused long after it was made: what happened here did not happen for anybody else.
  const late = own.find((one) => one.refused !== null)
  const steps = useMemo(() => {
    const stepsIn = ({ body }: (typeof own)[number]) => (body as { steps: RunStep[] }).steps
    const never = new Set(
      own.flatMap((one) => (one.refused === null ? [] : stepsIn(one).map(({ id }) => id))),
    )
    const kept = own.flatMap((one) => (one.refused === null ? stepsIn(one) : []))
    const here = mine.filter(({ id }) => !never.has(id))
    const all = new Map([...here, ...kept, ...run.steps].map((step) => [step.id, step]))
    return [...all.values()].toSorted((a, b) => a.at - b.at)
  }, [run, own, mine])
  const add = (step: Pick<RunStep, 'did'> & Partial<Pick<RunStep, 'section' | 'slide'>>): void => {
    // Never before what happened last, whatever a device's clock does: it would be shown as not having happened.
    const at = Math.max(serverNow(), steps.at(-1)?.at ?? 0)
    const made: RunStep = { section: null, slide: null, ...step, id: nanoid(), at }
    setMine((before) => [...before, made])
    setRefused(null)
    outbox
      .send('addRunSteps', { params: { workspace, run: run.id }, body: { steps: [made] } })
      .catch((error: unknown) => {
        setMine((before) => before.filter(({ id }) => id !== made.id))
        setRefused(error instanceof ApiProblem ? error.message : 'That could not be kept. Try again.')
      })
  }
  /** What was refused is read, and done with. */
  const dismiss = (): void => {
    setRefused(null)
    for (const one of own) if (one.refused !== null) void outbox.throwAway(one.id)
  }
  return { steps, add, refused: refused ?? late?.refused?.say ?? null, dismiss }
}

/** Where a run is shown to be: the last slide somebody went to. */
export function placeOf(steps: readonly RunStep[]): Place | null {
  const last = steps.findLast(({ section }) => section !== null)
  return last?.section == null ? null : { section: last.section, slide: last.slide ?? 0 }
}

export const courseAt = (run: Run, steps: readonly RunStep[], at: number): Course =>
  courseOf(run.order, steps.filter(isEvent), at)

/** A run as it stood at its end, or stands now. */
export const courseOfRun = (run: Run): Course =>
  courseAt(run, run.steps, run.steps.at(-1)?.did === 'ended' ? (run.steps.at(-1)?.at ?? 0) : serverNow())

const isEvent = (step: RunStep): step is RunStep & RunEvent => step.did !== 'showed'

/** The server's time, once a second and at once when something happens. */
export function useSecond(runs: boolean): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    if (!runs) return
    const look = () =>
      setNow((before) =>
        Math.floor(serverNow() / 1_000) === Math.floor(before / 1_000) ? before : serverNow(),
      )
    const timer = setInterval(look, 200)
    return () => clearInterval(timer)
  }, [runs])
  return now
}
