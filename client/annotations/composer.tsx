import { useId } from 'react'
import { COMMENT_KINDS } from '../../shared/annotations/comments.ts'
import { Button } from '../ui/button.tsx'
import { useCommentsHere, useStore } from './comments-context.tsx'
import { DRAFT, type Draft } from './desk.ts'
import { KindIcon } from './kinds.tsx'
import { KIND_HINTS, KIND_WORDS, quoted } from './words.ts'
import { WordsBox } from './words-box.tsx'

/** Writing a comment: what kind, and the words. */
export function Composer() {
  const { desk, actions } = useCommentsHere()
  const draft = useStore(desk.draft)
  const group = useId()
  if (draft === null) return null
  const change = (part: Partial<Draft>): void => desk.draft.set({ ...draft, ...part })
  const leave = (): void => {
    void actions.backToText(DRAFT)
    if (draft.text.trim() === '') actions.throwDraftAway()
    else change({ aside: true })
  }
  const send = (): void => void actions.post()
  if (draft.aside) return <Aside draft={draft} takeUp={() => change({ aside: false })} />
  return (
    <form
      className="composer"
      aria-label={`New comment on ${quoted(draft.anchor.quote)}`}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <p className="on-words">On {quoted(draft.anchor.quote)}</p>
      <fieldset className="kinds">
        <legend className="vh">What kind of comment</legend>
        {COMMENT_KINDS.map((kind) => (
          <label key={kind} className="kind">
            <input
              type="radio"
              name={group}
              checked={draft.kind === kind}
              onChange={() => change({ kind })}
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
      <WordsBox
        label="Your words"
        hint={KIND_HINTS[draft.kind]}
        value={draft.text}
        autoFocus
        onChange={(text) => change({ text })}
        onSend={send}
        onLeave={leave}
      />
      <div className="acts">
        <Button look="main" small type="submit" isDisabled={draft.text.trim() === ''}>
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
    </form>
  )
}

const Aside = ({ draft, takeUp }: { draft: Draft; takeUp: () => void }) => {
  const { actions } = useCommentsHere()
  return (
    <div className="composer">
      <p className="two">
        <b>Not posted yet:</b> {draft.text}
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
