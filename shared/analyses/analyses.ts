import { z } from 'zod'
import { PartnerKind } from '../domain/partners.ts'
import { ThemeId } from '../domain/themes.ts'
import { Author } from '../people/person.ts'

/** A partner's own analysis as it was handed to the others: a frozen version with who and when (R50). */
export const Submission = z.object({
  /** 1, 2, 3 … of its partner. */
  number: z.number(),
  /** The version that stands for it. */
  version: z.string(),
  by: Author,
  /** Milliseconds since 1970. */
  at: z.number(),
  words: z.number(),
})
export type Submission = z.infer<typeof Submission>

/** What the draft is to the other partners: theirs alone to see, read by all members, or read and commented on. */
export const Openness = z.enum(['private', 'shared', 'invited'])
export type Openness = z.infer<typeof Openness>

/** A partner's own analysis as one member may know of it. */
export const Analysis = z.object({
  partner: PartnerKind,
  openness: Openness,
  /** Rises with every change of its openness. */
  version: z.number(),
  /** This member may read the draft, write in it, share and submit it. */
  reads: z.boolean(),
  edits: z.boolean(),
  /** Newest first. */
  submissions: z.array(Submission),
})
export type Analysis = z.infer<typeof Analysis>

/** Words of a document as they stand, to be chosen or found: a section, and the flat text of one of its blocks. */
export const Passage = z.object({
  section: z.string().min(1).max(40),
  quote: z.string().min(1).max(2_000),
  /** Where in the flat text of the section it was seen. */
  near: z.number().int().min(0),
})
export type Passage = z.infer<typeof Passage>

export const Passages = z.array(
  z.object({
    section: z.string(),
    number: z.string(),
    title: z.string(),
    /** `cell`: it stands in a table, where it says nothing by itself. */
    passages: z.array(Passage.extend({ cell: z.boolean() })),
  }),
)
export type Passages = z.infer<typeof Passages>

/** A paragraph of an analysis that is about a passage of a narrative. */
export const Link = z.object({
  id: z.string(),
  partner: PartnerKind,
  theme: ThemeId,
  /** The words at this document's end of it, and where they stand now; null when they are gone. */
  section: z.string(),
  quote: z.string(),
  at: z.number().nullable(),
})
export type Link = z.infer<typeof Link>

/** One end of a link as it reads now: null when its words are gone, which then are shown as they were. */
const Side = z.object({
  section: z.string(),
  number: z.string(),
  title: z.string(),
  text: z.string(),
  gone: z.boolean(),
})

export const Pair = z.object({
  link: z.string(),
  theme: ThemeId,
  label: z.string(),
  by: Author,
  at: z.number(),
  analysis: Side,
  narrative: Side,
  /** What the narrative said when it was linked; null when it still says so. */
  saidThen: z.string().nullable(),
})
export type Pair = z.infer<typeof Pair>

/** An analysis beside what the narratives say there. */
export const SideBySide = z.object({
  partner: PartnerKind,
  /** The submission that is shown; null: the draft as it is now. */
  submission: Submission.nullable(),
  pairs: z.array(Pair),
})
export type SideBySide = z.infer<typeof SideBySide>

/** A theme in Easy Read: written by people, and signed off by people (F11). */
export const EasyRead = z.object({
  theme: ThemeId,
  words: z.number(),
  signs: z.boolean(),
  /** Newest first. */
  signoffs: z.array(
    z.object({
      id: z.string(),
      by: Author,
      at: z.number(),
      version: z.string(),
      /** Paragraphs that are no longer as they were signed off. */
      changed: z.number(),
    }),
  ),
})
export type EasyRead = z.infer<typeof EasyRead>

/** The sections that a partner's own analysis starts with. */
export const ANALYSIS_TEMPLATE: readonly { id: string; title: string }[] = [
  { id: 'tell', title: 'What families tell us' },
  { id: 'changed', title: 'What has changed for families' },
  { id: 'not-changed', title: 'What has not changed' },
  { id: 'ask', title: 'What we ask for' },
]

export const EASY_TEMPLATE: readonly { id: string; title: string }[] = [{ id: 'easy', title: 'In Easy Read' }]
