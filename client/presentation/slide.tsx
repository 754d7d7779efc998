import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Partner, PartnerKind } from '../../shared/domain/partners.ts'
import { type DeckSection, type Shown, WORDS } from '../../shared/presentation/deck.ts'
import type { SlideContent } from '../../shared/presentation/slides.ts'
import { Icon } from '../ui/icon.tsx'
import { PartnerName } from '../ui/partner.tsx'
import { PHONE, useMedia } from '../ui/use-media.ts'
import { SlideWords } from './slide-words.tsx'
import './slide.css'

/** What stands above and below every slide of a section. */
export interface SlideFrame {
  /** "Priority 3"; null where the title stands alone. */
  label: string | null
  title: string
  partner: PartnerKind | null
}

/**
 * One slide, drawn from what is written: a real page, 16:9 where there is room, in its natural length on a phone.
 * `counts` draws a theme's progress summary, which nobody types.
 */
export function Slide({
  frame: { label, title, partner },
  shown,
  at,
  partners,
  counts,
  flow,
}: {
  frame: SlideFrame | DeckSection
  shown: Shown
  /** Which slide of the section's, from 0, and how many there are. */
  at: { index: number; of: number }
  partners: readonly Partner[]
  counts: (theme: string) => ReactNode
  /** In its natural length, at the reader's own text size; not said: on a phone only. */
  flow?: boolean
}) {
  const phone = useMedia(PHONE)
  const short = partners.find(({ kind }) => kind === partner)?.short
  return (
    <article
      className={(flow ?? phone) ? 'slide is-flow' : 'slide'}
      aria-label={`${label ?? title}, slide ${at.index + 1} of ${at.of}`}
    >
      <div className="slide-in">
        <header className={`slide-title ${standing(shown)}`}>
          {label === null ? (
            <b>{title}</b>
          ) : label === title ? (
            <b>{label}</b>
          ) : (
            <>
              <b>{label}:</b> {title}
            </>
          )}
        </header>
        {shown.kind === 'title' ? null : <Body shown={shown} counts={counts} />}
        <footer className="slide-foot">
          {partner === null || short === undefined ? (
            <span />
          ) : (
            <PartnerName partner={partner} short={short} />
          )}
          <span>
            {at.index + 1} of {at.of}
          </span>
        </footer>
      </div>
    </article>
  )
}

/** How the title stands: alone, as the heading of its slide, or above the name of a block. */
const standing = (shown: Shown): string =>
  shown.kind === 'title'
    ? 'is-alone'
    : shown.kind === 'words' && shown.slide.block === WORDS
      ? 'is-heading'
      : ''

function Body({
  shown,
  counts,
}: {
  shown: Exclude<Shown, { kind: 'title' }>
  counts: (theme: string) => ReactNode
}) {
  if (shown.kind === 'outline')
    return (
      <div className="slide-body">
        <h3>This presentation will outline:</h3>
        <ul className="slide-ticks">
          {shown.items.map(({ section, title }) => (
            <li key={section}>
              <Icon of={Check} />
              {title}
            </li>
          ))}
        </ul>
      </div>
    )
  const { block, name, part, parts, content } = shown.slide
  return (
    <div className="slide-body">
      {/* The one block of a section that is no theme's: its name is for its writers, the title heads the slide. */}
      {block === WORDS ? null : (
        <h3>
          {name}
          {parts > 1 ? (
            <span className="slide-part">
              {' '}
              {part} of {parts}
            </span>
          ) : null}
        </h3>
      )}
      {content.map((one, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts of a slide have no name but their place
        <Part key={index} content={one} counts={counts} />
      ))}
    </div>
  )
}

function Part({ content, counts }: { content: SlideContent; counts: (theme: string) => ReactNode }) {
  switch (content.kind) {
    case 'words':
      return <SlideWords nodes={content.nodes} />
    case 'progress':
      return counts(content.theme)
    case 'figures':
      return (
        <dl className="slide-figures">
          {content.items.map(({ figures, says }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- as above
            <div key={index}>
              <dt>
                <Figures of={figures} />
              </dt>
              <dd>
                <SlideWords nodes={says} inline />
              </dd>
            </div>
          ))}
        </dl>
      )
  }
}

/** "3% to 90%": the figures large, the word between them small. */
const Figures = ({ of }: { of: string }) => {
  const [first, second] = of.split(' to ')
  return second === undefined ? (
    <>{first}</>
  ) : (
    <>
      {first} <small>to</small> {second}
    </>
  )
}
