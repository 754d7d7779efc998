import { z } from 'zod'
import { PartnerKind, type PartnerKind as Partner } from '../domain/partners.ts'
import { SectionKind } from '../domain/presentation.ts'
import { ThemeId } from '../domain/themes.ts'
import { Author } from '../people/person.ts'
import { planOf, timeOfDay } from './clock.ts'

/** A section of the running order, and what is known of its words. */
export const OrderSection = z.object({
  id: z.string(),
  kind: SectionKind,
  /** As it is shown: its own title, its theme's label, or the name of its kind. */
  name: z.string(),
  /** Its own; null when it has none. */
  title: z.string().nullable(),
  theme: ThemeId.nullable(),
  /** The inspectors' wording of its theme. */
  wording: z.string().nullable(),
  minutes: z.number().nullable(),
  presenter: Author.nullable(),
  partner: PartnerKind.nullable(),
  /** A fractional index: what a move is made on. */
  order: z.string(),
  removed: z.boolean(),
  version: z.number(),
  /** Words on its slides. */
  words: z.number(),
  /** Slides its words make now. */
  slides: z.number(),
  /** Comments that wait for an answer. */
  comments: z.number(),
  /** This member may write in it, move it and give it minutes. */
  edits: z.boolean(),
})
export type OrderSection = z.infer<typeof OrderSection>

/** Partners whose people are in a section now, by its id; sections that nobody is in are left out. */
export const InSections = z.record(z.string(), z.array(PartnerKind))
export type InSections = z.infer<typeof InSections>

/** The opening presentation as one member sees it. */
export const Presentation = z.object({
  /** "11:00"; null: not set. */
  starts: z.string().nullable(),
  slotMinutes: z.number(),
  version: z.number(),
  sections: z.array(OrderSection),
  removed: z.array(OrderSection),
  /** Who can be asked to present. */
  presenters: z.array(Author),
  edits: z.boolean(),
})
export type Presentation = z.infer<typeof Presentation>

/** What can be said of a section, each with what was seen when it was said: nobody's choice is replaced unread. */
export const SectionChange = z.object({
  title: z.string().trim().min(1).max(120).nullable().optional(),
  minutes: z.number().min(0.5).max(240).multipleOf(0.5).nullable().optional(),
  /** A member's id. */
  presenter: z.string().max(40).nullable().optional(),
  removed: z.boolean().optional(),
})
export type SectionChange = z.infer<typeof SectionChange>

export interface OrderRow {
  section: OrderSection
  /** Ms after midnight; null while no start is set. */
  begins: number | null
  /** What is to be settled, in words. */
  warnings: string[]
}

export interface LaidOut {
  rows: OrderRow[]
  minutes: number
  /** Ms after midnight. */
  starts: number | null
  ends: number | null
  /** Of the whole, such as an over-run. */
  warnings: string[]
  /** Everything to be settled, of the whole and of its sections. */
  toSettle: number
  /** Minutes by partner, the most first; those nobody has taken are left out. */
  mix: { partner: Partner; minutes: number }[]
}

/** Clock times, the total against the slot, what is to be settled and the mix of partners (R63, R68, R69). */
export function layOut({
  starts,
  slotMinutes,
  sections,
}: Pick<Presentation, 'starts' | 'slotMinutes' | 'sections'>): LaidOut {
  const from = starts === null ? null : timeOfDay(starts)
  const plan = planOf(
    sections.map(({ id, minutes }) => ({ section: id, ms: minutes === null ? null : minutes * 60_000 })),
    from ?? 0,
  )
  const minutes = plan.total / 60_000
  const rows = sections.map((section, index) => ({
    section,
    begins: from === null ? null : (plan.begins[index] ?? from),
    warnings: warningsOf(section),
  }))
  const over = minutes - slotMinutes
  const warnings = [
    ...(over > 0 ? [`${sayMinutes(over)} over the ${slotMinutes} minutes of the slot.`] : []),
    ...(sections.some(({ kind }) => kind === 'voice')
      ? []
      : ['No slot for the voice of a young person. Add one.']),
  ]
  const mix = new Map<Partner, number>()
  for (const section of sections)
    if (section.partner !== null && section.minutes !== null)
      mix.set(section.partner, (mix.get(section.partner) ?? 0) + section.minutes)
  return {
    rows,
    minutes,
    starts: from,
    ends: from === null ? null : plan.ends,
    warnings,
    toSettle: warnings.length + rows.reduce((sum, row) => sum + row.warnings.length, 0),
    mix: [...mix]
      .map(([partner, share]) => ({ partner, minutes: share }))
      .toSorted((a, b) => b.minutes - a.minutes),
  }
}

/** "1 minute", "2.5 minutes". */
export const sayMinutes = (minutes: number): string => (minutes === 1 ? '1 minute' : `${minutes} minutes`)

function warningsOf({ kind, minutes, presenter, words }: OrderSection): string[] {
  if (kind === 'outline' || kind === 'questions') return []
  if (kind === 'voice' && minutes === null) return ['No slot yet']
  return [
    ...(presenter === null ? ['No presenter'] : []),
    ...(minutes === null ? ['No minutes'] : []),
    ...(words === 0 ? ['Nothing written'] : []),
  ]
}
