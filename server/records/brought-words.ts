import * as Y from 'yjs'
import type { Passage } from '../../shared/analyses/analyses.ts'
import { flatsOf, makeAnchor, placeOf, QUOTE_MAX } from '../../shared/annotations/anchors.ts'
import type { Anchor } from '../../shared/annotations/comments.ts'
import { flatten, LEAF_KINDS } from '../../shared/annotations/flat.ts'
import { rewrite } from '../../shared/annotations/rewrite.ts'
import { fragmentOf, sections } from '../../shared/narrative/sections.ts'
import { anchorAt, blocksOfDoc, nearest, paragraphsAt } from './passages.ts'

/** Where and what the words of an anchor are now: its whole paragraphs, as people read them; null when they are gone. */
export function wordsAt(
  doc: Y.Doc,
  anchor: Anchor,
): { section: string; number: string; text: string } | null {
  const place = placeOf(doc, flatsOf(doc), anchor)
  const here = place === null ? undefined : blocksOfDoc(doc).find(({ section }) => section === place.section)
  if (place === null || here === undefined) return null
  const text = paragraphsAt(here, place)
  return text === '' ? null : { section: place.section, number: here.number, text }
}

/** In the document, by the id of what was brought: a record that a crash kept from being written finds its words again. */
const MAP = 'brought'

/** Puts a paragraph into a block, once however often it is asked for; null when there is no such block. */
export function put(
  doc: Y.Doc,
  { id, block, behind }: { id: string; block: string; behind: Passage | null },
  said: string,
) {
  if (!sections(doc).some((one) => one.id === block)) return null
  const fragment = fragmentOf(doc, block)
  const marks = doc.getMap<string>(MAP)
  const known = marks.get(id)
  if (known !== undefined) return anchorAt(doc, { section: block, quote: said.slice(0, QUOTE_MAX), near: 0 })
  const paragraph = new Y.XmlElement('paragraph')
  const words = new Y.XmlText(said)
  paragraph.insert(0, [words])
  fragment.insert(placeBehind(fragment, behind), [paragraph])
  marks.set(id, block)
  const flat = flatten(fragment)
  const from = flat.startOf.get(words)?.start ?? 0
  return makeAnchor(block, flat, { from, to: from + Math.min(said.length, QUOTE_MAX) })
}

/**
 * The place behind the top block that holds these words; the end when they are not there. An empty paragraph that
 * waits there stays: somebody may be typing in it.
 */
function placeBehind(fragment: Y.XmlFragment, behind: Passage | null): number {
  const end = lastIsBlank(fragment) ? fragment.length - 1 : fragment.length
  if (behind === null) return end
  const range = nearest(flatten(fragment).text, behind)
  if (range === null) return end
  let at = 0
  for (const [index, child] of fragment.toArray().entries()) {
    if (child instanceof Y.XmlElement) at += LEAF_KINDS.has(child.nodeName) ? 1 : flatten(child).text.length
    if (range.from < at) return index + 1
  }
  return end
}

const isBlank = (element: Y.XmlElement): boolean =>
  element.nodeName === 'paragraph' && flatten(element).text.trim() === ''

const lastIsBlank = (fragment: Y.XmlFragment): boolean => {
  const last = fragment.length === 0 ? undefined : fragment.get(fragment.length - 1)
  return last instanceof Y.XmlElement && isBlank(last)
}

/** Makes the paragraph of an anchor say `text`; null when it is gone. */
export function rewritten(doc: Y.Doc, anchor: Anchor, text: string): Anchor | null {
  const place = placeOf(doc, flatsOf(doc), anchor)
  const here = place === null ? undefined : blocksOfDoc(doc).find(({ section }) => section === place.section)
  const block = here?.blocks.find(({ from, to }) => place !== null && from < place.to && to > place.from)
  if (place === null || block === undefined) return null
  const fragment = fragmentOf(doc, place.section)
  const line = text.replaceAll('\n', ' ')
  rewrite(flatten(fragment), block, line)
  const to = block.from + line.length
  return makeAnchor(place.section, flatten(fragment), {
    from: block.from,
    to: Math.min(to, block.from + QUOTE_MAX),
  })
}
