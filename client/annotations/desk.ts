import { z } from 'zod'
import { Anchor, CommentKind } from '../../shared/annotations/comments.ts'
import { Proposal } from '../../shared/annotations/suggestions.ts'
import type { Mention } from '../../shared/annotations/mentions.ts'
import { routes } from '../../shared/api/routes.ts'
import { ApiProblem, call } from '../sync/api.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { createStore, type WritableStore } from '../sync/store.ts'
import type { Begun } from './begin-suggestion.ts'
import { DRAFT, type Draft } from './draft.ts'
import { EVERYTHING, type Filter } from './filter.ts'
import { createMover } from './mover.ts'
import type { Write } from './overlay.ts'
import { hasWords } from './proposal.ts'
import { createPlaces, type Beat, type Places } from './places.ts'
import { takeUpDraft } from './unsent.ts'

/** What the parts of one open narrative share about its comments; it lives as long as the document. */
export interface CommentDesk {
  places: Places
  draft: WritableStore<Draft | null>
  /** What was being written on words that were removed from the document; nobody has it but this device. */
  unsent: WritableStore<string | null>
  /** Who can be named here, as the boxes for words last knew it. */
  names: WritableStore<readonly Mention[]>
  /** Replies begun, by comment: choosing another note does not lose them. */
  replies: Map<string, string>
  filter: WritableStore<Filter>
  /** Own writes on their way, and those refused at once. */
  writes: WritableStore<readonly Write[]>
  /** Why the last act on a comment did not happen, by comment. */
  problems: WritableStore<ReadonlyMap<string, string>>
  /** A note asks for the focus. */
  focus: WritableStore<string | null>
  /** Ids of the notes that are shown, in their order. */
  shown: WritableStore<readonly string[]>
  /** A reply to this comment is to be begun. */
  replying: WritableStore<string | null>
  /** Why a comment could not be begun just now. */
  hint: WritableStore<string | null>
  /** Begins a comment on the selected words; null until the page is drawn. */
  begin: WritableStore<(() => void) | null>
  /** Begins suggested wording where the selection is; null until the page is drawn. */
  suggest: WritableStore<((begun: Begun) => void) | null>
  /** What this person types goes out as suggestions. */
  suggesting: WritableStore<boolean>
  /** What is chosen in the box of a suggestion that has just been begun; the box takes it with the focus. */
  boxCaret: WritableStore<readonly [number, number] | null>
}

const FRAME_MS = 50
const IDLE_MS = 400
const PAUSE_MS = 1_000

const desks = new WeakMap<object, CommentDesk>()

/** The desk of a narrative; the same for everything that shares its document. */
export function deskOf(context: NarrativeContext): CommentDesk {
  const known = desks.get(context.doc)
  if (known !== undefined) return known
  const { workspace, document } = context
  const tell = async (id: string, anchor: Anchor) => {
    const version = places.version(id)
    if (version === undefined) return 'no'
    if (version === 0) return 'later' // not posted yet
    try {
      await call(routes.moveAnchor, {
        params: { workspace, document, comment: id },
        body: { anchor, version },
      })
      return 'done'
    } catch (error) {
      // Stale: somebody replied meanwhile; the next try carries the new version.
      return error instanceof ApiProblem && (error.passes || error.kind === 'stale') ? 'later' : 'no'
    }
  }
  const mover = createMover(tell, debounce(PAUSE_MS))
  const places: Places = createPlaces(context.doc, pageBeat(), (id, anchor) => {
    const draft = desk.draft.get()
    if (id !== DRAFT) mover(id, anchor)
    else if (draft !== null) desk.draft.set({ ...draft, anchor })
  })
  const kept = `tl.comment:${context.me.id}:${workspace}:${document}`
  const desk: CommentDesk = {
    places,
    draft: createStore<Draft | null>(keptDraft(kept)),
    unsent: createStore<string | null>(keptUnsent(kept)),
    names: createStore<readonly Mention[]>([]),
    replies: repliesBegun(kept),
    filter: createStore<Filter>(EVERYTHING),
    writes: createStore<readonly Write[]>([]),
    problems: createStore<ReadonlyMap<string, string>>(new Map()),
    focus: createStore<string | null>(null),
    shown: createStore<readonly string[]>([]),
    hint: createStore<string | null>(null),
    begin: createStore<(() => void) | null>(null),
    suggest: createStore<((begun: Begun) => void) | null>(null),
    replying: createStore<string | null>(null),
    suggesting: createStore(false),
    boxCaret: createStore<readonly [number, number] | null>(null),
  }
  desk.draft.subscribe(() => keepDraft(kept, desk.draft.get()))
  desk.unsent.subscribe(() => keepUnsent(kept, desk.unsent.get()))
  desk.places.drawn.subscribe(() => takeUpDraft(desk))
  desks.set(context.doc, desk)
  return desk
}

/** Replies begun outlive the document they were begun beside: it is written anew when text is removed from it. */
const begun = new Map<string, Map<string, string>>()

function repliesBegun(key: string): Map<string, string> {
  const replies = begun.get(key) ?? new Map<string, string>()
  begun.set(key, replies)
  return replies
}

const KeptDraft = z.object({
  anchor: Anchor,
  kind: CommentKind,
  text: z.string(),
  proposal: Proposal.nullable().default(null),
})

/** Words begun outlive a reload of their tab; they come back put aside. */
function keptDraft(key: string): Draft | null {
  try {
    const found = KeptDraft.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'))
    if (!found.success) return null
    const { kind, proposal } = found.data
    return {
      ...found.data,
      kind: kind === 'suggestion' && proposal === null ? 'question' : kind,
      aside: true,
    }
  } catch {
    return null // a browser that keeps nothing
  }
}

function keepDraft(key: string, draft: Draft | null): void {
  try {
    if (draft === null || !hasWords(draft)) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // as said
  }
}

function pageBeat(): Beat {
  return {
    // A hidden page gets no frames, and its own words can still be moved by an undo elsewhere.
    frame: (run) => void (document.hidden ? setTimeout(run, FRAME_MS) : requestAnimationFrame(run)),
    idle: debounce(IDLE_MS),
  }
}

function debounce(wait: number): (run: () => void) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return (run) => {
    clearTimeout(timer)
    timer = setTimeout(run, wait)
  }
}

const UNSENT = ':unsent'

function keptUnsent(key: string): string | null {
  try {
    return sessionStorage.getItem(key + UNSENT)
  } catch {
    return null // as said
  }
}

function keepUnsent(key: string, words: string | null): void {
  try {
    if (words === null) sessionStorage.removeItem(key + UNSENT)
    else sessionStorage.setItem(key + UNSENT, words)
  } catch {
    // as said
  }
}
