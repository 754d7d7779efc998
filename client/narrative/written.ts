import * as Y from 'yjs'
import { fragmentOf } from '../../shared/narrative/sections.ts'

/** How far a section is: somebody has written in it, it holds a summary that nobody types, or there is nothing. */
export function writtenIn(doc: Y.Doc, section: string, words: number): 'draft' | 'counted' | 'not started' {
  if (words > 0) return 'draft'
  const counted = fragmentOf(doc, section)
    .toArray()
    .some((block) => block instanceof Y.XmlElement && block.nodeName === 'progress')
  return counted ? 'counted' : 'not started'
}

export const WRITTEN_WORDS = { draft: 'Draft', counted: 'Counted', 'not started': 'Not started' } as const
