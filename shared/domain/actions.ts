import { z } from 'zod'
import { Day } from './days.ts'
import { ThemeId } from './themes.ts'

/** R74: exactly these four, word for word as the slides have them, in their order. */
export const ACTION_STATUSES = [
  'Action not started',
  'Action Underway (but behind target)',
  'Action Underway (on target)',
  'Completed',
] as const
export const ActionStatus = z.enum(ACTION_STATUSES)
export type ActionStatus = z.infer<typeof ActionStatus>

/** What a piece of evidence is (domain.md 3). */
export const EVIDENCE_KINDS = ['data', 'document', 'audit', 'voice', 'JSNA', 'practice', 'minutes'] as const
export const EvidenceKind = z.enum(EVIDENCE_KINDS)
export type EvidenceKind = z.infer<typeof EvidenceKind>

/** Who may be shown a piece of evidence. */
export const SENSITIVITIES = ['may be published', 'partners only', 'ask the holder first'] as const
export const Sensitivity = z.enum(SENSITIVITIES)
export type Sensitivity = z.infer<typeof Sensitivity>

/** How many actions stand where: counted from the register, never typed (R74). */
export const Counts = z.object({
  notStarted: z.number().int(),
  behind: z.number().int(),
  onTarget: z.number().int(),
  completed: z.number().int(),
  total: z.number().int(),
  /** Actions with at least one piece of evidence that a second person has verified. */
  evidenced: z.number().int(),
  /** Actions whose evidence all waits for a second person. */
  waiting: z.number().int(),
  overdue: z.number().int(),
  /** On target, with nothing newer than 92 days. */
  old: z.number().int(),
})
export type Counts = z.infer<typeof Counts>

/** The counts of each theme, and of all. */
export const Progress = z.object({
  themes: z.record(ThemeId, Counts),
  overall: Counts,
  /** The day they were counted on, in the United Kingdom. */
  today: Day,
})
export type Progress = z.infer<typeof Progress>

/** "evidence 1 of 15 verified, 2 waiting": what nobody has verified is not counted as evidence. */
export const sayEvidence = ({ evidenced, waiting, total }: Counts): string =>
  `evidence ${evidenced} of ${total} verified${waiting > 0 ? `, ${waiting} waiting` : ''}`

/** The counts under the seed's own words, in its order. */
export const linesOf = (counts: Counts): readonly { status: ActionStatus; count: number }[] => [
  { status: 'Action not started', count: counts.notStarted },
  { status: 'Action Underway (but behind target)', count: counts.behind },
  { status: 'Action Underway (on target)', count: counts.onTarget },
  { status: 'Completed', count: counts.completed },
]
