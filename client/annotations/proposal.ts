import type { Comment } from '../../shared/annotations/comments.ts'
import type { Outcome, Proposal } from '../../shared/annotations/suggestions.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import { when } from '../ui/when.ts'
import type { Draft } from './draft.ts'
import { quoted, whoIs } from './words.ts'

/** Words as they can stand in one paragraph. */
const inOneLine = (words: string): string => words.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim()

/** The proposal a draft would be posted with, or null while nothing is proposed yet. */
export function proposed({ proposal, anchor }: Pick<Draft, 'proposal' | 'anchor'>): Proposal | null {
  if (proposal === null) return null
  const { form, side } = proposal
  const words = inOneLine(proposal.words)
  switch (form) {
    case 'strike':
    case 'strike paragraph':
      return { form, words: '', side }
    case 'replace':
      if (words === '') return { form: 'strike', words: '', side }
      return words === anchor.quote ? null : { form, words, side }
    case 'insert':
    case 'new paragraph':
      return words === '' ? null : { form, words, side }
  }
}

/** Has its writer put anything into a draft that would be missed? */
export const hasWords = (draft: Draft): boolean =>
  draft.text.trim() !== '' || (draft.kind === 'suggestion' && proposed(draft) !== null)

/** A draft as it is posted: the proposal, and what is said beside it; null when there is nothing to post. */
export function postable(draft: Draft): { text: string; suggestion: Proposal | null } | null {
  const text = draft.text.trim()
  if (draft.kind !== 'suggestion') return text === '' ? null : { text, suggestion: null }
  const suggestion = proposed(draft)
  return suggestion === null ? null : { text, suggestion }
}

/** Still to be decided. */
export const isOpenSuggestion = ({
  suggestion,
  state,
  deleted,
}: Pick<Comment, 'suggestion' | 'state' | 'deleted'>): boolean =>
  suggestion !== null && suggestion.outcome === null && state !== 'closed' && !deleted

/** Has this person a row of decisions on it? It then holds all that can be done with the comment. */
export function decidesHere(
  comment: Pick<Comment, 'suggestion' | 'state' | 'deleted' | 'author'>,
  { canEdit, me }: { canEdit: boolean; me: { id: string } },
): boolean {
  const { suggestion, deleted, author } = comment
  if (suggestion === null || deleted) return false
  if (suggestion.outcome !== null) return canEdit && suggestion.outcome.became !== 'overtaken'
  return isOpenSuggestion(comment) && (canEdit || author.id === me.id)
}

/** A proposal in a sentence's part, for those who hear it: "“a” to become “b”". */
export function sayProposal({ form, words, side }: Proposal, quote: string): string {
  switch (form) {
    case 'replace':
      return `${quoted(quote)} to become ${quoted(words)}`
    case 'insert':
      return `${quoted(words)} to go in ${side} ${quoted(quote)}`
    case 'strike':
      return `${quoted(quote)} to be struck`
    case 'new paragraph':
      return `a new paragraph, ${quoted(words)}`
    case 'strike paragraph':
      return `the paragraph of ${quoted(quote)} to be struck`
  }
}

/** What became of a suggestion, in one sentence: who decided, from where, and when. */
export function outcomeWords(outcome: Outcome, partners: readonly Partner[], now: number): string {
  const by = `${whoIs(outcome.by, partners)}, ${when(outcome.at, now)}`
  switch (outcome.became) {
    case 'accepted':
      return `Accepted by ${by}`
    case 'accepted with changes':
      return `Accepted with changes by ${by}`
    case 'declined':
      return `Declined by ${by}: ${outcome.reason ?? 'no reason given'}`
    case 'overtaken':
      return `Overtaken by another wording of these words, accepted by ${by}`
  }
}
