import { useEffect } from 'react'
import { useParams } from 'react-router'
import { useHome } from '../sync/records.ts'
import { usePageTitle } from '../ui/page-title.ts'
import { useCounts } from './counts.tsx'
import { placeOf, useDeck, useRun } from './runs.ts'
import { at, slidesInRun } from './sections-in-run.ts'
import { Slide } from './slide.tsx'
import './presenter.css'

/** What the projector shows: the slide alone, wherever the presenter goes. F fills the screen. */
export function ScreenPage() {
  const { workspace = '', run: id = '' } = useParams()
  usePageTitle('On the screen')
  const { data, problem } = useRun(workspace, id)
  const deck = useDeck(workspace)
  const partners = useHome(workspace).data?.workspace.partners ?? []
  const counts = useCounts(workspace)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey || event.altKey) return
      if (document.fullscreenElement === null) void document.documentElement.requestFullscreen()
      else void document.exitFullscreen()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  const slides = deck.data === undefined ? [] : slidesInRun(deck.data.sections, data?.run.order ?? null)
  const first = slides[0]?.section.section
  const steps = data?.run.steps ?? []
  const here = at(slides, placeOf(steps) ?? (first === undefined ? null : { section: first, slide: 0 }))
  return (
    <main id="main" className="screen" tabIndex={-1}>
      <h1 className="vh">On the screen</h1>
      {here === null ? (
        <p role="status">{problem === null || problem.passes ? 'Catching up…' : problem.message}</p>
      ) : (
        <Slide
          frame={here.section}
          shown={here.shown}
          at={here.at}
          partners={partners}
          counts={counts}
          flow={false}
        />
      )}
    </main>
  )
}
