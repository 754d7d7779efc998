import type * as Y from 'yjs'
import { makeAnchor } from '../../shared/annotations/anchors.ts'
import type { Anchor } from '../../shared/annotations/comments.ts'
import { sections } from '../../shared/narrative/sections.ts'
import type { WritableStore } from '../sync/store.ts'
import { DRAFT, type Draft } from './draft.ts'
import type { Places } from './places.ts'

/** What is asked of a desk. */
interface Drafting {
  draft: WritableStore<Draft | null>
  unsent: WritableStore<string | null>
  places: Pick<Places, 'doc' | 'found' | 'flat'>
}

/**
 * A comment that was being written when text was removed from its document: the document was written anew, and the
 * draft is on one that is gone. Where its words still stand it moves to them; else only what its author wrote is
 * kept, without the words it was on, which may be the ones that were removed. Call it when places were looked for.
 */
export function takeUpDraft(desk: Drafting): void {
  const draft = desk.draft.get()
  const { doc, found, flat } = desk.places
  if (draft === null || !isOfBefore(doc, draft.anchor)) return
  const place = found.get().get(DRAFT)
  if (place === undefined) return
  const anchor = place === null ? null : makeAnchor(place.section, flat(place.section), place)
  if (anchor !== null) return desk.draft.set({ ...draft, anchor })
  desk.draft.set(null)
  const words = wordsOf(draft)
  if (words !== '') desk.unsent.set([desk.unsent.get() ?? '', words].filter(Boolean).join('\n\n'))
}

/** Is an end of it on a Yjs client that this document, once it is there, has never heard of? */
const isOfBefore = (doc: Y.Doc, { start, end }: Anchor): boolean =>
  sections(doc).length > 0 &&
  [start, end].some((place) => {
    const client = (place['item'] as { client?: unknown } | null | undefined)?.client
    return typeof client === 'number' && !doc.store.clients.has(client)
  })

/** All its author wrote: what was proposed, and what was said to it. */
const wordsOf = ({ proposal, text }: Draft): string =>
  [proposal?.words ?? '', text]
    .map((words) => words.trim())
    .filter((words) => words !== '')
    .join('\n')
