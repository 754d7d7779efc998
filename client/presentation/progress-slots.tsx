import { ListChecks } from 'lucide-react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'
import { createStore, useStore, type WritableStore } from '../sync/store.ts'
import { answer } from '../ui/announcer.tsx'
import { useCounts } from './counts.tsx'
import { ProgressViews, type MountedProgress } from './progress-node.ts'
import './drafting.css'

/** The summaries that stand in each open document; one list for each, whatever React draws. */
const lists = new WeakMap<NarrativeContext['doc'], WritableStore<readonly MountedProgress[]>>()
function mountedIn({ doc }: NarrativeContext): WritableStore<readonly MountedProgress[]> {
  const list = lists.get(doc) ?? createStore<readonly MountedProgress[]>([])
  lists.set(doc, list)
  return list
}

function Frame({ context, children }: { context: NarrativeContext; children: ReactNode }) {
  return (
    <>
      {children}
      <Summaries context={context} />
    </>
  )
}

function Summaries({ context }: { context: NarrativeContext }) {
  const mounted = useStore(mountedIn(context))
  return mounted.length === 0 ? null : <Counted context={context} mounted={mounted} />
}

function Counted({ context, mounted }: { context: NarrativeContext; mounted: readonly MountedProgress[] }) {
  const counts = useCounts(context.workspace)
  return mounted.map(({ dom, theme }, index) =>
    createPortal(
      <figure className="progress-in-text" aria-label={`Progress summary of actions, Theme ${theme}`}>
        {counts(theme)}
        <figcaption>Counted from the register of actions. Nobody types these numbers.</figcaption>
      </figure>,
      dom,
      // oxlint-disable-next-line react/no-array-index-key -- each has its own place in the page
      String(index),
    ),
  )
}

/** The progress summary of a theme's actions, wherever a text has one: counted, never typed. */
export const progressSummaries: NarrativeSlots = {
  id: 'progress summaries',
  Frame,
  extensions: ({ context }) => [ProgressViews.configure({ mounted: mountedIn(context) })],
  slash: [
    {
      id: 'progress',
      label: 'Progress summary of actions',
      icon: ListChecks,
      typed: '/progress',
      also: 'actions counts rag status register',
      run: (editor, { page }) => {
        const theme = page.theme?.id
        if (theme === undefined) answer('This text is about no theme. Put the summary into a theme’s text.')
        else editor.chain().focus().insertContent({ type: 'progress', attrs: { theme } }).run()
      },
    },
  ],
}
