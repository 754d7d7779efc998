import { useEffect, useRef, type ReactNode } from 'react'
import type { Comment } from '../../shared/annotations/comments.ts'
import type { Outcome } from '../../shared/annotations/suggestions.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { announce } from '../ui/announcer.tsx'
import { CommentsProvider, type UnderComment, useCommentsHere } from './comments-context.tsx'
import { Endnotes } from './endnotes.tsx'
import { commentIn } from './link.ts'
import { outcomeWords } from './proposal.ts'
import { SectionsHeld } from './suggesting.tsx'
import { fromWords, KIND_WORDS, quoted } from './words.ts'
import './annotations.css'

/** Around the narrative page: its comments, their keys, and what is said of new ones. */
export const Frame = ({
  context,
  Under,
  children,
}: {
  context: NarrativeContext
  Under?: UnderComment | undefined
  children: ReactNode
}) => (
  <CommentsProvider context={context} Under={Under}>
    <Keys />
    <FromLink />
    <News />
    <SectionsHeld />
    {children}
    <Endnotes />
  </CommentsProvider>
)

/** F8 and Shift+F8 go through the comments from anywhere on the page; Ctrl+Alt+M begins one. */
function Keys() {
  const { context, desk, actions, shown } = useCommentsHere()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return
      if (event.code === 'KeyS' && event.altKey && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        actions.suggest()
      } else if (event.code === 'KeyM' && event.altKey && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        actions.begin()
      } else if (event.key === 'F8') {
        event.preventDefault()
        const at = shown.findIndex(({ id }) => id === desk.places.chosen.get()?.id)
        const next = at === -1 ? nextFromCaret(event.shiftKey) : at + (event.shiftKey ? -1 : 1)
        const comment = shown[(next + shown.length) % Math.max(1, shown.length)]
        if (comment === undefined) return announce('No comments.', 'comments')
        if (context.narrow) context.openSheet('comments')
        void actions.open(comment.id, !context.narrow)
      }
    }
    // From the caret on: the first comment whose words begin behind it, or the last one before it.
    const nextFromCaret = (back: boolean): number => {
      const caret = context.selection.get()
      const order = context.sections.get().map(({ id }) => id)
      if (caret === null) return back ? -1 : 0
      const behind = shown.findIndex(({ id }) => {
        const place = desk.places.found.get().get(id)
        if (!place) return false
        const apart = order.indexOf(place.section) - order.indexOf(caret.section)
        return apart > 0 || (apart === 0 && place.from >= caret.from)
      })
      if (behind === -1) return back ? shown.length - 1 : 0
      return back ? behind - 1 : behind
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [context, desk, actions, shown])
  return null
}

/** A link to a comment opens it, once it is here. */
function FromLink() {
  const { context, desk, actions, all, placed } = useCommentsHere()
  const wanted = useRef<string | null>(commentIn(location.hash))
  useEffect(() => {
    const onHash = (): void => {
      wanted.current = commentIn(location.hash)
      openWanted()
    }
    const openWanted = (): void => {
      const id = wanted.current
      const comment = all.find((one) => one.id === id)
      // Its place comes a frame later than the comment.
      if (id === null || comment === undefined || !placed.has(id)) return
      wanted.current = null
      if (comment.state === 'closed') desk.filter.set({ ...desk.filter.get(), state: 'all' })
      if (context.narrow) context.openSheet('comments')
      void actions.open(id, !context.narrow)
    }
    openWanted()
    window.addEventListener('hashchange', onHash)
    return () => window.removeEventListener('hashchange', onHash)
  }, [context, desk, actions, all, placed])
  return null
}

/** New comments and replies of others, said once and politely. */
function News() {
  const { context, all, loading } = useCommentsHere()
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    if (loading) return
    const { me, page } = context
    const { partners } = page.workspace
    const now = new Set(
      all.flatMap((comment) => [
        comment.id,
        ...comment.replies.map(({ id }) => id),
        ...(comment.suggestion?.outcome == null ? [] : [decisionOf(comment, comment.suggestion.outcome)]),
      ]),
    )
    const before = known.current
    known.current = now
    if (before === null) return
    const news: string[] = []
    for (const comment of all) {
      const on = `on ${quoted(comment.anchor.quote, 40)}`
      if (!before.has(comment.id)) {
        if (comment.author.id !== me.id)
          news.push(
            `New ${KIND_WORDS[comment.kind].toLowerCase()} ${fromWords(comment, partners, me.id)} ${on}.`,
          )
      } else if (isNewsToAuthor(comment, before, me.id))
        news.push(`Your suggestion ${on}: ${outcomeSaid(comment, partners)}.`)
      else if (comment.replies.some((reply) => !before.has(reply.id) && reply.author.id !== me.id))
        news.push(
          `New reply to the ${KIND_WORDS[comment.kind].toLowerCase()} ${fromWords(comment, partners, me.id)} ${on}.`,
        )
    }
    if (news.length === 1) announce(news[0] ?? '', 'comments')
    else if (news.length > 1) announce(`${news.length} new comments and replies.`, 'comments')
  }, [all, loading, context])
  return null
}

const decisionOf = ({ id }: Comment, { became, at }: Outcome): string => `${id} ${became} ${at}`

/** Somebody else has decided a suggestion of mine since I last heard. */
function isNewsToAuthor(comment: Comment, before: ReadonlySet<string>, me: string): boolean {
  const outcome = comment.suggestion?.outcome ?? null
  return (
    outcome !== null &&
    comment.author.id === me &&
    outcome.by.id !== me &&
    !before.has(decisionOf(comment, outcome))
  )
}

const outcomeSaid = ({ suggestion }: Comment, partners: readonly Partner[]): string =>
  suggestion?.outcome == null ? '' : outcomeWords(suggestion.outcome, partners, Date.now())
