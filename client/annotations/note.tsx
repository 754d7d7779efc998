import { memo, useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { useCommentsHere, useStore } from './comments-context.tsx'
import { Decide } from './decide.tsx'
import { CommentStateWord, KindIcon, OutcomeWord } from './kinds.tsx'
import type { Shown } from './overlay.ts'
import { sayProposal } from './proposal.ts'
import { SuggestionPart } from './suggestion-part.tsx'
import { Thread } from './thread.tsx'
import type { Register } from './use-laid.ts'
import { countWords, fromWords, KIND_WORDS, noteLabel, quoted, whoIs } from './words.ts'

/** How long a note is before someone's eyes until it counts as seen, ms. */
const SEEN_MS = 700

/** One comment in the margin: two lines on the desk, or chosen and whole, on paper. */
export const Note = memo(OneNote)

function OneNote({
  comment,
  on,
  folded,
  whole,
  register,
}: {
  comment: Shown
  on: boolean
  /** Among those above the chosen one that have no room. */
  folded: boolean
  /** With all that is in it; a note far from the window holds only its words, to be found, heard and gone to. */
  whole: boolean
  register: Register
}) {
  const { context, desk, actions, lost: gone, shown } = useCommentsHere()
  const article = useRef<HTMLElement | null>(null)
  const wanted = useStore(desk.focus) === comment.id
  const lost = gone.has(comment.id)

  useEffect(() => {
    // One that is folded away cannot take the focus until it is laid out anew.
    if (!wanted || folded) return
    article.current?.focus({ preventScroll: true })
    desk.focus.set(null)
  }, [wanted, folded, desk])
  useSeen(comment, on)
  useLayoutEffect(() => {
    if (!whole) return
    register(comment.id, article.current)
    return () => register(comment.id, null)
  }, [whole, comment.id, register])

  const step = (by: number): void => {
    const next = shown[shown.findIndex(({ id }) => id === comment.id) + by]
    if (next !== undefined) void actions.open(next.id, true)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape') {
      event.preventDefault()
      void actions.backToText(comment.id)
      return
    }
    if (event.target !== event.currentTarget) return
    switch (event.key) {
      case 'Enter':
      case ' ':
        event.preventDefault()
        if (on) article.current?.querySelector<HTMLElement>('.acts button')?.focus()
        else void actions.open(comment.id, true)
        break
      case 'ArrowDown':
        event.preventDefault()
        step(1)
        break
      case 'ArrowUp':
        event.preventDefault()
        step(-1)
        break
      default:
    }
  }
  return (
    <article
      ref={article}
      id={`note-${comment.id}`}
      className={`note p-${comment.author.partner}${on ? ' on' : ''}`}
      aria-label={[
        noteLabel(
          comment,
          context.page.workspace.partners,
          context.me.id,
          lost && comment.suggestion === null,
          comment.pending === 'waiting',
        ),
        ...(comment.suggestion === null ? [] : [sayProposal(comment.suggestion, comment.anchor.quote)]),
      ].join(', ')}
      aria-current={on ? 'true' : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={() => {
        if (!on) void actions.open(comment.id, false)
      }}
    >
      {whole ? (
        <Whole comment={comment} on={on} lost={lost && comment.suggestion === null} />
      ) : (
        <p className="two">{comment.suggestion?.words || comment.text}</p>
      )}
    </article>
  )
}

const Whole = ({ comment, on, lost }: { comment: Shown; on: boolean; lost: boolean }) => (
  <>
    <NoteHead comment={comment} on={on} />
    {lost ? <LostWords comment={comment} /> : null}
    {comment.suggestion === null || comment.deleted ? null : (
      <SuggestionPart comment={comment} suggestion={comment.suggestion} on={on} />
    )}
    {on ? (
      <Thread comment={comment} />
    ) : (
      <>
        {comment.deleted || comment.suggestion === null ? (
          <p className="two">{comment.deleted ? 'This comment was taken back.' : comment.text}</p>
        ) : null}
        {comment.pending === 'waiting' ? <p className="small quiet">Waiting to be sent</p> : null}
      </>
    )}
    {comment.suggestion === null || comment.deleted ? null : (
      <Decide comment={comment} suggestion={comment.suggestion} on={on} />
    )}
  </>
)

/** Kind, partner, and what stands at the right: state, replies, the dot of what is new. */
export function NoteHead({ comment, on }: { comment: Shown; on: boolean }) {
  const { context } = useCommentsHere()
  const { partners } = context.page.workspace
  const replies = comment.replies.filter((reply) => !reply.deleted).length
  return (
    <header title={whoIs(comment.author, partners)}>
      <KindIcon kind={comment.kind} />
      <span>
        <b>{KIND_WORDS[comment.kind]}</b> {fromWords(comment, partners, context.me.id)}
      </span>
      <span className="push small">
        {comment.suggestion?.outcome != null ? (
          <OutcomeWord became={comment.suggestion.outcome.became} />
        ) : (on && comment.suggestion === null) || comment.state !== 'open' ? (
          <CommentStateWord state={comment.state} />
        ) : replies > 0 ? (
          countWords(replies, 'reply', 'replies')
        ) : null}
        {comment.unread ? (
          <span className="dot" role="img" aria-label="New since you were last here" />
        ) : null}
      </span>
    </header>
  )
}

export const LostWords = ({ comment }: { comment: Shown }) => (
  <p className="lost">
    The words this was about are gone. They were: <i>{quoted(comment.anchor.quote, 300)}</i>
  </p>
)

/** Counts an open comment as seen once it has been before someone's eyes for a moment. */
export function useSeen(comment: Shown | undefined, open: boolean): void {
  const { actions } = useCommentsHere()
  const unread = open && comment?.unread === true
  useEffect(() => {
    if (!unread || comment === undefined) return
    const timer = setTimeout(() => {
      if (!document.hidden) void actions.seen([comment])
    }, SEEN_MS)
    return () => clearTimeout(timer)
  }, [unread, comment, actions])
}
