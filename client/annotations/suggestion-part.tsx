import type { Suggestion } from '../../shared/annotations/suggestions.ts'
import { useNow } from '../ui/use-now.ts'
import { useCommentsHere } from './comments-context.tsx'
import type { Shown } from './overlay.ts'
import { isOpenSuggestion, outcomeWords } from './proposal.ts'
import { Proposed } from './proposed.tsx'
import { useStandingWords } from './standing.ts'
import { quoted } from './words.ts'

/** What is suggested and what became of it, in a note and in the phone's sheet. */
export function SuggestionPart({
  comment,
  suggestion,
  on,
}: {
  comment: Shown
  suggestion: Suggestion
  on: boolean
}) {
  const { context } = useCommentsHere()
  const standing = useStandingWords(comment)
  const now = useNow()
  const { outcome } = suggestion
  const open = isOpenSuggestion(comment)
  const changed = open && !standing.stands
  return (
    <div className="suggestion-part">
      <Proposed
        proposal={suggestion}
        quote={comment.anchor.quote}
        partner={comment.author.partner}
        lines={!on}
      />
      {changed && on ? (
        <dl className="both-wordings">
          <dt>It was written for</dt>
          <dd>{quoted(comment.anchor.quote, 300)}</dd>
          <dt>Now it says</dt>
          <dd>{standing.now === null ? 'These words are gone.' : quoted(standing.now, 300)}</dd>
        </dl>
      ) : null}
      {on || comment.text === '' ? null : <p className="two">{comment.text}</p>}
      {changed && !on ? <p className="small quiet">The words have changed since.</p> : null}
      {outcome === null ? null : (
        <p className="small outcome">
          {outcomeWords(outcome, context.page.workspace.partners, now)}
          {outcome.became === 'accepted with changes' && outcome.words !== null ? (
            <>: {quoted(outcome.words, 300)}</>
          ) : null}
        </p>
      )}
    </div>
  )
}
