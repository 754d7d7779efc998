import { kindOf } from '../../shared/domain/documents.ts'
import type { DocumentPage } from '../../shared/domain/workspace.ts'
import { HereList, HereTabs } from '../presence/here-list.tsx'
import { useNow } from '../ui/use-now.ts'
import { placeIn } from './called.ts'
import { useDesk } from './context.ts'
import { goToPerson } from './go-to-person.ts'
import { NarrativeState } from './page-state.tsx'
import { useStore } from '../sync/store.ts'

/** What this paper is, how far, and as at when. */
export function Kick() {
  const now = useNow()
  const { context, session, here, short } = useDesk()
  const words = useStore(session.words)
  const total = [...words.values()].reduce((sum, count) => sum + count, 0)
  return (
    <div className="kick">
      <h1>{heading(context.page)}</h1>
      {context.narrow ? <HereTabs here={here} short={short} /> : null}
      <span className="push" />
      <NarrativeState words={total} status={context.page.status} />
      <span>as at {new Date(now).toLocaleDateString('en-GB', { day: 'numeric', month: 'long' })}</span>
    </div>
  )
}

/** Says to those who may not write here why, before they try. */
export function WhyNot() {
  const { context } = useDesk()
  const { me } = context
  if (context.page.frozen !== null) return null // said below the wording, with the way on
  const theme = context.page.theme?.id
  const themes = me.themes.length === 1 ? `Theme ${me.themes[0]}` : `Themes ${me.themes.join(', ')}`
  return (
    <p className="why-not">
      {context.canComment
        ? theme !== undefined && me.themes.length > 0 && !me.themes.includes(theme)
          ? `You write in ${themes}. Here you read and comment: select words to ask, suggest or challenge.`
          : 'You read and comment here: select words to ask, suggest or challenge.'
        : 'You read here. Ask the nominated lead when you need to write or comment.'}
    </p>
  )
}

/** Who else is here; a press goes to where they are. */
export function People() {
  const desk = useDesk()
  const sections = useStore(desk.session.sections)
  return (
    <HereList
      here={desk.here}
      short={desk.short}
      placeOf={placeIn(desk.slots, desk.context.document, () => sections)}
      goTo={(person) => void goToPerson(desk, person)}
    />
  )
}

/** The banner of demonstration data. */
export function Demo() {
  const { banner } = useDesk().context.page.workspace
  return banner === null ? null : <p className="demo">{banner}</p>
}

/** What a document is called on its own paper. */
export const heading = ({
  document,
  theme,
  title,
}: Pick<DocumentPage, 'document' | 'theme' | 'title'>): string =>
  theme === null || kindOf(document).kind === 'presentation' ? title : `Written Statement of Action: ${title}`
