import { Printer, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { notesOf } from '../../shared/presentation/deck.ts'
import { leavesOut } from '../../shared/presentation/slides.ts'
import { useHome } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Icon } from '../ui/icon.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { State } from '../ui/state.tsx'
import { Trail } from '../ui/trail.tsx'
import { useCounts } from './counts.tsx'
import { useDeck } from './runs.ts'
import { slidesInRun } from './sections-in-run.ts'
import { NoActions } from './no-actions.tsx'
import { Slide } from './slide.tsx'
import { SlideWords } from './slide-words.tsx'
import './presenter.css'

/** Every slide in its order, to read through and to print: one on each page, with the notes beneath when asked. */
export function SlidesPage() {
  const { workspace = '' } = useParams()
  usePageTitle('All slides')
  const { data, problem } = useDeck(workspace)
  const partners = useHome(workspace).data?.workspace.partners ?? []
  const counts = useCounts(workspace)
  const [withNotes, setWithNotes] = useState(false)
  const hasNotes = data?.sections.some(({ notes }) => notes !== null) ?? false
  return (
    <>
      <Trail
        workspace={workspace}
        under={[{ name: 'Opening presentation', to: `/w/${workspace}/presentation` }]}
        page="All slides"
      />
      <main id="main" className="slides-page" tabIndex={-1}>
        <h1>All slides</h1>
        <p className="acts no-print">
          <Button onPress={() => window.print()}>
            <Icon of={Printer} />
            Print the slides
          </Button>
          {hasNotes ? (
            <Checkbox checked={withNotes} onChange={setWithNotes}>
              With speaker notes
            </Checkbox>
          ) : null}
        </p>
        {data === undefined ? (
          <p role="status">{problem === null || problem.passes ? 'Catching up…' : problem.message}</p>
        ) : null}
        {slidesInRun(data?.sections ?? [], null).map(({ section, shown }) => (
          <section key={section.section} aria-labelledby={`slides-${section.section}`}>
            <h2 id={`slides-${section.section}`} className="no-print">
              {section.label ?? section.title}{' '}
              <Link className="small" to={`/w/${workspace}/documents/presentation-${section.section}`}>
                Write this section
              </Link>
            </h2>
            {shown.map((one, index) => (
              <div key={one.kind === 'words' ? one.slide.key : one.kind} className="slides-one">
                <Slide
                  frame={section}
                  shown={one}
                  at={{ index, of: shown.length }}
                  partners={partners}
                  counts={counts}
                />
                {one.kind === 'words' && one.slide.warning !== null ? (
                  <p className="no-print">
                    <State icon={TriangleAlert} tone="warn" word={one.slide.warning} />
                  </p>
                ) : null}
              </div>
            ))}
            {section.blocks.some(({ content }) => leavesOut(content, section.without)) ? <NoActions /> : null}
            {withNotes && notesOf(section).length > 0 ? (
              <div className="slides-notes">
                <h3>Speaker notes</h3>
                <SlideWords nodes={notesOf(section)} />
              </div>
            ) : null}
          </section>
        ))}
      </main>
    </>
  )
}
