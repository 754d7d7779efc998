import { MessageSquare } from 'lucide-react'
import type { NarrativeSlots } from '../sync/narrative-slots.ts'
import { Icon } from '../ui/icon.tsx'
import { whyNot } from './actions.ts'
import { deskOf } from './desk.ts'
import { Frame } from './frame.tsx'
import { Margin } from './margin.tsx'
import { marksOf } from './marks.ts'
import { Sheet } from './sheet.tsx'

/** What comments put into the narrative page. */
export const annotations: NarrativeSlots = {
  id: 'annotations',
  extensions: ({ section, context }) => [marksOf(section, deskOf(context).places)],
  Frame,
  Margin,
  actions: [
    {
      id: 'comment',
      label: 'Comment',
      icon: <Icon of={MessageSquare} />,
      shortcut: 'Mod-Alt-m',
      on: ['toolbar', 'bubble'],
      refused: whyNot,
      run: (context) => deskOf(context).begin.get()?.(),
    },
  ],
  dock: [{ id: 'comments', label: 'Comments', icon: <Icon of={MessageSquare} />, Sheet }],
  shortcuts: [
    { keys: 'Ctrl+Alt+M', does: 'Comment on the selected words' },
    { keys: 'F8, Shift+F8', does: 'Next or previous comment' },
    { keys: 'Enter in a comment', does: 'Go to what you can do with it' },
    { keys: 'Escape in a comment', does: 'Back to its words' },
  ],
}
