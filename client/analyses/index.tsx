import type { Extensions } from '@tiptap/core'
import { Link2 } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { Link } from '../../shared/analyses/analyses.ts'
import { kindOf } from '../../shared/domain/documents.ts'
import type { NarrativeAction, NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'
import { createStore, type WritableStore } from '../sync/store.ts'
import { Icon } from '../ui/icon.tsx'
import { AnalysisState } from './analysis-state.tsx'
import { CopyNote } from './copied.ts'
import { EasyReadState } from './easy-read.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { LinkMarks } from './link-marks.ts'
import { LinkOffer, offer } from './link-offer.ts'
import { beginLink, linking } from './passage.ts'
import { useLinks } from './records.ts'
import { shortOf } from './words.ts'
import './analyses.css'

export { AnalysesPage } from './analyses-page.tsx'
export { SideBySidePage } from './side-by-side-page.tsx'

/** What the open page shows of links; one for each document, whatever React draws. */
const shown = new WeakMap<NarrativeContext['doc'], WritableStore<readonly Link[]>>()
function linksOf({ doc }: NarrativeContext): WritableStore<readonly Link[]> {
  const store = shown.get(doc) ?? createStore<readonly Link[]>([])
  shown.set(doc, store)
  return store
}

let navigate: (to: string) => void = () => {}

function Frame({ context, children }: { context: NarrativeContext; children: ReactNode }) {
  const { workspace, document } = context
  const links = useLinks(workspace, document).data
  const go = useNavigate()
  useEffect(() => {
    navigate = (to) => void go(to)
  }, [go])
  useEffect(() => {
    if (links !== undefined) linksOf(context).set(links)
  }, [context, links])
  useEffect(
    () => () => {
      linking.set(null)
      offer.set(null)
    },
    [],
  )
  return (
    <>
      {children}
      <LinkDialog context={context} />
    </>
  )
}

const Below = ({ context }: { context: NarrativeContext }) => (
  <>
    <AnalysisState context={context} />
    <EasyReadState context={context} />
  </>
)

/** What analyses and Easy Read texts put into the page of a document. */
export const analyses: NarrativeSlots = {
  id: 'analyses',
  Frame,
  Below,
  extensions: ({ section, context }) => [
    LinkMarks.configure({
      section,
      links: linksOf(context),
      say: ({ id, partner, theme }) => ({
        words: context.document.startsWith('analysis-')
          ? `Beside Theme ${theme}`
          : `${shortOf(context.page.workspace.partners, partner)} say…`,
        href: `/w/${context.workspace}/analyses/${partner}/compare#link-${id}`,
      }),
      go: (href) => navigate(href),
    }),
    ...pasting(section, context),
  ],
}

/** What is copied in a narrative is offered as a link where it is pasted in an analysis. */
function pasting(section: string, context: NarrativeContext): Extensions {
  const { workspace, document, sections } = context
  const what = kindOf(document)
  if (what.kind === 'narrative')
    return [
      CopyNote.configure({
        from: () => ({
          workspace,
          theme: what.theme,
          number: sections.get().find(({ id }) => id === section)?.number ?? '',
          section,
        }),
      }),
    ]
  if (what.kind !== 'analysis' || !context.canEdit) return []
  return [
    LinkOffer.configure({
      section,
      workspace,
      partner: what.partner,
    }),
  ]
}

/** Only on an analysis: links what is selected, or the paragraph at the caret, to a narrative. */
export const linkToNarrative: NarrativeAction = {
  id: 'link-to-narrative',
  label: 'Link to a narrative',
  icon: <Icon of={Link2} />,
  on: ['bubble'],
  refused: (context) => (context.canEdit ? undefined : 'Only those who write this analysis link it.'),
  run: beginLink,
}
