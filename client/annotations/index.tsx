import type { ReactNode } from 'react'
import { MessageSquare, MessageSquareDiff, PencilLine } from 'lucide-react'
import type { NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'
import { answer } from '../ui/announcer.tsx'
import { Icon } from '../ui/icon.tsx'
import { whyNot } from './actions.ts'
import { deskOf } from './desk.ts'
import { Frame } from './frame.tsx'
import { Margin } from './margin.tsx'
import type { UnderComment } from './comments-context.tsx'
import { marksOf } from './marks.ts'
import { Sheet } from './sheet.tsx'
import { SuggestSheet } from './suggest-sheet.tsx'
import { switchSuggesting } from './switch-suggesting.ts'
import { type Catching, COMMENTER_SAY, suggestTyping } from './suggest-typing.ts'

/** Typing becomes suggestions for those who may not write, and for a writer who has switched it on. */
function catching(context: NarrativeContext): Catching {
  const desk = deskOf(context)
  return {
    on: () => !context.canEdit || desk.suggesting.get(),
    begin: (begun) => desk.suggest.get()?.(begun),
    refuse: (words) => {
      desk.hint.set(words)
      answer(words)
    },
  }
}

/** What comments put into the narrative page; what another feature has to say of a comment stands under its thread. */
export const annotations = (Under?: UnderComment): NarrativeSlots => ({
  id: 'annotations',
  extensions: ({ section, context }) => [
    marksOf(section, deskOf(context).places),
    ...(context.canComment
      ? [suggestTyping(catching(context), context.canEdit ? undefined : COMMENTER_SAY)]
      : []),
  ],
  Frame: (of: { context: NarrativeContext; children: ReactNode }) => <Frame {...of} Under={Under} />,
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
    {
      id: 'suggest',
      label: 'Suggest',
      icon: <Icon of={PencilLine} />,
      shortcut: 'Mod-Alt-s',
      on: ['toolbar', 'bubble'],
      refused: (context) => (context.canComment ? undefined : 'Guest readers read; they do not suggest.'),
      run: (context) => deskOf(context).suggest.get()?.({}),
    },
    {
      id: 'suggesting',
      label: 'Suggesting',
      icon: <Icon of={MessageSquareDiff} />,
      shortcut: 'Mod-Alt-Shift-s',
      on: ['toolbar'],
      pressed: (context) => (context.canEdit && context.canComment ? deskOf(context).suggesting : undefined),
      run: (context) => switchSuggesting(context),
    },
  ],
  dock: [
    { id: 'comments', label: 'Comments', icon: <Icon of={MessageSquare} />, Sheet },
    { id: 'suggest', label: 'Suggest', icon: <Icon of={PencilLine} />, Sheet: SuggestSheet },
  ],
  shortcuts: [
    { keys: 'Ctrl+Alt+M', does: 'Comment on the selected words' },
    { keys: 'Ctrl+Alt+S', does: 'Suggest other words for the selected ones, or words at the caret' },
    { keys: 'Ctrl+Alt+Shift+S', does: 'Suggesting on or off: what you type goes out as suggestions' },
    { keys: 'Enter in the box of a suggestion', does: 'Suggest it' },
    { keys: 'F8, Shift+F8', does: 'Next or previous comment' },
    { keys: 'Enter in a comment', does: 'Go to what you can do with it' },
    { keys: 'Escape in a comment', does: 'Back to its words' },
    { keys: '@ in a comment or reply', does: 'Name a person or a partner' },
  ],
})
