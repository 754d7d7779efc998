import { useQueryClient } from '@tanstack/react-query'
import {
  createContext,
  use,
  useEffect,
  useMemo,
  useSyncExternalStore,
  type ComponentType,
  type ReactNode,
} from 'react'
import type { Comment } from '../../shared/annotations/comments.ts'
import type { Place } from '../../shared/annotations/anchors.ts'
import type { NumberedSection } from '../../shared/narrative/sections.ts'
import type { NarrativeContext, Store } from '../sync/narrative-slots.ts'
import { useComments } from '../sync/records.ts'
import { useOutbox } from '../sync/use-outbox.ts'
import { createActions, type Actions } from './actions.ts'
import { deskOf, type CommentDesk } from './desk.ts'
import { DRAFT } from './draft.ts'
import { inOrder, passes } from './filter.ts'
import { commentWrites, overlay, type Shown, type Write } from './overlay.ts'
import type { Thread } from './painter.ts'
import { fromWords, KIND_WORDS } from './words.ts'
import { isOpenSuggestion, proposed } from './proposal.ts'

/** What another feature says of a comment, under its thread. */
export type UnderComment = ComponentType<{ context: NarrativeContext; comment: Comment }>

/** What every part of the comments draws from. */
export interface Comments {
  context: NarrativeContext
  Under: UnderComment | undefined
  desk: CommentDesk
  actions: Actions
  all: readonly Shown[]
  /** Those that pass the filter, in anchor order. */
  shown: readonly Shown[]
  /** Comments whose words are gone. */
  lost: ReadonlySet<string>
  /** Comments that have been looked for in the text. */
  placed: ReadonlySet<string>
  sections: readonly NumberedSection[]
  /** Own writes that came back, with the reason. */
  refused: readonly Write[]
  /** The server has not answered yet and nothing is known. */
  loading: boolean
  problem: string | null
}

export const useStore = <T,>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get)

const NO_PLACES: ReadonlyMap<string, Place | null> = new Map()

/** The last order that was made out, and its name: hardly a key changes it. */
let last: { order: readonly { id: string; section: string | undefined }[]; key: string } = {
  order: [],
  key: '',
}

/** Which comments stand in which section and in which order there, as one string to compare. */
function standingOf(places: ReadonlyMap<string, Place | null>): string {
  if (standsAs(last.order, places)) return last.key
  // By section: a word more in one section must not seem to reorder the comments of another.
  const order = [...places]
    .map(([id, place]) => ({ id, section: place?.section, from: place?.from ?? 0 }))
    .toSorted((a, b) =>
      a.section === b.section ? a.from - b.from : (a.section ?? '') < (b.section ?? '') ? -1 : 1,
    )
  last = { order, key: order.map(({ id, section = '-' }) => `${id} ${section}`).join('\n') }
  return last.key
}

function standsAs(order: typeof last.order, places: ReadonlyMap<string, Place | null>): boolean {
  if (order.length !== places.size) return false
  let here: string | undefined
  let from = 0
  for (const { id, section } of order) {
    const place = places.get(id)
    if (place === undefined || place?.section !== section) return false
    if (section === here && (place?.from ?? 0) < from) return false
    here = section
    from = place?.from ?? 0
  }
  return true
}

const CommentsContext = createContext<Comments | null>(null)

/** The comments of the narrative page this component is part of. */
export function useCommentsHere(): Comments {
  const comments = use(CommentsContext)
  if (comments === null) throw new Error('Broken invariant: used outside a narrative page')
  return comments
}

/** Reads the comments, lays own writes over them and keeps their places. */
export function CommentsProvider({
  context,
  Under,
  children,
}: {
  context: NarrativeContext
  Under: UnderComment | undefined
  children: ReactNode
}) {
  const { workspace, document, me, page } = context
  const desk = deskOf(context)
  const queries = useQueryClient()
  const known = useComments(workspace, document)
  const waiting = useOutbox()
  const flying = useStore(desk.writes)
  const standing = useSyncExternalStore(desk.places.found.subscribe, () =>
    standingOf(desk.places.found.get()),
  )
  const sections = useStore(context.sections)
  const filter = useStore(desk.filter)
  const draft = useStore(desk.draft)
  const actions = useMemo(() => createActions(context, desk, queries), [context, desk, queries])

  useEffect(() => {
    desk.begin.set(() => actions.begin())
    desk.suggest.set((begun) => actions.suggest(begun))
    return () => {
      desk.begin.set(null)
      desk.suggest.set(null)
    }
  }, [desk, actions])

  const writes = useMemo(
    () => [...commentWrites(waiting, { workspace, document, member: me.id }), ...flying],
    [waiting, flying, workspace, document, me.id],
  )
  const all = useMemo(
    () => overlay(known.data ?? [], writes, me, document),
    [known.data, writes, me, document],
  )
  const draftAnchor = draft?.anchor
  const draftProposal = useMemo(() => (draft?.kind === 'suggestion' ? proposed(draft) : null), [draft])
  useEffect(() => {
    const threads = all.map((comment): Thread => ({
      id: comment.id,
      anchor: comment.anchor,
      version: comment.version,
      partner: comment.author.partner,
      says: `${KIND_WORDS[comment.kind]} ${fromWords(comment, page.workspace.partners, me.id)}`,
      marked: comment.suggestion === null ? comment.state !== 'closed' : isOpenSuggestion(comment),
      proposal: isOpenSuggestion(comment) ? comment.suggestion : null,
    }))
    if (draftAnchor !== undefined)
      threads.push({
        id: DRAFT,
        anchor: draftAnchor,
        version: 0,
        partner: me.partner,
        says: draftProposal === null ? 'Your new comment' : 'Your new suggestion',
        marked: true,
        proposal: draftProposal,
      })
    desk.places.setThreads(threads)
  }, [all, draftAnchor, draftProposal, desk, me, page.workspace.partners])

  // Every keystroke shifts places; what is drawn changes only when their order or section does.
  const { shown, lost, placed } = useMemo(() => {
    const places = standing === '' ? NO_PLACES : desk.places.found.get()
    return {
      shown: inOrder(
        all.filter((comment) => passes(comment, places.get(comment.id), filter)),
        places,
        sections.map(({ id }) => id),
      ),
      lost: new Set([...places].flatMap(([id, place]) => (place === null ? [id] : []))),
      placed: new Set(places.keys()),
    }
  }, [all, standing, desk, filter, sections])
  useEffect(() => desk.shown.set(shown.map(({ id }) => id)), [desk, shown])
  const comments = useMemo(
    (): Comments => ({
      context,
      Under,
      desk,
      actions,
      all,
      shown,
      lost,
      placed,
      sections,
      refused: writes.filter((write) => write.refused !== null),
      loading: known.data === undefined && known.problem === null,
      problem: known.problem === null || known.data !== undefined ? null : known.problem.message,
    }),
    [context, Under, desk, actions, all, shown, lost, placed, sections, writes, known.data, known.problem],
  )
  return <CommentsContext value={comments}>{children}</CommentsContext>
}
