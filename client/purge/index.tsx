import { ShieldOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { may } from '../../shared/permissions.ts'
import { askedRemoval } from '../sync/asked-removal.ts'
import type { NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'
import { useStore } from '../sync/store.ts'
import { Icon } from '../ui/icon.tsx'
import { AskDialog } from './ask-dialog.tsx'

export { PurgesPage } from './page.tsx'

/** The selected words, as they would be searched: from the first block to the last, in one line. */
function selectedWords(context: NarrativeContext): string {
  const selection = context.selection.get()
  const editor = selection === null ? undefined : context.editors.get(selection.section)
  if (selection === null || editor === undefined) return ''
  return editor.state.doc.textBetween(selection.from, selection.to, ' ', ' ').trim().slice(0, 200)
}

function Frame({ context, children }: { context: NarrativeContext; children: ReactNode }) {
  const asked = useStore(askedRemoval)
  const here = asked?.context.document === context.document ? asked : null
  return (
    <>
      {children}
      {here === null ? null : (
        <AskDialog
          workspace={context.workspace}
          me={context.me}
          partners={context.page.workspace.partners}
          about={{ document: context.document, words: here.words }}
          open
          onClose={() => askedRemoval.set(null)}
        />
      )}
    </>
  )
}

/** What removals put into the page of a document: the way to ask for one, on the words themselves. */
export const purges: NarrativeSlots = {
  id: 'purges',
  Frame,
  actions: [
    {
      id: 'purge',
      label: 'Ask for removal…',
      icon: <Icon of={ShieldOff} />,
      on: ['bubble'],
      refused: ({ me }) =>
        may(me, { do: 'ask purge' }) ? undefined : 'Ask a lead of your partner to have text removed.',
      run: (context) => askedRemoval.set({ context, words: selectedWords(context) }),
    },
  ],
}
