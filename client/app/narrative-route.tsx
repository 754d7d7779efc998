import { useEffect, type ReactNode } from 'react'
import { useLocation, useParams } from 'react-router'
import { DocumentId, kindOf } from '../../shared/domain/documents.ts'
import { analyses, linkToNarrative } from '../analyses/index.tsx'
import { annotations } from '../annotations/index.tsx'
import { fromWalls } from '../walls/index.ts'
import { restored } from '../history/index.ts'
import { inCall } from '../meetings/index.tsx'
import { positions } from '../positions/index.tsx'
import { drafting, progressSummaries } from '../presentation/index.ts'
import { NarrativePage } from '../narrative/index.ts'
import { purges } from '../purge/index.tsx'
import { reading } from '../reading/index.tsx'
import { OnChaseList, register } from '../register/index.ts'
import type { NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'
import { combineSlots } from './combine-slots.tsx'
import { NotHere } from './states.tsx'

/** The narrative page with the features mounted in it. */
export function NarrativeRoute() {
  const { workspace = '', document } = useParams()
  const id = DocumentId.safeParse(document)
  return id.success ? (
    <NarrativePage
      key={`${workspace}/${id.data}`}
      workspace={workspace}
      document={id.data}
      slots={slotsOf(id.data)}
    />
  ) : (
    <NotHere />
  )
}

/** The features of the page, in the order in which their tools stand. */
const FEATURES: NarrativeSlots = combineSlots([
  annotations(OnChaseList),
  restored,
  positions,
  register,
  analyses,
  reading,
  purges,
  progressSummaries,
  fromWalls,
  inCall,
])
const SLOTS: NarrativeSlots = { ...FEATURES, Frame }
/** Of a partner's own analysis: what is linked from it to a narrative. */
const OF_ANALYSES: NarrativeSlots = { ...SLOTS, actions: [...(SLOTS.actions ?? []), linkToNarrative] }

/** Of a section of the presentation: the slides it makes, and paragraphs brought from narratives. */
const OF_PRESENTATION: NarrativeSlots = combineSlots([SLOTS, drafting])

function slotsOf(document: DocumentId): NarrativeSlots {
  const { kind } = kindOf(document)
  if (kind === 'analysis') return OF_ANALYSES
  return kind === 'presentation' ? OF_PRESENTATION : SLOTS
}

function Frame({ context, children }: { context: NarrativeContext; children: ReactNode }) {
  useSectionInAddress(context)
  return FEATURES.Frame === undefined ? (
    children
  ) : (
    <FEATURES.Frame context={context}>{children}</FEATURES.Frame>
  )
}

/** "#section-overview" in the address leads to that section, folded or far away as it may be. */
function useSectionInAddress({ scrollToSection }: NarrativeContext): void {
  const { hash } = useLocation()
  useEffect(() => {
    const section = /^#section-(.+)$/.exec(hash)?.[1]
    if (section !== undefined) scrollToSection(decodeURIComponent(section))
  }, [hash, scrollToSection])
}
