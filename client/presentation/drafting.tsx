import { TextQuote } from 'lucide-react'
import type { ReactNode } from 'react'
import type { NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'
import { beginBringing, BringDialog } from './bring-dialog.tsx'
import { BlockFoot } from './block-foot.tsx'
import { LiveSlides } from './live-slides.tsx'

function Frame({ context, children }: { context: NarrativeContext; children: ReactNode }) {
  return (
    <LiveSlides workspace={context.workspace} doc={context.doc}>
      {children}
      <BringDialog context={context} />
    </LiveSlides>
  )
}

/** What the page of a presentation's section has beside every document's tools: its slides, and what is brought into it. */
export const drafting: NarrativeSlots = {
  id: 'drafting',
  under: { name: 'Opening presentation', path: 'presentation' },
  unnumbered: true,
  Frame,
  After: BlockFoot,
  slash: [
    {
      id: 'bring',
      label: 'Paragraph from a narrative',
      icon: TextQuote,
      typed: '/bring',
      also: 'narrative source evidence',
      run: (_editor, context) => beginBringing(context, context.selection.get()?.section ?? ''),
    },
  ],
}
