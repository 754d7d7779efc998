import { ArrowLeft, ArrowRight, CircleAlert, MonitorUp, Pause, Play } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { Link, useParams } from 'react-router'
import { beside, type Place } from '../../shared/presentation/deck.ts'
import { sayTimeOfDay } from '../../shared/presentation/clock.ts'
import type { Run, RunEnding } from '../../shared/presentation/rehearsals.ts'
import { useHome } from '../sync/records.ts'
import { answer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { PartnerTab } from '../ui/partner.tsx'
import { Strip } from '../ui/strip.tsx'
import { Trail } from '../ui/trail.tsx'
import { Clocks, handOverAt } from './clocks.tsx'
import { useCounts } from './counts.tsx'
import { EndDialog } from './end-dialog.tsx'
import { Expected } from './expected.tsx'
import { RunLine } from './run-line.tsx'
import { courseAt, placeOf, useDeck, useRun, useSecond, useSteps } from './runs.ts'
import { at, slidesInRun, type SectionSlides } from './sections-in-run.ts'
import { Slide } from './slide.tsx'
import { SlideWords } from './slide-words.tsx'
import './presenter.css'

/** What a presenter has before them: the clock, the slide, the notes, what comes next, and the line of minutes. */
export function PresenterPage() {
  const { workspace = '', run: id = '' } = useParams()
  usePageTitle('Presenting')
  const { data, problem, retry } = useRun(workspace, id)
  const deck = useDeck(workspace)
  const trouble = problem ?? deck.problem
  return (
    <>
      <Trail
        workspace={workspace}
        under={[{ name: 'Opening presentation', to: `/w/${workspace}/presentation` }]}
        page={data?.run.kind === 'given' ? 'Presenting' : 'Rehearsal'}
      />
      <main id="main" className="presenter" tabIndex={-1}>
        <h1 className="vh">{data?.run.kind === 'given' ? 'Presenting' : 'Rehearsal'}</h1>
        {data === undefined || deck.data === undefined ? (
          <p role="status">{trouble === null || trouble.passes ? 'Catching up…' : trouble.message}</p>
        ) : (
          <Presenting
            workspace={workspace}
            run={data.run}
            ending={data.ending}
            readAgain={retry}
            asked={data.asked}
            slides={slidesInRun(deck.data.sections, data.run.order)}
          />
        )}
      </main>
    </>
  )
}

function Presenting({
  workspace,
  run,
  ending,
  readAgain,
  asked,
  slides,
}: {
  workspace: string
  run: Run
  ending: RunEnding
  readAgain: () => void
  asked: readonly string[]
  slides: readonly SectionSlides[]
}) {
  const { steps, add, refused, dismiss } = useSteps(workspace, run)
  const partners = useHome(workspace).data?.workspace.partners ?? []
  const counts = useCounts(workspace)
  const ended = steps.some(({ did }) => did === 'ended')
  const now = useSecond(!ended)
  const course = courseAt(run, steps, ended ? (steps.at(-1)?.at ?? now) : now)
  const [asking, setAsking] = useState(false)
  const order = slides.map(({ section, shown }) => ({ section: section.section, slides: shown.length }))
  const begun = placeOf(steps)
  const place: Place | null =
    begun ?? (order[0] === undefined ? null : { section: order[0].section, slide: 0 })
  const here = at(slides, place)
  const next = place === null ? null : beside(place, 1, order)
  const then = at(slides, next)
  const after = slides[slides.findIndex(({ section }) => section.section === place?.section) + 1]?.section

  const go = (to: Place | null) => {
    if (to === null || ended) return
    const started = begun === null || to.section !== place?.section
    add({ did: started ? 'started' : 'showed', section: to.section, slide: to.slide })
    const shown = at(slides, to)
    if (shown !== null)
      answer(`${shown.section.label ?? shown.section.title}, slide ${shown.at.index + 1} of ${shown.at.of}`)
  }
  const forward = () => go(begun === null ? place : next)
  const back = () => go(place === null ? null : beside(place, -1, order))
  const pause = () => {
    if (begun === null || ended || run.kind === 'given') return
    add({ did: course.paused ? 'resumed' : 'paused' })
    answer(course.paused ? 'The clock runs.' : 'The clock is paused.')
  }
  const askToEnd = () => {
    readAgain() // whether they are away may have changed
    setAsking(true)
  }
  useKeys({ forward, back, pause })

  return (
    <>
      {refused === null ? null : (
        <Strip
          icon={CircleAlert}
          tone="stop"
          acts={
            <Button look="text" onPress={dismiss}>
              Go on without it
            </Button>
          }
        >
          {refused}
        </Strip>
      )}
      <div className="presenter-head">
        <Clocks run={run} course={course} now={now} />
        <div className="presenter-acts">
          {ended ? (
            <Link className="btn btn-line" to={`/w/${workspace}/presentation/runs`}>
              Look at the log of runs
            </Link>
          ) : (
            <>
              <Button look="plain" onPress={askToEnd}>
                {run.kind === 'given' ? 'End the presentation' : 'End rehearsal'}
              </Button>
              <a
                className="btn"
                href={`/w/${workspace}/presentation/present/${run.id}/screen`}
                target="_blank"
                rel="noreferrer"
              >
                <Icon of={MonitorUp} />
                Open the screen
              </a>
              {run.kind === 'given' || begun === null ? null : (
                <Button onPress={pause} aria-label={course.paused ? 'Let the clock run' : 'Pause the clock'}>
                  <Icon of={course.paused ? Play : Pause} />
                  <span className="presenter-pause">{course.paused ? 'Go on' : 'Pause'}</span>
                </Button>
              )}
              <Button look="plain" aria-label="Slide before" onPress={back} isDisabled={begun === null}>
                <Icon of={ArrowLeft} />
              </Button>
              <Button look="main" onPress={forward} isDisabled={begun !== null && next === null}>
                {begun === null ? 'Start the clock' : 'Next slide'}
                <Icon of={ArrowRight} />
              </Button>
            </>
          )}
        </div>
      </div>
      {here === null ? (
        <p>The presentation has no sections yet.</p>
      ) : (
        <div className="presenter-desk">
          <section aria-labelledby="on-screen">
            <h2 id="on-screen" className="presenter-h">
              On the screen: slide {here.at.index + 1} of {here.at.of}
            </h2>
            <Slide frame={here.section} shown={here.shown} at={here.at} partners={partners} counts={counts} />
          </section>
          <section aria-labelledby="your-notes" className="presenter-side">
            <h2 id="your-notes" className="presenter-h">
              Your notes
            </h2>
            <div className="presenter-notes">
              {(here.section.notes ?? []).length === 0 ? (
                <p className="quiet">
                  No notes for this section.{' '}
                  <Link to={`/w/${workspace}/documents/presentation-${here.section.section}`}>
                    Write some
                  </Link>
                </p>
              ) : (
                <SlideWords nodes={here.section.notes ?? []} />
              )}
            </div>
            {then === null ? null : (
              <>
                <h2 className="presenter-h">
                  Then:{' '}
                  {then.section.section === here.section.section && then.shown.kind === 'words'
                    ? then.shown.slide.name.toLowerCase()
                    : (then.section.label ?? then.section.title)}
                </h2>
                <Slide
                  frame={then.section}
                  shown={then.shown}
                  at={then.at}
                  partners={partners}
                  counts={counts}
                />
              </>
            )}
          </section>
          <div className="presenter-under">
            <Expected workspace={workspace} run={run.id} theme={here.section.theme} asked={asked} />
            <section aria-labelledby="hand-over">
              <h2 id="hand-over" className="presenter-h">
                {after === undefined
                  ? 'Then: the end'
                  : `Hand over at ${sayTimeOfDay(handOverAt(run, course, now))}`}
              </h2>
              {after === undefined ? null : (
                <p className="who">
                  {after.presenter === null ? null : (
                    <PartnerTab
                      partner={after.presenter.partner}
                      letters={after.presenter.role}
                      label={after.presenter.name}
                    />
                  )}
                  {after.label ?? after.title}, {after.presenter?.name ?? 'no presenter yet'}
                </p>
              )}
            </section>
          </div>
        </div>
      )}
      <RunLine order={run.order} course={course} />
      <EndDialog
        run={run}
        ending={ending}
        open={asking}
        onClose={() => setAsking(false)}
        end={() => add({ did: 'ended' })}
        workspace={workspace}
      />
    </>
  )
}

/** The keys of a presenter, as pointers and slide remotes send them. */
function useKeys({ forward, back, pause }: Record<'forward' | 'back' | 'pause', () => void>): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const target = event.target instanceof HTMLElement ? event.target : null
    if (target?.closest('input, textarea, [contenteditable=true], [role=dialog], [role=alertdialog]') != null)
      return
    const onButton = target?.closest('a, button') != null
    if (['ArrowRight', 'PageDown'].includes(event.key) || (event.key === ' ' && !onButton)) forward()
    else if (['ArrowLeft', 'PageUp'].includes(event.key)) back()
    else if (event.key.toLowerCase() === 'p') pause()
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => act(event)
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
