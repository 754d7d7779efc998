import { useEffect, type ReactNode } from 'react'
import { useLocation, useParams } from 'react-router'
import { ThemeId } from '../../shared/domain/themes.ts'
import { annotations } from '../annotations/index.tsx'
import { NarrativePage } from '../narrative/index.ts'
import type { NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'
import { NotHere } from './states.tsx'

/** The narrative page with the features mounted in it. */
export function NarrativeRoute() {
  const { workspace = '', theme } = useParams()
  const id = ThemeId.safeParse(theme)
  return id.success ? (
    <NarrativePage key={`${workspace}/${id.data}`} workspace={workspace} theme={id.data} slots={SLOTS} />
  ) : (
    <NotHere />
  )
}

const SLOTS: NarrativeSlots = { ...annotations, Frame }

function Frame({ context, children }: { context: NarrativeContext; children: ReactNode }) {
  useSectionInAddress(context)
  const Comments = annotations.Frame
  return Comments === undefined ? children : <Comments context={context}>{children}</Comments>
}

/** "#section-overview" in the address leads to that section, folded or far away as it may be. */
function useSectionInAddress({ scrollToSection }: NarrativeContext): void {
  const { hash } = useLocation()
  useEffect(() => {
    const section = /^#section-(.+)$/.exec(hash)?.[1]
    if (section !== undefined) scrollToSection(decodeURIComponent(section))
  }, [hash, scrollToSection])
}
