import { z } from 'zod'
import { CommentKind } from '../annotations/comments.ts'
import { Outcome } from '../annotations/suggestions.ts'
import { DocumentId } from '../domain/documents.ts'
import type { Partner, PartnerKind } from '../domain/partners.ts'
import { ThemeId } from '../domain/themes.ts'
import { Author } from '../people/person.ts'

/** Why something is in a person's inbox. */
const INBOX_WHYS = [
  'mentioned',
  'decided',
  'decision taken back',
  'replied',
  'may close',
  'challenge',
  'suggestion',
  'position',
  'position again',
  'enter wording',
  'confirm wording',
  'purge',
  'analysis shared',
  'analysis submitted',
  'easy read',
  'meeting action',
  'meeting today',
  'meeting under way',
  'verify evidence',
] as const
export const InboxWhy = z.enum(INBOX_WHYS)
export type InboxWhy = z.infer<typeof InboxWhy>

/** One thing that waits for a person, or that they have not seen. */
export const InboxItem = z.object({
  /** The same as long as it is the same matter; another once it is about something newer. */
  id: z.string().max(120),
  why: InboxWhy,
  /** The document it is about; null when it is about the whole workspace. */
  document: DocumentId.nullable(),
  /** "Theme 4", "Parents: own analysis". */
  title: z.string(),
  theme: ThemeId.nullable(),
  /** The comment it leads to, and how far it has come. */
  comment: z.object({ id: z.string(), version: z.number(), kind: CommentKind }).nullable(),
  /** The action in the register it leads to. */
  action: z.string().nullable(),
  from: Author.nullable(),
  at: z.number().nullable(),
  /** The passage it is about, quoted. */
  on: z.string().nullable(),
  /** What was said. */
  says: z.string().nullable(),
  /** What became of this person's suggestion. */
  became: Outcome.shape.became.nullable(),
  /** Not seen yet. */
  isNew: z.boolean(),
  /** Stays until somebody with this person's rights has moved it on. */
  waits: z.boolean(),
})
export type InboxItem = z.infer<typeof InboxItem>

export const Inbox = z.object({ items: z.array(InboxItem) })
export type Inbox = z.infer<typeof Inbox>

const KINDS: Readonly<Record<CommentKind, string>> = {
  question: 'question',
  suggestion: 'suggestion',
  challenge: 'challenge',
  evidence: 'offer of evidence',
}

const BECAME: Readonly<Record<Outcome['became'], string>> = {
  accepted: 'accepted your suggestion',
  'accepted with changes': 'accepted your suggestion with changes',
  declined: 'declined your suggestion',
  overtaken: 'accepted another wording of the words of your suggestion',
}

/** What an item asks or tells, in one sentence without its place: "Answer the challenge from Parents". */
export function sayItem(
  { why, from, comment, became }: Pick<InboxItem, 'why' | 'from' | 'comment' | 'became'>,
  partners: readonly Partner[],
): string {
  const short = (kind: PartnerKind): string => partners.find((one) => one.kind === kind)?.short ?? kind
  const who = from === null ? 'Somebody' : short(from.partner)
  const kind = comment === null ? 'comment' : KINDS[comment.kind]
  switch (why) {
    case 'mentioned':
      return `${who} mentioned you`
    case 'decided':
      return `${who} ${BECAME[became ?? 'accepted']}`
    case 'decision taken back':
      return `${who} took back the decision on your suggestion`
    case 'replied':
      return `${who} replied`
    case 'may close':
      return `Close your ${kind}, which ${who} marked answered, or reply`
    case 'challenge':
      return `Answer the challenge from ${who}`
    case 'suggestion':
      return `Decide on the suggestion from ${who}`
    case 'position':
      return 'Say where your partner stands'
    case 'position again':
      return 'The text has changed since your partner took its position. Say where it stands now'
    case 'enter wording':
      return 'Enter the wording from the letter'
    case 'confirm wording':
      return 'Compare the wording with the letter'
    case 'purge':
      return `Decide on the removal of words that ${who} asked for`
    case 'analysis shared':
      return 'Read the draft: its partner has opened it to you'
    case 'analysis submitted':
      return `Read the analysis that ${who} submitted`
    case 'easy read':
      return 'Read the Easy Read text and sign it off'
    case 'meeting action':
      return 'Do the action you took on'
    case 'meeting today':
      return 'The meeting is today'
    case 'meeting under way':
      return 'Join the meeting: it is under way'
    case 'verify evidence':
      return `Verify the evidence from ${who}`
  }
}
