import type { CommentKind } from '../../shared/annotations/comments.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import type { NewMember } from '../../shared/people/members.ts'

/** People are roles: no real person of the slides has an account (R1). */
export const MEMBERS = {
  lead: { name: 'Nominated lead', partner: 'council', role: 'NL', themes: [] },
  council: { name: 'Workstream lead', partner: 'council', role: 'WL', themes: [] },
  ccgs: { name: 'Workstream lead', partner: 'ccgs', role: 'WL', themes: [] },
  providers: { name: 'Workstream lead', partner: 'providers', role: 'WL', themes: [] },
  schools: { name: 'SENCO', partner: 'schools', role: 'WL', themes: [] },
  data: { name: 'Data officer', partner: 'council', role: 'DO', themes: [] },
  parent: { name: 'Parent partner', partner: 'parents', role: 'PP', themes: [] },
  parent2: { name: 'Second parent partner', partner: 'parents', role: 'PP', themes: [] },
  voice: { name: 'Voice and participation lead', partner: 'council', role: 'VL', themes: [] },
  sponsor: { name: 'Sponsor', partner: 'council', role: 'SP', themes: [] },
  reader: { name: 'Guest reader', partner: 'council', role: 'GR', themes: [] },
} as const satisfies Record<string, NewMember>

export type Somebody = keyof typeof MEMBERS

interface StarterComment {
  theme: ThemeId
  section: string
  on: string
  by: Somebody
  kind: CommentKind
  text: string
  /** The wording suggested in place of these words. */
  instead?: string
  replies: { by: Somebody; text: string }[]
}

/** Invented by us, to show how partners talk beside the text; each is about something the published words really have. */
export const COMMENTS: readonly StarterComment[] = [
  {
    theme: '4',
    section: 'overview',
    on: 'numbers of pupils',
    by: 'providers',
    kind: 'question',
    text: 'Figure 1 gives percentages. Do we also have the number of pupils, or should this say “share”?',
    replies: [
      { by: 'data', text: 'The source has percentages only. I will ask for the counts.' },
      { by: 'council', text: 'Until then “share” would be right.' },
    ],
  },
  {
    theme: '4',
    section: 'overview',
    on: 'in keeping with the England average',
    by: 'schools',
    kind: 'question',
    text: 'In 2018 Surrey and England are both 11.70. Could we say “the same as”?',
    replies: [],
  },
  {
    theme: '4',
    section: 'overview',
    on: 'above the average for the South East and our statistical neighbours',
    by: 'parent',
    kind: 'challenge',
    text: 'A higher percentage shows that more children are found. Families say being found is not the same as being helped. What changed for them?',
    replies: [{ by: 'council', text: 'Fair. We will say what follows in 5.0 and link it here.' }],
  },
  {
    theme: '4',
    section: 'overview',
    on: 'Local Authority, Region and England',
    by: 'data',
    kind: 'suggestion',
    text: 'Statistical Neighbours is a row of the table, but the caption does not name it.',
    instead: 'Local Authority, Region, Statistical Neighbours and England',
    replies: [],
  },
  {
    theme: '4',
    section: 'overview',
    on: 'the table below',
    by: 'schools',
    kind: 'suggestion',
    text: 'The table has a number now, so that other parts can point to it.',
    instead: 'Figure 1',
    replies: [],
  },
  {
    theme: '4',
    section: 'overview',
    on: 'began to take effect in the Autumn 2018',
    by: 'ccgs',
    kind: 'question',
    text: 'The investment was secured in late 2018. How could it take effect in Autumn 2018? An inspector will ask.',
    replies: [],
  },
  {
    theme: '3',
    section: 'indicators',
    on: 'has halved since the end of November',
    by: 'data',
    kind: 'question',
    text: 'Halved from what to what? Without the two numbers we cannot show it.',
    replies: [],
  },
  {
    theme: '3',
    section: 'indicators',
    on: 'with understood reasons for each child',
    by: 'parent2',
    kind: 'evidence',
    text: 'The forum can say how families were told. We would bring that as counts by reason, never child by child.',
    replies: [],
  },
]
