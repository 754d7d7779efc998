import { z } from 'zod'
import { ActionStatus, EvidenceKind, Progress, Sensitivity } from '../domain/actions.ts'
import { Day } from '../domain/days.ts'
import { PartnerKind } from '../domain/partners.ts'
import { ThemeId } from '../domain/themes.ts'
import { Author } from '../people/person.ts'

const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'Write it, or leave it out.')
    .max(most, `Keep it under ${most.toLocaleString('en-GB')} characters.`)
    .nullable()

/** Who answers for an action: a member, or somebody named who has no account. */
export const Owner = z.object({
  member: z.string().max(40).nullable(),
  name: z.string().trim().min(1).max(80),
})
export type Owner = z.infer<typeof Owner>

/** What is said when a status is set (F4). */
export const StatusSaid = z.object({
  status: ActionStatus,
  statusNote: words(2_000),
  startDate: Day.nullable(),
  recoveryNote: words(2_000),
  revisedDue: Day.nullable(),
})
export type StatusSaid = z.infer<typeof StatusSaid>

/** What can be said of an action apart from its status. */
export const ActionSaid = z.object({
  ref: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9./-]{0,19}$/, 'Give a short reference, such as 3.1.'),
  title: z.string().trim().min(1, 'Write what is to be done.').max(500, 'Keep it under 500 characters.'),
  theme: ThemeId,
  owner: Owner.nullable(),
  partner: PartnerKind.nullable(),
  due: Day.nullable(),
})
export type ActionSaid = z.infer<typeof ActionSaid>

/** An action of the written statement of action. */
export const Action = ActionSaid.extend(StatusSaid.shape).extend({
  id: z.string(),
  /** Its status was brought in, and nobody has set it here. */
  imported: z.boolean(),
  source: z.string().nullable(),
  evidence: z.array(z.string()),
  /** A status that waits for a second person to verify the evidence; the one above still counts. */
  proposal: StatusSaid.extend({ by: Author, at: z.number() }).nullable(),
  /** A nominated lead can go back to this. */
  previous: ActionStatus.nullable(),
  changedBy: Author,
  changedAt: z.number(),
  version: z.number().int(),
})
export type Action = z.infer<typeof Action>

export const EvidenceSaid = z.object({
  title: z.string().trim().min(1, 'Say what it is.').max(300, 'Keep it under 300 characters.'),
  kind: EvidenceKind,
  /** A link, or the name of a file. */
  place: words(1_000),
  date: Day,
  holder: words(120),
  sensitivity: Sensitivity,
  /** What is different since, for children and families. */
  whatChanged: words(2_000),
  actions: z.array(z.string().max(40)).max(100),
})
export type EvidenceSaid = z.infer<typeof EvidenceSaid>

export const Evidence = EvidenceSaid.extend({
  id: z.string(),
  by: Author,
  at: z.number(),
  changedBy: Author,
  /** Never who added it or changed it last. */
  verified: z.object({ by: Author, at: z.number() }).nullable(),
  withdrawn: z.object({ by: Author, at: z.number(), why: z.string() }).nullable(),
  version: z.number().int(),
})
export type Evidence = z.infer<typeof Evidence>

export const COLOURS = ['none', 'blue', 'green', 'amber', 'red'] as const
/** The workspace's own colours, beside word and symbol; null: none are shown. */
export const Colours = z.record(ActionStatus, z.enum(COLOURS)).nullable()
export type Colours = z.infer<typeof Colours>

/** All of it, as the page shows it. */
export const Register = z.object({
  actions: z.array(Action),
  evidence: z.array(Evidence),
  progress: Progress,
  colours: Colours,
  coloursVersion: z.number().int(),
  /** Who can own an action. */
  members: z.array(Author),
})
export type Register = z.infer<typeof Register>

/** What happened to an action, and what people said of it, oldest first. */
export const ActionHistory = z.object({
  trail: z.array(z.object({ at: z.number(), by: Author, did: z.string(), before: z.string().nullable() })),
  notes: z.array(z.object({ id: z.string(), words: z.string(), by: Author, at: z.number() })),
})
export type ActionHistory = z.infer<typeof ActionHistory>
