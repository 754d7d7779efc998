import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useCommentsHere, useStore } from './comments-context.tsx'
import { Composer } from './composer.tsx'
import { Decide } from './decide.tsx'
import { FilterMenu } from './filter-menu.tsx'
import { NamingArea } from './naming-area.tsx'
import { LostWords, NoteHead, useSeen } from './note.tsx'
import { Refused } from './refused.tsx'
import { Unsent } from './unsent-strip.tsx'
import { SuggestionPart } from './suggestion-part.tsx'
import { SuggestingNow } from './suggesting.tsx'
import { Thread } from './thread.tsx'

/** The comments on a phone: one at a time under the text, which shows its words above. */
export function Sheet({ close }: { close: () => void }) {
  const { context, desk, actions, all, shown, lost } = useCommentsHere()
  const chosen = useStore(desk.places.chosen)?.id
  const draft = useStore(desk.draft)
  const hint = useStore(desk.hint)
  const writing = draft !== null && !draft.aside
  const index = Math.max(
    0,
    shown.findIndex(({ id }) => id === chosen),
  )
  const comment = shown[index]
  useSeen(comment, !writing)
  // The sheet opens on the comment that is chosen, else on the first one.
  useEffect(() => {
    if (!writing && comment !== undefined && comment.id !== chosen) void actions.open(comment.id, false)
  }, [writing, comment, chosen, actions])

  const step = (by: number): void => {
    const next = shown[index + by]
    if (next !== undefined) void actions.open(next.id, false)
  }
  const title = writing
    ? 'New comment'
    : comment === undefined
      ? 'Comments'
      : `Comment ${index + 1} of ${shown.length}`
  return (
    <div className="comment-sheet">
      <div className="grip">
        <b>{title}</b>
        {writing || comment === undefined ? null : (
          <>
            <Button
              look="plain"
              aria-label="Previous comment"
              isDisabled={index === 0}
              onPress={() => step(-1)}
            >
              <Icon of={ArrowUp} />
            </Button>
            <Button
              look="plain"
              aria-label="Next comment"
              isDisabled={index >= shown.length - 1}
              onPress={() => step(1)}
            >
              <Icon of={ArrowDown} />
            </Button>
          </>
        )}
        <Button look="plain" aria-label="Close comments" onPress={close}>
          <Icon of={X} />
        </Button>
      </div>
      <div className="sheet-words" tabIndex={0} role="region" aria-label={writing ? 'New comment' : 'Thread'}>
        <SuggestingNow />
        <Refused />
        <Unsent />
        {hint === null ? null : <p className="hint">{hint}</p>}
        {draft === null ? null : <Composer />}
        {writing ? null : comment === undefined ? (
          <p className="quiet">
            {all.length === 0
              ? 'No comments. Select words to ask, suggest or challenge.'
              : 'None of the comments is shown by this choice.'}
          </p>
        ) : (
          <article className={`note p-${comment.author.partner} in-sheet`}>
            <Thread
              key={comment.id}
              comment={comment}
              reply={false}
              head={
                <>
                  <NoteHead comment={comment} on />
                  {lost.has(comment.id) && comment.suggestion === null ? (
                    <LostWords comment={comment} />
                  ) : null}
                  {comment.suggestion === null || comment.deleted ? null : (
                    <SuggestionPart key={comment.id} comment={comment} suggestion={comment.suggestion} on />
                  )}
                </>
              }
            />
            {comment.suggestion === null || comment.deleted ? null : (
              <Decide key={`decide ${comment.id}`} comment={comment} suggestion={comment.suggestion} on />
            )}
          </article>
        )}
        {all.length === 0 || writing ? null : (
          <p className="sheet-filter">
            <FilterMenu />
          </p>
        )}
      </div>
      {writing || comment === undefined || !context.canComment ? null : (
        <ReplyLine key={comment.id} comment={comment} />
      )}
    </div>
  )
}

function ReplyLine({ comment }: { comment: Parameters<typeof Thread>[0]['comment'] }) {
  const { desk, actions } = useCommentsHere()
  const [text, setText] = useState(desk.replies.get(comment.id) ?? '')
  const change = (next: string): void => {
    setText(next)
    if (next === '') desk.replies.delete(comment.id)
    else desk.replies.set(comment.id, next)
  }
  const send = (): void => {
    if (text.trim() === '') return
    change('')
    void actions.reply(comment, text)
  }
  return (
    <form
      className="reply-line"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <NamingArea rows={1} aria-label="Your reply" placeholder="Reply" value={text} onChange={change} />
      <Button look="main" type="submit" isDisabled={text.trim() === ''}>
        Send
      </Button>
    </form>
  )
}
