import { EyeOff, Presentation, TextQuote, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { kindOf } from '../../shared/domain/documents.ts'
import type { NumberedSection } from '../../shared/narrative/sections.ts'
import { NOTES } from '../../shared/presentation/deck.ts'
import { PROGRESS } from '../../shared/presentation/template.ts'
import { localStore } from '../sync/browser-storage.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { State } from '../ui/state.tsx'
import { beginBringing } from './bring-dialog.tsx'
import { BroughtHere } from './brought-here.tsx'
import { useCounts } from './counts.tsx'
import { useLiveSlides } from './live-slides.tsx'
import { useDeck } from './runs.ts'
import { NoActions } from './no-actions.tsx'
import { Slide } from './slide.tsx'
import './drafting.css'

const HIDDEN = 'tl.slides-hidden'
/** The template's slot for a case study. */
const CASE = 'case'

/** Under a block of a section: where brought words are from, and the slides it makes, as one writes. */
export function BlockFoot({ context, section }: { context: NarrativeContext; section: NumberedSection }) {
  if (section.id === NOTES)
    return (
      <p className="block-notes">
        <State icon={EyeOff} word="Speaker notes are not on the slides" />
      </p>
    )
  return (
    <>
      <BroughtHere context={context} block={section.id} />
      <BlockSlides context={context} section={section} />
    </>
  )
}

function BlockSlides({ context, section }: { context: NarrativeContext; section: NumberedSection }) {
  const { workspace, document, page } = context
  const { slides: all, leftOut } = useLiveSlides()
  const [shown, setShown] = useState(() => localStore().getItem(HIDDEN) !== 'yes')
  const counts = useCounts(workspace)
  const what = kindOf(document)
  const deck = useDeck(workspace).data?.sections
  const here = deck?.find((one) => what.kind === 'presentation' && one.section === what.section)
  const mine = all.filter(({ block }) => block === section.id)
  const frame = here ?? { label: null, title: page.title, partner: null }
  const toggle = () => {
    localStore().setItem(HIDDEN, shown ? 'yes' : 'no')
    setShown(!shown)
  }
  return (
    <div className="block-slides no-print" role="group" aria-label={`Slides of ${section.title}`}>
      {mine.map(({ key, warning }) =>
        warning === null ? null : (
          <p key={key} className="block-warning">
            <State icon={TriangleAlert} word={warning} tone="warn" />
          </p>
        ),
      )}
      {leftOut.includes(section.id) ? <NoActions /> : null}
      {section.id === CASE && mine.length === 0 ? (
        <p className="quiet">
          One child or family, told with their consent: what happened, and what changed for them.
        </p>
      ) : null}
      <div className="block-acts">
        {mine.length === 0 ? null : (
          <Button look="plain" small aria-expanded={shown} onPress={toggle}>
            <Icon of={Presentation} />
            {shown ? 'Hide' : 'Show'} {mine.length === 1 ? 'the slide' : `the ${mine.length} slides`}
          </Button>
        )}
        {context.canEdit && section.id !== PROGRESS ? (
          <Button look="plain" small onPress={() => beginBringing(context, section.id)}>
            <Icon of={TextQuote} />
            Bring a paragraph
            <span className="vh"> from a narrative into {section.title}</span>
          </Button>
        ) : null}
      </div>
      {shown && mine.length > 0 ? (
        <div className="block-slides-row">
          {mine.map((slide) => (
            <Slide
              key={slide.key}
              frame={frame}
              shown={{ kind: 'words', slide }}
              at={{ index: all.indexOf(slide), of: all.length }}
              partners={page.workspace.partners}
              counts={counts}
            />
          ))}
        </div>
      ) : null}
    </div>
  )
}
