import { useId, useState } from 'react'
import { COMMENT_KINDS } from '../../shared/annotations/comments.ts'
import { Button } from '../ui/button.tsx'
import { useCommentsHere, useStore } from './comments-context.tsx'
import { DRAFT, type Draft } from './draft.ts'
import { KindIcon } from './kinds.tsx'
import { hasWords, postable } from './proposal.ts'
import { ProposalForm } from './proposal-form.tsx'
import { KIND_HINTS, KIND_WORDS, quoted } from './words.ts'
import { WordsBox } from './words-box.tsx'

/** Forms whose words go beside the quoted ones. */
const BESIDE: ReadonlySet<string> = new Set(['insert', 'new paragraph'])

/** Writing a comment: what kind, and the words. */
export function Composer() {
  const { context, desk, actions } = useCommentsHere()
  const draft = useStore(desk.draft)
  const group = useId()
  const [switchedOn, setSwitchedOn] = useState<Draft['anchor'] | null>(null)
  if (draft === null) return null
  // On what stands now: two changes of one press follow each other before the page is drawn again.
  const change = (part: Partial<Draft>): void => desk.draft.set({ ...(desk.draft.get() ?? draft), ...part })
  const leave = (): void => {
    void actions.backToText(DRAFT)
    if (!hasWords(draft)) actions.throwDraftAway()
    else change({ aside: true })
  }
  const send = (): void => void actions.post()
  const form = draft.kind === 'suggestion' ? (draft.proposal?.form ?? 'replace') : 'replace'
  if (draft.aside) return <Aside draft={draft} takeUp={() => change({ aside: false })} />
  return (
    <form
      className="composer"
      aria-label={`${draft.kind === 'suggestion' ? 'Suggested wording' : 'New comment'} on ${quoted(draft.anchor.quote)}`}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <p className="on-words">
        {BESIDE.has(form) ? 'Beside' : 'On'} {quoted(draft.anchor.quote)}
      </p>
      {BESIDE.has(form) || (context.narrow && draft.kind === 'suggestion') ? null : (
        <fieldset className="kinds">
          <legend className="vh">What kind of comment</legend>
          {COMMENT_KINDS.map((kind) => (
            <label key={kind} className="kind">
              <input
                type="radio"
                name={group}
                checked={draft.kind === kind}
                onChange={() => {
                  // By key one goes through the kinds: the focus stays on them.
                  setSwitchedOn(draft.anchor)
                  if (kind !== 'suggestion' || draft.proposal !== null) change({ kind })
                  else actions.propose(false)
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Escape') leave()
                }}
              />
              <span>
                <KindIcon kind={kind} />
                {KIND_WORDS[kind]}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {draft.kind === 'suggestion' && draft.proposal !== null ? (
        <ProposalForm draft={draft} proposal={draft.proposal} change={change} send={send} leave={leave} />
      ) : (
        <>
          <WordsBox
            label="Your words"
            hint={KIND_HINTS[draft.kind]}
            value={draft.text}
            autoFocus={switchedOn !== draft.anchor}
            onChange={(text) => change({ text })}
            onSend={send}
            onLeave={leave}
          />
          <div className="acts">
            <Button look="main" small type="submit" isDisabled={postable(draft) === null}>
              Post comment
            </Button>
            <Button
              look="plain"
              small
              onPress={() => {
                void actions.backToText(DRAFT)
                actions.throwDraftAway()
              }}
            >
              Throw away
            </Button>
          </div>
        </>
      )}
    </form>
  )
}

const Aside = ({ draft, takeUp }: { draft: Draft; takeUp: () => void }) => {
  const { actions } = useCommentsHere()
  return (
    <div className="composer">
      <p className="two">
        <b>Not posted yet:</b> {draft.proposal?.words ?? ''} {draft.text}
      </p>
      <div className="acts">
        <Button small onPress={takeUp}>
          Go on writing
        </Button>
        <Button look="plain" small onPress={() => actions.throwDraftAway()}>
          Throw away
        </Button>
      </div>
    </div>
  )
}
