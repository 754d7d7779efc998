import { z } from 'zod'
import { PartnerKind } from '../domain/partners.ts'
import { SectionKind } from '../domain/presentation.ts'
import { ThemeId } from '../domain/themes.ts'
import type { NodeJson } from '../history/version.ts'
import { Author } from '../people/person.ts'
import { slidesOf, type Slide } from './slides.ts'

/** The block of a section that is not shown: what its presenter says. */
export const NOTES = 'notes'

/** The one block of a section that has no theme: its name is not on the slide, which has the section's title. */
export const WORDS = 'words'

/** Nodes of the one schema, made by the server: their shape is not asked again. */
const Content = z.array(z.looseObject({ type: z.string() })) as unknown as z.ZodType<NodeJson[], NodeJson[]>

/** A section as it is shown: its heading and its blocks as they are committed. */
export const DeckSection = z.object({
  section: z.string(),
  kind: SectionKind,
  /** "Priority 3": what stands before the wording; null where the title stands alone. */
  label: z.string().nullable(),
  /** The pinned wording of its theme, or the section's own title (R70). */
  title: z.string(),
  theme: ThemeId.nullable(),
  partner: PartnerKind.nullable(),
  presenter: Author.nullable(),
  /** Ms; null: no time is set. */
  ms: z.number().nullable(),
  blocks: z.array(z.object({ id: z.string(), name: z.string(), content: Content })),
  /** Themes without actions: their progress summaries are left out of the slides. */
  without: z.array(ThemeId),
  /** Speaker notes, to those who present; null to others. */
  notes: Content.nullable(),
})
export type DeckSection = z.infer<typeof DeckSection>

export type Shown =
  | { kind: 'words'; slide: Slide }
  /** R67: what the presentation will outline. */
  | { kind: 'outline'; items: { section: string; title: string }[] }
  /** Nothing is written yet: the heading alone. */
  | { kind: 'title' }

/** The slides of a section, at least one: where nothing is written its heading stands alone. */
export function shownOf(section: DeckSection, all: readonly DeckSection[]): Shown[] {
  if (section.kind === 'outline') return [{ kind: 'outline', items: outlineOf(all) }]
  const slides = slidesOf(section.blocks, section.without)
  return slides.length === 0 ? [{ kind: 'title' }] : slides.map((slide) => ({ kind: 'words', slide }))
}

/** "This presentation will outline:" every section but the voice, this one and the questions (R67). */
const outlineOf = (all: readonly DeckSection[]): { section: string; title: string }[] =>
  all
    .filter(({ kind }) => kind !== 'voice' && kind !== 'outline' && kind !== 'questions')
    .map(({ section, label, title }) => ({ section, title: label ?? title }))

export const notesOf = ({ notes }: DeckSection): NodeJson[] => notes ?? []

/** Where a run is: a section and which of its slides. */
export interface Place {
  section: string
  slide: number
}

/** The slide after or before this one, over the ends of sections; null at either end of all. */
export function beside(
  { section, slide }: Place,
  by: 1 | -1,
  order: readonly { section: string; slides: number }[],
): Place | null {
  const at = order.findIndex((one) => one.section === section)
  const here = order[at]
  if (here === undefined) return order[0] === undefined ? null : { section: order[0].section, slide: 0 }
  const next = Math.min(slide, here.slides - 1) + by
  if (next >= 0 && next < here.slides) return { section, slide: next }
  const other = order[at + by]
  return other === undefined ? null : { section: other.section, slide: by === 1 ? 0 : other.slides - 1 }
}
