import type { Proposal } from '../../shared/annotations/suggestions.ts'
import { Button } from '../ui/button.tsx'
import { useCommentsHere } from './comments-context.tsx'
import type { Draft } from './draft.ts'
import { proposed } from './proposal.ts'
import { ProposalBox } from './proposal-box.tsx'
import { Proposed } from './proposed.tsx'
import { WordsBox } from './words-box.tsx'

const LABELS: Readonly<Record<Proposal['form'], string>> = {
  replace: 'The words as you would have them',
  strike: 'The words as you would have them',
  insert: 'Words to put in here',
  'new paragraph': 'The new paragraph, after this one',
  'strike paragraph': '',
}

/** Suggested wording being written: the words, what would change, why, and the other things one can suggest. */
export function ProposalForm({
  draft,
  proposal,
  change,
  send,
  leave,
}: {
  draft: Draft
  proposal: Proposal
  change: (part: Partial<Draft>) => void
  send: () => void
  leave: () => void
}) {
  const { context, actions } = useCommentsHere()
  const { form, words } = proposal
  const { quote } = draft.anchor
  const ready = proposed(draft)
  const onWords = (next: string): void => {
    const now = form === 'strike' && next !== '' ? 'replace' : form
    change({ proposal: { ...proposal, form: now, words: next } })
  }
  const onSelf = form === 'replace' || form === 'strike'
  return (
    <>
      {form === 'strike paragraph' ? null : (
        <ProposalBox
          label={LABELS[form]}
          value={words}
          onChange={onWords}
          onSend={send}
          onLeave={leave}
          {...(form === 'strike' ? { onStrike: actions.strikeMore } : {})}
        />
      )}
      <div className="preview" aria-hidden={ready === null}>
        {ready === null ? (
          <p className="small quiet">
            {onSelf ? 'Type over the words. What changes is shown here and in the text.' : 'Nothing yet.'}
          </p>
        ) : (
          <>
            <p className="small quiet">
              {ready.form.startsWith('strike') ? 'Would be struck' : 'Would read'}
            </p>
            <Proposed proposal={ready} quote={quote} partner={context.me.partner} />
          </>
        )}
      </div>
      <WordsBox
        label="Why (may be left out)"
        value={draft.text}
        onChange={(text) => change({ text })}
        onSend={send}
        onLeave={leave}
      />
      <div className="acts">
        <Button look="main" small type="submit" isDisabled={ready === null}>
          {ready?.form === 'strike paragraph'
            ? 'Suggest striking this paragraph'
            : ready?.form === 'strike'
              ? 'Suggest striking these words'
              : 'Suggest wording'}
        </Button>
        {onSelf && ready?.form !== 'strike' ? (
          <Button
            small
            onPress={() => {
              change({ proposal: { ...proposal, form: 'strike', words: '' } })
              send()
            }}
          >
            Suggest striking these words
          </Button>
        ) : null}
        <Button
          look="plain"
          small
          onPress={() => {
            leave()
            actions.throwDraftAway()
          }}
        >
          Throw away
        </Button>
      </div>
      <div className="other-forms">
        {form === 'new paragraph' ? null : (
          <Button look="text" small onPress={() => actions.ofParagraph('new paragraph')}>
            A new paragraph after this one
          </Button>
        )}
        {form === 'strike paragraph' ? null : (
          <Button look="text" small onPress={() => actions.ofParagraph('strike paragraph')}>
            Strike this paragraph
          </Button>
        )}
        {form === 'new paragraph' || form === 'strike paragraph' ? (
          <Button look="text" small onPress={() => actions.propose(true)}>
            Other words for these
          </Button>
        ) : null}
      </div>
    </>
  )
}
