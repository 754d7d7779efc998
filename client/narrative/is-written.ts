import * as Y from 'yjs'
import { fragmentOf } from '../../shared/narrative/sections.ts'

/** Does a section say anything: words, or a summary that is counted rather than typed? */
export const isWritten = (doc: Y.Doc, section: string, words: number): boolean =>
  words > 0 ||
  fragmentOf(doc, section)
    .toArray()
    .some((block) => block instanceof Y.XmlElement && block.nodeName === 'progress')
