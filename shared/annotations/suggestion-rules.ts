import { no, ok, type Result } from '../lib/result.ts'
import type { Proposal } from './suggestions.ts'

const LINE_BREAK = /[\r\n\u2028\u2029]/

/** What is wrong with a proposal in itself, in plain words; null when nothing is. */
export function faultOf({ form, words }: Proposal): string | null {
  const strikes = form === 'strike' || form === 'strike paragraph'
  if (strikes) return words === '' ? null : 'To strike words, send none in their place.'
  if (words === '') return 'Write the words you suggest.'
  return LINE_BREAK.test(words) ? 'Suggest one paragraph at a time, without line breaks.' : null
}

/** What goes into the document: the proposal, or the decider's words in its place (null: none given). */
export function decided(
  proposal: Proposal,
  given: string | null,
): Result<{ proposal: Proposal; changed: boolean }, 'bad request'> {
  const words = given?.trim() ?? null
  if (words === null || words === proposal.words) return ok({ proposal, changed: false })
  if (words === '')
    return no('bad request', 'Write the words that are to stand there, or decline the suggestion.')
  const strikes = proposal.form === 'strike' || proposal.form === 'strike paragraph'
  const other: Proposal = { ...proposal, form: strikes ? 'replace' : proposal.form, words }
  const fault = faultOf(other)
  return fault === null ? ok({ proposal: other, changed: true }) : no('bad request', fault)
}
