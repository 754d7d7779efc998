import { z } from 'zod'
import { Here } from '../presence/state.ts'
import { Author, Person } from '../people/person.ts'
import { Partner, PartnerKind } from './partners.ts'
import { PositionMark } from './positions.ts'
import { Progress } from './actions.ts'
import { DocumentId } from './documents.ts'
import { Judgement, NarrativeStatus, ThemeId, WordingStatus } from './themes.ts'

export const Workspace = z.object({
  slug: z.string(),
  name: z.string(),
  /** Shown on every page of demonstration data. */
  banner: z.string().nullable(),
  /** "For the revisit of 18-20 March 2019." */
  purpose: z.string().nullable(),
  partners: z.array(Partner),
})
export type Workspace = z.infer<typeof Workspace>

/** R51: the inspectors' words, exact to the character. */
export const Wording = z.object({
  status: WordingStatus,
  text: z.string().nullable(),
  /** Where it stands in the letter; the seed line for starter data. */
  source: z.string().nullable(),
  enteredBy: Author.nullable(),
  lockedBy: Author.nullable(),
  /** A change to locked wording waits for a second person. */
  proposal: z.object({ text: z.string(), by: Author, at: z.number() }).nullable(),
})
export type Wording = z.infer<typeof Wording>

export const Theme = z.object({
  id: ThemeId,
  /** "Theme 4", "Priority 3": what the area calls it. */
  label: z.string(),
  /** A name used until the wording is known, such as "Persistent absences". */
  name: z.string().nullable(),
  note: z.string().nullable(),
  judgement: Judgement,
  wording: Wording,
})
export type Theme = z.infer<typeof Theme>

/** What the server knows of a section without opening the document. */
export const SectionSummary = z.object({
  id: z.string(),
  /** "1.0": given by the product, from the order. */
  number: z.string(),
  title: z.string(),
  words: z.number(),
  state: z.enum(['none', 'draft']),
  lastEdit: z.object({ by: Author, at: z.number() }).nullable(),
})
export type SectionSummary = z.infer<typeof SectionSummary>

/** What changed in a narrative since this person last left it, by section and partner. */
export const Since = z.object({
  lastHere: z.number().nullable(),
  changes: z.array(
    z.object({
      section: z.string(),
      number: z.string(),
      title: z.string(),
      partner: PartnerKind,
      at: z.number(),
    }),
  ),
})
export type Since = z.infer<typeof Since>

export const ThemeSummary = Theme.extend({
  status: NarrativeStatus,
  /** The positions that stand on it. */
  positions: z.array(PositionMark),
  sections: z.array(SectionSummary),
  openComments: z.number(),
  unreadComments: z.number(),
  lastEdit: z.object({ by: Author, at: z.number(), number: z.string() }).nullable(),
  here: z.array(Here),
  since: Since,
})
export type ThemeSummary = z.infer<typeof ThemeSummary>

/** A narrative's last frozen version, which a guest reader reads. */
export const FrozenNarrative = Theme.pick({ id: true, label: true, name: true }).extend({
  version: z.string(),
  at: z.number(),
})
export type FrozenNarrative = z.infer<typeof FrozenNarrative>

export const Home = z.object({
  workspace: Workspace,
  me: Person,
  themes: z.array(ThemeSummary),
  frozen: z.array(FrozenNarrative),
  /** How many actions stand where; null for a guest reader. */
  progress: Progress.nullable(),
})
export type Home = z.infer<typeof Home>

/** What stands beside a document on its page. */
export const DocumentPage = z.object({
  workspace: Workspace,
  me: Person,
  document: DocumentId,
  /** "Theme 4", "Theme 4 in Easy Read", "Parents: own analysis". */
  title: z.string(),
  /** The theme it is about; null for a partner's own analysis. */
  theme: Theme.nullable(),
  /** Of a narrative; null for other documents. */
  status: NarrativeStatus.nullable(),
  /** The frozen version that stands in its place, and who froze it; null while it is being written. */
  frozen: z.object({ version: z.string(), by: Author, at: z.number() }).nullable(),
  rights: z.object({ read: z.boolean(), comment: z.boolean(), edit: z.boolean() }),
  since: Since,
  /** Everyone who may lead a section. */
  leads: z.array(Author),
  /** Who may be named as the writer of the last edit of each section. */
  lastEdits: z.record(z.string(), z.object({ by: Author, at: z.number() })),
})
export type DocumentPage = z.infer<typeof DocumentPage>

/** The last stored text, for when the live link is down: sanitised HTML made by the server. */
export const StoredText = z.object({
  at: z.number().nullable(),
  sections: z.array(z.object({ id: z.string(), number: z.string(), title: z.string(), html: z.string() })),
})
export type StoredText = z.infer<typeof StoredText>
