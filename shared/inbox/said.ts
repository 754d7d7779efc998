import { z } from 'zod'
import { CommentKind } from '../annotations/comments.ts'
import { SuggestionForm } from '../annotations/suggestions.ts'
import { DocumentId } from '../domain/documents.ts'
import { ThemeId } from '../domain/themes.ts'
import { Author } from '../people/person.ts'

/** What became of something that was said. Follows from the records; nobody types it (R24). */
export const Became = z.enum([
  'accepted',
  'accepted with changes',
  'declined',
  'overtaken',
  'replied',
  'answered',
  'closed',
  'open',
])
export type Became = z.infer<typeof Became>

/** One line of "you said, we did": a comment or suggestion, and what became of it. */
export const SaidLine = z.object({
  comment: z.string(),
  document: DocumentId,
  /** "Theme 4". */
  title: z.string(),
  /** The theme it is about; null for a partner's own analysis. */
  theme: ThemeId.nullable(),
  kind: CommentKind,
  by: Author,
  at: z.number(),
  /** The words it was about, quoted. */
  on: z.string(),
  said: z.string(),
  /** The wording that was suggested; null for every other comment. */
  suggested: z.object({ form: SuggestionForm, words: z.string() }).nullable(),
  /** The last reply by another partner. */
  answer: z.object({ by: Author, at: z.number(), text: z.string() }).nullable(),
  became: Became,
  /** Who decided, answered or closed, and when; null while it is open. */
  decided: z
    .object({
      by: Author,
      at: z.number(),
      /** Why it was declined, or what was changed. */
      reason: z.string().nullable(),
      /** The words that are in the text because of it. */
      words: z.string().nullable(),
    })
    .nullable(),
})
export type SaidLine = z.infer<typeof SaidLine>

export const Said = z.object({ lines: z.array(SaidLine) })
export type Said = z.infer<typeof Said>

/** The four ways in which a line stands, as the page filters and counts them. */
export const SAID_STATES = ['in the text', 'declined', 'answered', 'open'] as const
export type SaidState = (typeof SAID_STATES)[number]

/** Which of the four a line is. Another's wording in its place counts as declined: these words are not in the text. */
export function stateOf({ became }: Pick<SaidLine, 'became'>): SaidState {
  switch (became) {
    case 'accepted':
    case 'accepted with changes':
      return 'in the text'
    case 'declined':
    case 'overtaken':
      return 'declined'
    case 'replied':
    case 'answered':
    case 'closed':
      return 'answered'
    case 'open':
      return 'open'
  }
}

/** "Parents said 4 things: 1 changed the text, 1 was not taken up, 1 was answered, 1 is open." */
export function sumUp(short: string, lines: readonly Pick<SaidLine, 'became'>[]): string {
  const count = (state: SaidState): number => lines.filter((line) => stateOf(line) === state).length
  const open = count('open')
  const parts = [
    count('in the text') > 0 ? `${count('in the text')} changed the text` : '',
    count('declined') > 0 ? be(count('declined'), 'not taken up') : '',
    count('answered') > 0 ? be(count('answered'), 'answered') : '',
    open > 0 ? `${open} ${open === 1 ? 'is' : 'are'} open` : '',
  ].filter((part) => part !== '')
  const last = parts.pop()
  const listed = parts.length === 0 ? last : `${parts.join(', ')} and ${last}`
  if (lines.length === 0) return `${short} said nothing yet.`
  return `${short} said ${lines.length === 1 ? 'one thing' : `${lines.length} things`}: ${listed}.`
}

const be = (n: number, rest: string): string => `${n} ${n === 1 ? 'was' : 'were'} ${rest}`
