import { makeAnchor, type Range } from '../../shared/annotations/anchors.ts'
import { routes } from '../../shared/api/routes.ts'
import type { suggestionRoutes } from '../../shared/api/suggestions.ts'
import { call, type ReplyOf } from '../sync/api.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { announce, answer } from '../ui/announcer.tsx'
import { type Begun, paragraphAround, SAY, startSuggestion, type Started } from './begin-suggestion.ts'
import type { CommentDesk } from './desk.ts'
import { DRAFT, type Draft } from './draft.ts'
import { toPositions } from './flat-doc.ts'
import type { Shown } from './overlay.ts'
import { hasWords, proposed } from './proposal.ts'
import { quoted } from './words.ts'

/** Beginning suggested wording in its several forms, and deciding several at once. */
export function createSuggestionActions(
  context: NarrativeContext,
  desk: CommentDesk,
  tell: { post(): Promise<void>; refresh(): void; show(id: string): Promise<void> },
) {
  const say = (words: string): void => {
    desk.hint.set(words)
    announce(words, 'comments')
  }

  /** Words of a suggestion that was begun must not be swept away by the next one. */
  function inTheWay(): boolean {
    const draft = desk.draft.get()
    if (draft === null || draft.kind !== 'suggestion' || proposed(draft) === null) return false
    desk.draft.set({ ...draft, aside: false })
    say(`You have begun a suggestion on ${quoted(draft.anchor.quote, 40)}. Post it or throw it away first.`)
    open()
    return true
  }

  function open(): void {
    desk.places.choose(DRAFT, 'note')
    if (!context.narrow) return
    context.openSheet('suggest')
    // The sheet has taken its room and the marks stand two frames later: then the words are brought over it.
    requestAnimationFrame(() => requestAnimationFrame(() => void tell.show(DRAFT)))
  }

  function put(section: string, started: Started, more: Partial<Draft> = {}): boolean {
    const anchor = makeAnchor(section, desk.places.flat(section), started.range)
    if (anchor === null) return false
    const { form, words, side } = started
    desk.hint.set(null)
    desk.boxCaret.set(started.caret)
    desk.draft.set({
      anchor,
      kind: 'suggestion',
      text: desk.draft.get()?.text ?? '',
      proposal: { form, words, side },
      aside: false,
      ...more,
    })
    open()
    return true
  }

  /** What was typed or struck beside or in the words of the draft goes on with it. */
  function goOn(section: string, started: Started, begun: Begun): boolean {
    const draft = desk.draft.get()
    const place = desk.places.found.get().get(DRAFT)
    const { proposal } = draft ?? {}
    if (draft === null || !place || !proposal || draft.kind !== 'suggestion') return false
    const { from, to } = started.range
    // The next word is a space away.
    const touches = place.section === section && from <= place.to + 2 && to >= place.from - 2
    if (!touches) return false
    if (proposal.form === 'strike' && begun.strike !== undefined) {
      const range: Range = { from: Math.min(from, place.from), to: Math.max(to, place.to) }
      return put(section, { ...started, form: 'strike', words: '', range })
    }
    if (from >= place.to || to <= place.from) {
      if (begun.strike !== undefined || proposal.form === 'strike') return false
    }
    const words = proposal.words + (begun.typed ?? '')
    const form = proposal.form === 'strike' && words !== '' ? 'replace' : proposal.form
    desk.boxCaret.set([words.length, words.length])
    desk.draft.set({ ...draft, proposal: { ...proposal, form, words }, aside: false })
    open()
    return true
  }

  return {
    inTheWay,
    /** Begins suggested wording at the selection, or goes on with the one begun there; says why when it cannot. */
    suggest(begun: Begun = {}): void {
      if (!context.canComment) return say('Guest readers read; they do not suggest.')
      const selection = context.selection.get()
      const editor = selection === null ? undefined : context.editors.get(selection.section)
      if (selection === null || editor === undefined) return say(SAY.words)
      const started = startSuggestion(editor.state.doc, selection, begun)
      if (typeof started === 'string') return say(started)
      if (goOn(selection.section, started, begun)) return
      const draft = desk.draft.get()
      if (draft !== null && hasWords(draft) && desk.suggesting.get() && !draft.aside) {
        void tell.post()
      } else if (inTheWay()) return
      if (!put(selection.section, started)) say(SAY.words)
    },
    /** The word beside those that would be struck is struck too. */
    strikeMore(way: 'back' | 'forward'): void {
      const place = desk.places.found.get().get(DRAFT)
      const doc = place ? context.editors.get(place.section)?.state.doc : undefined
      const at = place && doc ? toPositions(doc, place) : null
      if (!place || doc === undefined || at === null) return
      const caret = way === 'back' ? at.from : at.to
      const started = startSuggestion(doc, { from: caret, to: caret }, { strike: way })
      if (typeof started === 'string') return answer(started)
      goOn(place.section, started, { strike: way })
    },
    /** The draft on selected words becomes suggested wording of them. */
    propose(focus: boolean): void {
      const draft = desk.draft.get()
      const place = desk.places.found.get().get(DRAFT)
      const doc = place ? context.editors.get(place.section)?.state.doc : undefined
      const at = place && doc ? toPositions(doc, place) : null
      if (draft === null || !place || doc === undefined || at === null) return say(SAY.words)
      const started = startSuggestion(doc, at, {})
      if (typeof started === 'string') return say(started)
      put(place.section, started)
      if (!focus) desk.boxCaret.set(null)
    },
    /** The draft is about the whole paragraph: to strike it, or to say something new after it. */
    ofParagraph(form: 'strike paragraph' | 'new paragraph'): void {
      const draft = desk.draft.get()
      const place = desk.places.found.get().get(DRAFT)
      const doc = place ? context.editors.get(place.section)?.state.doc : undefined
      const at = place && doc ? toPositions(doc, place) : null
      if (draft === null || !place || doc === undefined || at === null) return say(SAY.words)
      const range = (form === 'strike paragraph' ? paragraphAround(doc.resolve(at.from)) : null) ?? place
      const { proposal } = draft
      const words = form === 'new paragraph' && proposal?.form === 'insert' ? proposal.words : ''
      put(place.section, { form, words, side: 'after', range, caret: [words.length, words.length] })
      answer(
        form === 'strike paragraph'
          ? 'The whole paragraph would be struck.'
          : 'A new paragraph would come after this one.',
      )
    },
    /** Decides several by the same rule as one; throws when the server cannot be reached. */
    async decide(
      decide: 'accept' | 'decline',
      list: readonly Shown[],
      reason: string | null,
    ): Promise<ReplyOf<typeof suggestionRoutes.decideSuggestions>> {
      const { workspace, document } = context
      try {
        return await call(routes.decideSuggestions, {
          params: { workspace, document },
          body: {
            decide,
            suggestions: list.slice(0, 200).map(({ id, version }) => ({ id, version })),
            reason,
          },
        })
      } finally {
        tell.refresh()
      }
    },
  }
}
