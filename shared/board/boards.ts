import { z } from 'zod'
import { DocumentId } from '../domain/documents.ts'
import { PartnerKind } from '../domain/partners.ts'
import { PlaceId, RecordId } from '../domain/record-id.ts'
import { ThemeId } from '../domain/themes.ts'
import { Author } from '../people/person.ts'

/** What a board begins with (issue 6, "templates from the domain"). */
export const TemplateId = z.enum([
  'theme wall',
  'how long have we known',
  'evidence gap next step',
  'what families tell us',
  'pre-mortem',
  'blank',
])
export type TemplateId = z.infer<typeof TemplateId>

export const BoardState = z.enum(['open', 'archived'])
export type BoardState = z.infer<typeof BoardState>

/**
 * Who is told who wrote a private note once it is revealed: everyone by name; the partner alone; nobody. Fixed when
 * the round begins and never loosened: no act changes it, and the name is not kept.
 */
export const Anonymity = z.enum(['named', 'partner', 'nobody'])
export type Anonymity = z.infer<typeof Anonymity>

/** What a step of a workshop sets up when it begins. */
export const StageKind = z.enum(['talk', 'write', 'reveal', 'group', 'vote', 'send'])
export type StageKind = z.infer<typeof StageKind>

/** One step of the workshop. */
export const Stage = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  kind: StageKind,
  title: z.string().trim().min(1, 'Give the step a title.').max(80, 'Keep the title under 80 characters.'),
  minutes: z.number().int().min(1, 'Give the step a minute at least.').max(240),
  /** Of a step of writing. */
  anonymity: Anonymity.default('named'),
  /** Of a step of voting: votes each person has. */
  votes: z.number().int().min(1).max(20).default(3),
})
export type Stage = z.infer<typeof Stage>

/** A timer everyone sees: running until a moment of the server's clock (ms since 1970), or halted with so much left (ms). */
export const Timer = z.union([
  z.object({ state: z.literal('running'), endsAt: z.number(), of: z.number() }),
  z.object({ state: z.literal('halted'), left: z.number(), of: z.number() }),
])
export type Timer = z.infer<typeof Timer>

/** A part of the board, in board px. */
export const View = z.tuple([
  z.number().finite().min(-1e6).max(1e6),
  z.number().finite().min(-1e6).max(1e6),
  z.number().finite().min(1).max(1e6),
  z.number().finite().min(1).max(1e6),
])
export type View = z.infer<typeof View>

/** A private note: its author's alone until the round is revealed. */
export const PrivateNote = z.object({
  id: RecordId,
  words: z.string(),
  /** The frame it is for; null: none. */
  frame: PlaceId.nullable(),
  version: z.number(),
})
export type PrivateNote = z.infer<typeof PrivateNote>

/** A round of private writing. Before it is revealed nothing tells who wrote what, how much of it, or when. */
export const Writing = z.object({
  id: RecordId,
  state: z.enum(['open', 'revealed']),
  anonymity: Anonymity,
  /** The visitor's own; empty once revealed: then they are on the board. */
  mine: z.array(PrivateNote),
  /** How many notes each partner has so far; a partner with fewer than three writers is counted with the others. */
  counts: z.array(z.object({ partner: PartnerKind.nullable(), notes: z.number(), writers: z.number() })),
})
export type Writing = z.infer<typeof Writing>

/** Votes for one thing, shown: of a partner with fewer than three voters only the sum with the others is told. */
export const Tally = z.object({
  item: z.string(),
  total: z.number(),
  partners: z.array(z.object({ partner: PartnerKind, votes: z.number() })),
  /** Votes of partners that are not shown apart. */
  others: z.number(),
})
export type Tally = z.infer<typeof Tally>

/** A ballot: every person has so many votes, counted by the server, hidden until shown. */
export const Ballot = z.object({
  id: RecordId,
  state: z.enum(['open', 'shown']),
  votes: z.number(),
  /** The visitor's own; no object by the things' ids, since an id may be any word, such as `constructor`. */
  mine: z.array(z.object({ item: z.string(), votes: z.number() })),
  /** People who have voted; while it is open that is all that is told. */
  voters: z.number(),
  /** Null while it is open. */
  tally: z.array(Tally).nullable(),
  /** Voters of each partner that is shown apart; null while it is open. */
  partners: z.array(z.object({ partner: PartnerKind, voters: z.number() })).nullable(),
})
export type Ballot = z.infer<typeof Ballot>

/** As what something from the wall goes on. */
export const SentAs = z.enum(['paragraph', 'bullet', 'claim', 'comment', 'action', 'issue'])
export type SentAs = z.infer<typeof SentAs>

/** Something that was sent from the wall, and what became of it. */
export const Sent = z.object({
  id: RecordId,
  /** The note or the cluster. */
  item: z.string(),
  as: SentAs,
  /** Where it went: the narrative and its section; null for an action and an issue. */
  document: DocumentId.nullable(),
  section: PlaceId.nullable(),
  /** The comment, action, chase claim or issue it became; null for words in a text. */
  record: RecordId.nullable(),
  /** What was sent. */
  words: z.string(),
  by: Author,
  at: z.number(),
  /** In plain words: "in Theme 4, 1.0", "rewritten since", "no longer there", "Action 4.7: Completed". */
  became: z.string(),
})
export type Sent = z.infer<typeof Sent>

/** Words of a document that came from a wall. */
export const FromBoard = Sent.pick({
  id: true,
  item: true,
  as: true,
  section: true,
  words: true,
  by: true,
  at: true,
}).extend({
  board: RecordId,
  title: z.string(),
})
export type FromBoard = z.infer<typeof FromBoard>

/** Something that came up and is not for a narrative: it is kept in view until it is settled. */
export const Issue = z.object({
  id: RecordId,
  words: z.string(),
  theme: ThemeId.nullable(),
  /** The board and the thing on it that it came from; null: entered by hand. */
  board: RecordId.nullable(),
  item: z.string().nullable(),
  /** What that board is called. */
  title: z.string().nullable(),
  state: z.enum(['open', 'settled']),
  /** How it was settled. */
  outcome: z.string().nullable(),
  /** Who settled it, and when. */
  settled: z.object({ by: Author, at: z.number() }).nullable(),
  by: Author,
  at: z.number(),
  version: z.number(),
})
export type Issue = z.infer<typeof Issue>

/** A line of the list of boards. */
export const BoardLine = z.object({
  id: RecordId,
  document: DocumentId,
  title: z.string(),
  theme: ThemeId.nullable(),
  template: TemplateId,
  state: BoardState,
  facilitator: Author.nullable(),
  at: z.number(),
  /** Things on it, and when it was last changed; null: not since it was made. */
  items: z.number(),
  changedAt: z.number().nullable(),
  /** Partners who are on it now. */
  here: z.array(PartnerKind),
  version: z.number(),
})
export type BoardLine = z.infer<typeof BoardLine>

/** A board as one visitor may know it: their own private notes and votes, nobody else's. */
export const Board = BoardLine.extend({
  by: Author,
  locked: z.boolean(),
  stages: z.array(Stage),
  /** The step under way; null: the workshop has not begun. */
  stage: z.string().nullable(),
  timer: Timer.nullable(),
  /** Everyone is called to this part of the board; the facilitator alone can. */
  called: z.object({ view: View, at: z.number(), by: Author }).nullable(),
  /** The latest round of private writing, and the latest ballot. */
  writing: Writing.nullable(),
  ballot: Ballot.nullable(),
  sent: z.array(Sent),
  /** Partners who take part and of whom nobody has written anything on the board yet. */
  silent: z.array(PartnerKind),
  /** What this visitor may do. */
  rights: z.object({
    edit: z.boolean(),
    comment: z.boolean(),
    /** Writes privately and votes: also while it is locked, which is on moving things. */
    takePart: z.boolean(),
    /** Not while it is archived. */
    run: z.boolean(),
    /** Out of the archive. */
    bringBack: z.boolean(),
  }),
  me: Author,
  /** The server's clock, ms since 1970. */
  now: z.number(),
})
export type Board = z.infer<typeof Board>

/** A partner with fewer people than this is not shown apart: its numbers would be somebody's. */
export const LEAST_SHOWN = 3
