import { ChevronLeft, ChevronRight, MessageSquare, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Partner } from '../../shared/domain/partners.ts'
import { planOf, sayLength, sayOff, sayTimeOfDay, timeOfDay } from '../../shared/presentation/clock.ts'
import { shownOf, type DeckSection, type Shown } from '../../shared/presentation/deck.ts'
import { leavesOut } from '../../shared/presentation/slides.ts'
import type { OrderSection } from '../../shared/presentation/order.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { State } from '../ui/state.tsx'
import { useNow } from '../ui/use-now.ts'
import { when } from '../ui/when.ts'
import { useCounts } from './counts.tsx'
import { courseOfRun, useDeck, useDeckSection, useRuns } from './runs.ts'
import { NoActions } from './no-actions.tsx'
import { Slide } from './slide.tsx'
import { SlideWords } from './slide-words.tsx'

/** What a section is on the screen now: its slides, its notes, how its last rehearsal went. */
export function SectionPane({
  workspace,
  section,
  partners,
}: {
  workspace: string
  section: OrderSection
  partners: readonly Partner[]
}) {
  const deck = useDeck(workspace).data?.sections
  const live = useDeckSection(workspace, section.id).data
  const counts = useCounts(workspace)
  const [chosen, setChosen] = useState(0)
  const here = live ?? deck?.find((one) => one.section === section.id)
  const shown = here === undefined || deck === undefined ? [] : shownOf(here, deck)
  const index = Math.min(chosen, Math.max(0, shown.length - 1))
  const slide = shown[index]
  const document = `/w/${workspace}/documents/presentation-${section.id}`
  return (
    <aside className="order-pane" aria-label={`${section.name}: slides and notes`}>
      <header>
        <h2>
          {section.name}
          {shown.length === 0 ? '' : `, slide ${index + 1} of ${shown.length}`}
        </h2>
        <Link className="btn btn-small" to={document}>
          <Icon of={MessageSquare} />
          {section.comments === 1 ? '1 comment' : `${section.comments} comments`}
        </Link>
        <Link className="btn btn-small" to={document}>
          {section.edits ? 'Write this section' : 'Read this section'}
        </Link>
      </header>
      {here === undefined || slide === undefined ? (
        <p role="status">Catching up…</p>
      ) : (
        <Slide
          frame={here}
          shown={slide}
          at={{ index, of: shown.length }}
          partners={partners}
          counts={counts}
        />
      )}
      <Thumbs of={section.name} shown={shown} index={index} choose={setChosen} />
      {slide?.kind === 'words' && slide.slide.warning !== null ? (
        <p className="order-warning">
          <State icon={TriangleAlert} word={slide.slide.warning} tone="warn" />
        </p>
      ) : null}
      {here !== undefined && here.blocks.some(({ content }) => leavesOut(content, here.without)) ? (
        <NoActions />
      ) : null}
      {here === undefined || here.notes === null ? null : <Notes section={here} document={document} />}
      <LastRehearsal workspace={workspace} section={section} />
    </aside>
  )
}

const nameOf = (shown: Shown): string => {
  if (shown.kind === 'outline') return 'Outline'
  if (shown.kind === 'title') return 'Title'
  const { name, part, parts } = shown.slide
  return parts > 1 ? `${name}, ${part} of ${parts}` : name
}

function Thumbs({
  of,
  shown,
  index,
  choose,
}: {
  of: string
  shown: readonly Shown[]
  index: number
  choose: (index: number) => void
}) {
  if (shown.length < 2) return null
  return (
    <nav className="order-thumbs no-print" aria-label={`Slides of ${of}`}>
      <Button
        look="plain"
        small
        aria-label="Slide before this"
        isDisabled={index === 0}
        onPress={() => choose(index - 1)}
      >
        <Icon of={ChevronLeft} />
      </Button>
      <ol>
        {shown.map((one, at) => (
          <li key={one.kind === 'words' ? one.slide.key : one.kind}>
            <button aria-current={at === index ? 'true' : undefined} onClick={() => choose(at)}>
              {nameOf(one)}
            </button>
          </li>
        ))}
      </ol>
      <Button
        look="plain"
        small
        aria-label="Slide after this"
        isDisabled={index === shown.length - 1}
        onPress={() => choose(index + 1)}
      >
        <Icon of={ChevronRight} />
      </Button>
    </nav>
  )
}

function Notes({ section, document }: { section: DeckSection; document: string }) {
  const notes = section.notes ?? []
  const empty = notes.length === 0 || !JSON.stringify(notes).includes('"text"')
  return (
    <section className="order-notes" aria-labelledby="order-notes">
      <h3 id="order-notes">
        Speaker notes <span>not on the slides</span>
      </h3>
      {empty ? (
        <p className="quiet">
          No notes yet. <Link to={`${document}#section-notes`}>Write what is said</Link>
        </p>
      ) : (
        <SlideWords nodes={notes} />
      )}
    </section>
  )
}

/** "Priority 3 took 23:30 (+3:30). The end moved from 13:05 to 13:08:30." */
function LastRehearsal({ workspace, section }: { workspace: string; section: OrderSection }) {
  const now = useNow()
  const runs = useRuns(workspace).data?.runs ?? []
  const ended = runs.filter(
    ({ kind, steps }) => kind === 'rehearsal' && steps.some(({ did }) => did === 'ended'),
  )
  const last = ended[0]
  if (last === undefined) return null
  const course = courseOfRun(last)
  const mine = course.sections.find((one) => one.section === section.id)
  const starts = last.starts === null ? null : timeOfDay(last.starts)
  const planned = starts === null ? null : planOf(last.order, starts).ends
  return (
    <section className="order-notes" aria-labelledby="order-last">
      <h3 id="order-last">
        Last rehearsal <span>{when(last.startedAt, now)}</span>
      </h3>
      <p>
        {mine === undefined || mine.spent === 0
          ? `${section.name} was not rehearsed. `
          : `${section.name} took ${sayLength(mine.spent)}${mine.budget === null ? '' : ` (${sayOff(mine.spent - mine.budget)})`}. `}
        {planned === null
          ? ''
          : course.moved === 0
            ? `The end stayed at ${sayTimeOfDay(planned)}. `
            : `The end moved from ${sayTimeOfDay(planned)} to ${sayTimeOfDay(planned + course.moved)}. `}
        <Link to={`/w/${workspace}/presentation/runs`}>
          {ended.length === 1 ? 'See the run' : `Compare ${Math.min(ended.length, 4)} runs`}
        </Link>
      </p>
    </section>
  )
}
