import type { QueryClient } from '@tanstack/react-query'
import { nanoid } from 'nanoid'
import { makeAnchor, QUOTE_MAX } from '../../shared/annotations/anchors.ts'
import { type Anchor, Comment, type CommentState } from '../../shared/annotations/comments.ts'
import { type Mention, mentionsIn } from '../../shared/annotations/mentions.ts'
import { routes } from '../../shared/api/routes.ts'
import { ApiProblem, call, sayProblem, type Args } from '../sync/api.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { outbox } from '../sync/outbox.ts'
import { keys } from '../sync/records.ts'
import { announce } from '../ui/announcer.tsx'
import type { CommentDesk } from './desk.ts'
import { DRAFT } from './draft.ts'
import { passes } from './filter.ts'
import { toOffsets, toPositions } from './flat-doc.ts'
import { postable } from './proposal.ts'
import { createSuggestionActions } from './suggestion-actions.ts'
import { textOf, type CommentRoute, type Shown, type ShownReply, type Write } from './overlay.ts'

export type Actions = ReturnType<typeof createActions>

/** What a person can do with the comments of a narrative. Words that are refused stay here with the reason. */
export function createActions(context: NarrativeContext, desk: CommentDesk, queries: QueryClient) {
  const { workspace, document } = context
  const here = { workspace, document }

  /** Shows the write at once, sends it or keeps it for later, and gives it back when it is refused. */
  async function write<R extends CommentRoute>(route: R, args: Args<(typeof routes)[R]>): Promise<void> {
    const flight: Write = {
      id: nanoid(),
      route,
      params: { ...args.params },
      body: args.body,
      at: Date.now(),
      refused: null,
      sending: true,
    }
    const comment = flight.params.comment
    desk.writes.set([...desk.writes.get(), flight])
    if (comment !== undefined) setProblem(desk, comment, null)
    let refused: Write | null = null
    try {
      const sent = await outbox.send(route, args)
      if (sent.sent) {
        const reply = Comment.safeParse(sent.reply)
        if (reply.success) put(queries, here, reply.data)
        else await queries.invalidateQueries({ queryKey: keys.comments(workspace, document) })
      } else announce('Kept on this device. It will be sent when the server can be reached.', 'comments')
    } catch (error) {
      const kind = error instanceof ApiProblem ? error.kind : 'broken'
      if (textOf(args.body) !== null)
        refused = { ...flight, sending: false, refused: { kind, say: sayProblem(error) } }
      else if (comment !== undefined) setProblem(desk, comment, sayProblem(error))
      announce(`Not accepted: ${sayProblem(error)}`, 'comments')
      if (kind === 'stale') void queries.invalidateQueries({ queryKey: keys.comments(workspace, document) })
    }
    const others = desk.writes.get().filter((one) => one.id !== flight.id)
    desk.writes.set(refused === null ? others : [...others, refused])
  }

  /** Who is named in these words. */
  const named = (text: string): Mention[] => mentionsIn(text, desk.names.get())
  const to = (comment: Shown) => ({ ...here, comment: comment.id })

  /** Back to the words of a comment, with the caret before them. */
  async function backToText(id: string): Promise<void> {
    const place = desk.places.found.get().get(id)
    if (!place) return context.editors.active()?.view.focus()
    const editor = await context.ensureMounted(place.section)
    const at = toPositions(editor.state.doc, place)
    if (at !== null) await context.select({ section: place.section, from: at.from, to: at.from })
  }

  const suggestions = createSuggestionActions(context, desk, {
    post: () => actions.post(),
    show: (id) => showWords(context, desk, id),
    refresh: () => void queries.invalidateQueries({ queryKey: keys.comments(workspace, document) }),
  })

  const actions = {
    ...suggestions,
    accept: (comment: Shown, words: string | null): Promise<void> =>
      write('acceptSuggestion', { params: to(comment), body: { version: comment.version, words } }),
    decline: (comment: Shown, reason: string): Promise<void> =>
      write('declineSuggestion', {
        params: to(comment),
        body: { version: comment.version, reason: reason.trim() },
      }),
    /** Takes a decision back: an accepted wording leaves the text again while it still stands. */
    reopen: (comment: Shown): Promise<void> =>
      write('reopenSuggestion', { params: to(comment), body: { version: comment.version } }),
    reword: (comment: Shown, words: string): Promise<void> =>
      write('changeSuggestion', {
        params: to(comment),
        body: { version: comment.version, words: words.trim() },
      }),
    /** Starts a comment on the selected words; says why when it cannot. */
    begin(): void {
      if (suggestions.inTheWay()) return
      const made = anchorHere(context, desk)
      if (typeof made === 'string') {
        desk.hint.set(made)
        return announce(made, 'comments')
      }
      const before = desk.draft.get()
      desk.hint.set(null)
      desk.draft.set({
        anchor: made,
        kind: before?.kind === 'suggestion' ? 'question' : (before?.kind ?? 'question'),
        text: before?.text ?? desk.unsent.get() ?? '',
        proposal: null,
        aside: false,
      })
      if (before === null) desk.unsent.set(null)
      desk.places.choose(DRAFT, 'note')
      if (context.narrow) context.openSheet('comments')
    },
    /** Posts the comment being written. */
    async post(): Promise<void> {
      const draft = desk.draft.get()
      const ready = draft === null ? null : postable(draft)
      if (draft === null || ready === null) return
      const id = nanoid()
      const anchor = desk.places.anchor(DRAFT) ?? draft.anchor
      desk.draft.set(null)
      const sent = write('comment', {
        params: here,
        body: {
          id,
          kind: draft.kind,
          ...ready,
          mentions: named(draft.text),
          anchor,
          writtenAt: Date.now(),
        },
      })
      if (desk.suggesting.get() && ready.suggestion !== null) {
        // Whoever suggests as they write goes on writing.
        desk.places.choose(null, 'note')
        void backToText(id)
      } else {
        desk.places.choose(id, 'note')
        desk.focus.set(id)
      }
      if (context.narrow) context.openSheet('comments')
      announce(ready.suggestion === null ? 'Comment posted.' : 'Suggested.', 'comments')
      await sent
    },
    throwDraftAway(): void {
      desk.draft.set(null)
      if (desk.places.chosen.get()?.id === DRAFT) desk.places.choose(null, 'note')
    },
    async reply(comment: Shown, text: string): Promise<void> {
      desk.replies.delete(comment.id)
      await write('reply', {
        params: to(comment),
        body: { id: nanoid(), text: text.trim(), mentions: named(text), writtenAt: Date.now() },
      })
    },
    edit: (comment: Shown, reply: ShownReply | null, text: string): Promise<void> =>
      reply === null
        ? write('editComment', { params: to(comment), body: { text: text.trim(), mentions: named(text) } })
        : write('editReply', {
            params: { ...to(comment), reply: reply.id },
            body: { text: text.trim(), mentions: named(text) },
          }),
    takeBack: (comment: Shown, reply: ShownReply | null): Promise<void> =>
      reply === null
        ? write('deleteComment', { params: to(comment) })
        : write('deleteReply', { params: { ...to(comment), reply: reply.id } }),
    setState: (comment: Shown, state: CommentState): Promise<void> =>
      write('setCommentState', { params: to(comment), body: { state, version: comment.version } }),
    /** Another try for words that were refused. */
    async offerAgain(one: Write): Promise<void> {
      // By what the desk holds, not by what this object remembers: it is made anew whenever the page changes.
      if (desk.writes.get().every(({ id }) => id !== one.id)) return outbox.offerAgain(one.id)
      desk.writes.set(desk.writes.get().filter(({ id }) => id !== one.id))
      await write(one.route, { params: one.params, body: one.body } as Args<(typeof routes)[CommentRoute]>)
    },
    async throwAway(one: Write): Promise<void> {
      desk.writes.set(desk.writes.get().filter((other) => other !== one))
      await outbox.throwAway(one.id)
    },
    /** The focus goes to a note. */
    focus: (id: string): void => desk.focus.set(id),
    /** A note is about to leave the margin: by key, its neighbour has the focus then, else the text. */
    leaving(comment: Shown, state: CommentState | null, byKey: boolean): void {
      const places = desk.places.found.get()
      const stays = state !== null && passes({ ...comment, state }, places.get(comment.id), desk.filter.get())
      if (stays || context.narrow) return
      const list = desk.shown.get()
      const at = list.indexOf(comment.id)
      const neighbour = list[at + 1] ?? list[at - 1]
      if (!byKey) desk.places.choose(null, 'note')
      else if (neighbour === undefined) context.editors.active()?.view.focus()
      else {
        desk.places.choose(neighbour, 'note')
        desk.focus.set(neighbour)
      }
    },
    /** Marks as seen what stands on this page, not what may have come since; a failure only leaves the dot. */
    async seen(comments: readonly Shown[]): Promise<void> {
      const seen = comments.filter(({ unread }) => unread).map(({ id, version }) => ({ id, version }))
      if (seen.length === 0) return
      const shown = new Map(seen.map(({ id, version }) => [id, version]))
      queries.setQueryData<Comment[]>(keys.comments(workspace, document), (list) =>
        list?.map((one) => (one.version <= (shown.get(one.id) ?? -1) ? { ...one, unread: false } : one)),
      )
      await call(routes.seenComments, { params: here, body: { seen: seen.slice(0, 500) } }).catch(() => {})
      void queries.invalidateQueries({ queryKey: keys.inbox(workspace) })
    },
    /** Opens a comment: shows its words and its note; `focus` puts the focus in the note. */
    async open(id: string, focus: boolean): Promise<void> {
      desk.places.choose(id, 'note')
      if (focus) desk.focus.set(id)
      await showWords(context, desk, id)
    },
    backToText,
  }
  return actions
}

const NO_WORDS = 'Select the words your comment is about first.'

/** Why nobody can begin a comment just now, in plain words. */
export function whyNot(context: NarrativeContext): string | undefined {
  if (!context.canComment) return 'Guest readers read; they do not comment.'
  const selection = context.selection.get()
  return selection === null || selection.from === selection.to ? NO_WORDS : undefined
}

/** An anchor on the selected words, or why there is none. */
function anchorHere(context: NarrativeContext, desk: CommentDesk): Anchor | string {
  const why = whyNot(context)
  const selection = context.selection.get()
  if (why !== undefined || selection === null) return why ?? NO_WORDS
  const editor = context.editors.get(selection.section)
  if (editor === undefined) return NO_WORDS
  const range = toOffsets(editor.state.doc, selection)
  if (range.to - range.from > QUOTE_MAX) return `Select fewer words: up to ${QUOTE_MAX} characters.`
  return makeAnchor(selection.section, desk.places.flat(selection.section), range) ?? NO_WORDS
}

/** Brings the words of a comment into view when they are not; a lost one shows its section. */
async function showWords(context: NarrativeContext, desk: CommentDesk, id: string): Promise<void> {
  const place = desk.places.found.get().get(id)
  if (!place) {
    const section = desk.places.anchor(id)?.section
    if (section !== undefined && context.sections.get().some((one) => one.id === section))
      context.scrollToSection(section)
    return
  }
  const editor = await context.ensureMounted(place.section)
  const at = toPositions(editor.state.doc, place)
  if (at === null) return
  const { top, bottom } = editor.view.coordsAtPos(at.from)
  const seen = inSight(context)
  if (top > seen.top && bottom < seen.bottom) return
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  // The words themselves: the middle of a long paragraph is not where they are.
  const mark = editor.view.dom.querySelector(`mark[data-comment="${CSS.escape(id)}"]`)
  const node = editor.view.domAtPos(at.from).node
  const element = mark ?? (node instanceof Element ? node : node.parentElement)
  element?.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' })
}

/** The part of the window in which words can be read: below the tools, above a phone's sheet. */
function inSight({ narrow }: NarrativeContext): { top: number; bottom: number } {
  if (!narrow) return { top: 120, bottom: window.innerHeight * 0.6 }
  const text = document.querySelector('main')?.getBoundingClientRect()
  return { top: (text?.top ?? 0) + 64, bottom: (text?.bottom ?? window.innerHeight) - 12 }
}

function setProblem(desk: CommentDesk, comment: string, say: string | null): void {
  const next = new Map(desk.problems.get())
  if (say === null) next.delete(comment)
  else next.set(comment, say)
  desk.problems.set(next)
}

/** What the server answered stands at once, before the channel says so. */
function put(
  queries: QueryClient,
  { workspace, document }: Pick<NarrativeContext, 'workspace' | 'document'>,
  comment: Comment,
): void {
  queries.setQueryData<Comment[]>(keys.comments(workspace, document), (list = []) =>
    list.some((one) => one.id === comment.id)
      ? list.map((one) => (one.id === comment.id && one.version <= comment.version ? comment : one))
      : [...list, comment],
  )
}
