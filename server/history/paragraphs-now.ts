import type * as Y from 'yjs'
import { paragraphsOf } from '../../shared/history/paragraphs.ts'
import { fragmentOf, sections } from '../../shared/narrative/sections.ts'
import { fragmentToJson } from '../exports/json.ts'
import { digest } from './sealed.ts'

/** Digests of the paragraphs of a document as it is; the event loop is let go between sections. */
export async function paragraphsIn(doc: Y.Doc): Promise<string[]> {
  const digests: string[] = []
  for (const { id, title } of sections(doc)) {
    await new Promise((resolve) => setImmediate(resolve))
    const content = fragmentToJson(fragmentOf(doc, id)).content ?? []
    const section = { id, title, content, order: '', lead: null, removed: false, written: [] }
    digests.push(...paragraphsOf({ sections: [section] }).map(digest))
  }
  return digests
}
