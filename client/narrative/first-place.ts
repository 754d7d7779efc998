import type { JSONContent } from '@tiptap/core'
import * as Y from 'yjs'

/**
 * The empty shape of a text's first block, for an editor to begin with. y-tiptap draws the text under the caret
 * of what stood there before: after an empty paragraph, a section that begins with a list had its caret where
 * no words can stand.
 */
export function outlineOf(fragment: Y.XmlFragment): JSONContent | null {
  const first = fragment.get(0)
  return first instanceof Y.XmlElement ? { type: 'doc', content: [shapeOf(first)] } : null
}

function shapeOf(element: Y.XmlElement): JSONContent {
  const first = element.length === 0 ? undefined : element.get(0)
  return {
    type: element.nodeName,
    ...(first instanceof Y.XmlElement ? { content: [shapeOf(first)] } : {}),
  }
}
