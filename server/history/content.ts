import type * as Y from 'yjs'
import type { VersionContent } from '../../shared/history/version.ts'
import { fragmentOf, removedSections, sections } from '../../shared/narrative/sections.ts'
import type { Author } from '../../shared/people/person.ts'
import { fragmentToJson } from '../exports/json.ts'
import type { Span } from '../storage/update-log.ts'
import { indexSpans, writtenBy } from './authorship.ts'
import { type Head, thingsOf } from './things.ts'

/** So long the event loop waits for a board, ms. */
const AT_ONCE_MS = 5

/**
 * A document as a plain state, with who wrote what. `authorOf` names members, gone ones too. The event loop is let
 * go between sections: a long narrative takes some 50 ms.
 */
export async function contentOf(
  doc: Y.Doc,
  spans: readonly Span[],
  authorOf: (member: string) => Author | null,
  board = false,
): Promise<VersionContent> {
  const index = indexSpans(spans)
  const authors: Author[] = []
  const known = new Map<string, number>()
  const numberOf = (member: string | null): number => {
    if (member === null) return -1
    const before = known.get(member)
    if (before !== undefined) return before
    const author = authorOf(member)
    const number = author === null ? -1 : authors.push(author) - 1
    known.set(member, number)
    return number
  }
  const content: VersionContent = { authors, sections: [] }
  const all: Head[] = board
    ? thingsOf(doc)
    : [
        ...sections(doc).map((section) => ({ ...section, removed: false })),
        ...removedSections(doc).map((section) => ({ ...section, removed: true })),
      ]
  let since = Date.now()
  for (const { id, title, order, lead, removed, thing } of all) {
    // Each section of a narrative may be long; of a board there are thousands, each a line.
    if (!board || Date.now() - since > AT_ONCE_MS) {
      await new Promise((resolve) => setImmediate(resolve))
      since = Date.now()
    }
    const fragment = fragmentOf(doc, id)
    content.sections.push({
      id,
      title,
      order,
      lead,
      removed,
      ...(thing === undefined ? {} : { thing }),
      content: fragmentToJson(fragment).content ?? [],
      written: writtenBy(fragment, index).map(({ length, author }) => ({ length, author: numberOf(author) })),
    })
  }
  return content
}
