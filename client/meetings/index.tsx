import { FileText, ListChecks, MessageSquareText, Phone, Scale, SquareCheckBig, Users } from 'lucide-react'
import type { Editor } from '@tiptap/core'
import type { NarrativeContext, NarrativeSlots, SlashEntry } from '../sync/narrative-slots.ts'
import { Icon } from '../ui/icon.tsx'
import { Agenda } from './agenda.tsx'
import { CallStrip } from './clock-line.tsx'
import { deskOf } from './desk.ts'
import { MinutesFoot } from './foot.tsx'
import { MeetingFrame } from './frame.tsx'
import { MeetingHead } from './head.tsx'
import { minuteLines } from './lines.ts'
import { putEntry, typeOf } from './own-lines.ts'
import { SectionFoot, SectionHead } from './section-parts.tsx'
import { ChaseSheet, PeopleSheet, Side } from './side.tsx'

export { MeetingsPage } from './list-page.tsx'
export { SummaryPage } from './summary-page.tsx'
export { minutesOf } from './use-meeting.ts'

/** From the menu behind "/": the line becomes a record when what is missing was said. */
const make = (kind: string) => (editor: Editor, context: NarrativeContext) => {
  const { parent } = editor.state.selection.$from
  const line = typeOf(editor.state, parent)
  const section = context.selection.get()?.section
  if (section === undefined) return
  deskOf(context).begin.get()({
    line: `/${kind} ${parent.textContent}`,
    item: section,
    settle: (entry) => putEntry(context.doc, section, line, entry),
  })
}

const SLASH: readonly SlashEntry[] = [
  {
    id: 'decision',
    label: 'Decision',
    icon: Scale,
    typed: '/decision',
    also: 'decided agreed',
    run: make('decision'),
  },
  {
    id: 'action',
    label: 'Action',
    icon: SquareCheckBig,
    typed: '/action',
    also: 'task do',
    run: make('action'),
  },
  {
    id: 'position',
    label: 'Position to take',
    icon: MessageSquareText,
    typed: '/position',
    also: 'agree stance',
    run: make('position'),
  },
  {
    id: 'phone',
    label: 'Said by phone',
    icon: Phone,
    typed: '/phone',
    also: 'call telephone',
    run: make('phone'),
  },
]

/** A meeting's page: agenda and clock, the minutes with the item under discussion first, who is in the call. */
export const meetings: NarrativeSlots = {
  id: 'meetings',
  extensions: ({ section, context }) => [minuteLines({ context, section })],
  slash: SLASH,
  Frame: MeetingFrame,
  Margin: Side,
  Top: CallStrip,
  own: {
    under: { name: 'Meetings', path: 'meetings' },
    title: ({ title }) => title.replace(/^Minutes: /u, ''),
    Head: MeetingHead,
    outline: { name: 'Agenda', Content: Agenda },
    order: (context) => deskOf(context).order,
    SectionHead,
    SectionFoot,
    Foot: MinutesFoot,
  },
  dock: [
    { id: 'minutes', label: 'Minutes', icon: <Icon of={FileText} /> },
    { id: 'people', label: 'People', icon: <Icon of={Users} />, Sheet: PeopleSheet },
    { id: 'chase', label: 'Chase', icon: <Icon of={ListChecks} />, Sheet: ChaseSheet },
  ],
  shortcuts: [
    { keys: 'Alt+R', does: 'Return to the item of the call' },
    { keys: 'Alt+H', does: 'Raise or lower your hand' },
    { keys: '/decision', does: 'Record a decision; also /action, /position, /phone' },
  ],
}
export { inCall } from './call-bar.tsx'
