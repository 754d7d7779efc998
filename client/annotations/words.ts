import type { Comment, CommentKind, CommentState } from '../../shared/annotations/comments.ts'
import { ATOM } from '../../shared/annotations/flat.ts'
import type { Partner, PartnerKind } from '../../shared/domain/partners.ts'
import { ROLE_NAMES } from '../../shared/domain/roles.ts'
import type { Author } from '../../shared/people/person.ts'

/** How the four kinds and three states are said (looks.md, Words and symbols). */
export const KIND_WORDS: Readonly<Record<CommentKind, string>> = {
  question: 'Question',
  suggestion: 'Suggested wording',
  challenge: 'Challenge',
  evidence: 'Evidence offered',
}

export const KIND_HINTS: Readonly<Record<CommentKind, string>> = {
  question: 'What would you like to know?',
  suggestion: 'How should it be said instead?',
  challenge: 'What is not as you see it?',
  evidence: 'What can you offer, and where is it?',
}

export const STATE_WORDS: Readonly<Record<CommentState, string>> = {
  open: 'Open',
  answered: 'Answered',
  closed: 'Closed',
}

/** Said where a person might look for "Close" and may not (R91). */
export const ONLY_THE_ASKER = 'Only the person who asked can close this.'

const OWN: Readonly<Record<CommentKind, string>> = {
  question: 'question',
  suggestion: 'suggestion',
  challenge: 'challenge',
  evidence: 'offer',
}

export const closeWords = (kind: CommentKind): string => `Close my ${OWN[kind]}`

export const shortOf = (partners: readonly Partner[], kind: PartnerKind): string =>
  partners.find((partner) => partner.kind === kind)?.short ?? kind

/** "from Parents", "by CCGs", "from you, Parents". */
export const fromWords = (comment: Comment, partners: readonly Partner[], me: string): string => {
  const short = shortOf(partners, comment.author.partner)
  const by = comment.kind === 'evidence' ? 'by' : 'from'
  return comment.author.id === me ? `${by} you, ${short}` : `${by} ${short}`
}

/** "Workstream lead, CCGs": who exactly, for those who ask. */
export const whoIs = (author: Author, partners: readonly Partner[]): string => {
  const short = shortOf(partners, author.partner)
  const role = ROLE_NAMES[author.role]
  return author.name === role ? `${author.name}, ${short}` : `${author.name}, ${role}, ${short}`
}

export const countWords = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

/** "5 comments, 2 suggestions": what stands, over the notes. */
export function headWords(all: readonly Comment[]): string {
  if (all.length === 0) return 'Comments'
  const standing = all.filter((one) => one.state !== 'closed' && one.suggestion?.outcome == null)
  const suggestions = standing.filter((one) => one.suggestion !== null).length
  const comments = countWords(standing.length - suggestions, 'comment', 'comments')
  if (suggestions === 0) return comments
  const words = countWords(suggestions, 'suggestion', 'suggestions')
  return suggestions === standing.length ? words : `${comments}, ${words}`
}

/** Quoted words on one line, shortened for a label. */
export function quoted(quote: string, longest = 80): string {
  const line = quote.replaceAll(ATOM, ' ').replace(/\s+/g, ' ').trim()
  return line.length <= longest ? `“${line}”` : `“${line.slice(0, longest - 1).trimEnd()}…”`
}

/** What a screen reader says of a note before it is opened. */
export function noteLabel(
  comment: Comment,
  partners: readonly Partner[],
  me: string,
  lost: boolean,
  waiting: boolean,
): string {
  const replies = comment.replies.filter((reply) => !reply.deleted).length
  return [
    `${KIND_WORDS[comment.kind]} ${fromWords(comment, partners, me)}`,
    comment.suggestion?.outcome?.became ?? STATE_WORDS[comment.state].toLowerCase(),
    replies > 0 ? countWords(replies, 'reply', 'replies') : '',
    comment.unread ? 'new since you were last here' : '',
    waiting ? 'waiting to be sent' : '',
    lost
      ? `its words are gone, they were ${quoted(comment.anchor.quote)}`
      : `on ${quoted(comment.anchor.quote)}`,
  ]
    .filter(Boolean)
    .join(', ')
}
