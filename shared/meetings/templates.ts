import type { AgendaItem, MeetingKind } from '../domain/meetings.ts'

export interface Template {
  kind: MeetingKind
  /** "Weekly call": its title is this and its day. */
  name: string
  /** One line on what it is for. */
  about: string
  agenda: readonly AgendaItem[]
}

const item = (id: string, title: string, minutes: number, kind: AgendaItem['kind'] = 'free'): AgendaItem => ({
  id,
  title,
  kind,
  minutes,
})

/** What each kind of meeting starts with (R46, R30, R10). */
export const TEMPLATES: readonly Template[] = [
  {
    kind: 'weekly teleconference',
    name: 'Weekly call',
    about: 'All partners, an hour: what changed, what to tie down, where each partner stands, who does what.',
    agenda: [
      item('last-actions', 'Last week’s actions', 5, 'last actions'),
      item('themes', 'Five themes, changes only', 25, 'themes'),
      item('chase', 'Chase list', 10, 'chase'),
      item('positions', 'Positions', 10, 'positions'),
      item('next-steps', 'Next steps', 10, 'next steps'),
    ],
  },
  {
    kind: 'daily keeping-in-touch',
    name: 'Keeping in touch',
    about: 'Fifteen minutes on the days of the visit: today, yesterday’s feedback, evidence to chase, risks.',
    agenda: [
      item('today', 'Today', 4),
      item('feedback', 'Yesterday’s feedback', 4),
      item('chase', 'Evidence to chase', 4, 'chase'),
      item('risks', 'Risks', 3, 'next steps'),
    ],
  },
  {
    kind: 'workshop',
    name: 'Workshop',
    about: 'Half a day together on the text: where it stands, work on the themes, where we do not agree yet.',
    agenda: [
      item('last-actions', 'Actions of the last workshop', 10, 'last actions'),
      item('themes', 'Where each theme stands', 30, 'themes'),
      item('work', 'Work on the themes', 90),
      item('positions', 'Where we do not agree yet', 30, 'positions'),
      item('next-steps', 'Next steps', 20, 'next steps'),
    ],
  },
  {
    kind: 'lead inspector call',
    name: 'Call with the lead inspector',
    about: 'A log of the call: points agreed, actions made.',
    agenda: [item('points', 'Points agreed', 20), item('actions', 'Actions made', 10, 'next steps')],
  },
]

/** What a kind of meeting starts with; every kind has one. */
export function templateOf(kind: MeetingKind): Template {
  const found = TEMPLATES.find((template) => template.kind === kind)
  if (found === undefined) throw new Error(`no template for ${kind}`)
  return found
}

/** How long an agenda takes, minutes. */
export const lengthOf = (agenda: readonly AgendaItem[]): number =>
  agenda.reduce((sum, { minutes }) => sum + minutes, 0)

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'Europe/London' })

/** "Weekly call, 24 November": what a meeting of the kind on that day (ms since 1970) is called. */
export const titleOf = (kind: MeetingKind, startsAt: number): string =>
  `${templateOf(kind).name}, ${DAY.format(startsAt)}`
