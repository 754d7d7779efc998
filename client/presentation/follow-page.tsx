import { ArrowLeft, ArrowRight, AArrowDown, AArrowUp, Radio } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import { beside, type Place } from '../../shared/presentation/deck.ts'
import { useHome } from '../sync/records.ts'
import { createStore, useStore } from '../sync/store.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { State } from '../ui/state.tsx'
import { Trail } from '../ui/trail.tsx'
import { useCounts } from './counts.tsx'
import { ListenerNotes } from './listener-notes.tsx'
import { placeOf, useDeck, useRun } from './runs.ts'
import { at, slidesInRun } from './sections-in-run.ts'
import { Slide } from './slide.tsx'
import './presenter.css'

const SIZES = ['a', 'b', 'c', 'd', 'e'] as const
const size = createStore<number>(readSize())

/** The audience's own page: it goes where the presenter goes, at the reader's own text size, and one may look back. */
export function FollowPage() {
  const { workspace = '', run: id = '' } = useParams()
  usePageTitle('Following the presentation')
  const { data, problem } = useRun(workspace, id)
  const deck = useDeck(workspace)
  const home = useHome(workspace).data
  const counts = useCounts(workspace)
  const chosen = useStore(size)
  const [looking, setLooking] = useState<Place | null>(null)
  if (data === undefined || deck.data === undefined)
    return (
      <main id="main" className="narrow-page" tabIndex={-1}>
        <p role="status">{problem === null || problem.passes ? 'Catching up…' : problem.message}</p>
      </main>
    )
  const slides = slidesInRun(deck.data.sections, data.run.order)
  const order = slides.map(({ section, shown }) => ({ section: section.section, slides: shown.length }))
  const first = order[0] === undefined ? null : { section: order[0].section, slide: 0 }
  const live = placeOf(data.run.steps)
  const place = looking ?? live ?? first
  const here = at(slides, place)
  const ended = data.run.steps.some(({ did }) => did === 'ended')
  const look = (by: 1 | -1) => setLooking(place === null ? null : (beside(place, by, order) ?? place))
  return (
    <>
      <Trail
        workspace={workspace}
        under={[{ name: 'Opening presentation', to: `/w/${workspace}/presentation` }]}
        page="Following"
      />
      <main id="main" className="follow" data-size={SIZES[chosen]} tabIndex={-1}>
        <h1 className="vh">Following the presentation</h1>
        <div className="follow-tools">
          {looking === null ? (
            <State
              icon={Radio}
              word={
                ended
                  ? `The ${data.run.kind === 'given' ? 'presentation' : 'rehearsal'} has ended`
                  : live === null
                    ? 'Not begun yet'
                    : 'Live'
              }
            />
          ) : (
            <Button look="text" onPress={() => setLooking(null)}>
              You are looking elsewhere. Return to the presenter
            </Button>
          )}
          <span className="push" />
          <Button
            look="plain"
            aria-label="Smaller text"
            isDisabled={chosen === 0}
            onPress={() => setSize(chosen - 1)}
          >
            <Icon of={AArrowDown} />
          </Button>
          <Button
            look="plain"
            aria-label="Larger text"
            isDisabled={chosen === SIZES.length - 1}
            onPress={() => setSize(chosen + 1)}
          >
            <Icon of={AArrowUp} />
          </Button>
        </div>
        {here === null ? (
          <p>The presentation has no sections yet.</p>
        ) : (
          <>
            <div aria-live="polite">
              <Slide
                frame={here.section}
                shown={here.shown}
                at={here.at}
                partners={home?.workspace.partners ?? []}
                counts={counts}
                flow
              />
            </div>
            <div className="follow-tools">
              <Button look="plain" onPress={() => look(-1)}>
                <Icon of={ArrowLeft} />
                Before
              </Button>
              <Button look="plain" onPress={() => look(1)}>
                After
                <Icon of={ArrowRight} />
              </Button>
            </div>
            <ListenerNotes
              key={here.section.section}
              workspace={workspace}
              run={id}
              section={here.section}
              notes={data.notes}
              me={home?.me.id ?? null}
            />
          </>
        )}
      </main>
    </>
  )
}

function readSize(): number {
  try {
    const kept = Number(localStorage.getItem('tl.slide-size') ?? 1)
    return Number.isInteger(kept) && kept >= 0 && kept < SIZES.length ? kept : 1
  } catch {
    return 1 // where storage is refused, every visit begins with the same size
  }
}

function setSize(next: number): void {
  size.set(next)
  try {
    localStorage.setItem('tl.slide-size', String(next))
  } catch {
    // as said
  }
}
