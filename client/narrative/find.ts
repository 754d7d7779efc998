import type { Node } from '@tiptap/pm/model'

export interface Query {
  text: string
  matchCase: boolean
  wholeWords: boolean
}

/** ProseMirror positions of one hit. */
export interface Hit {
  from: number
  to: number
}

const LEAF = '\ufffc'

/** Makes a search out of what was typed; null for an empty one. Spaces find any space, straight quotes also curly ones. */
function toPattern({ text, matchCase, wholeWords }: Query): RegExp | null {
  if (text.trim() === '') return null
  const source = text
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replace(/[ \u00a0]+/g, '[\\s\\u00a0]+')
    .replace(/['’‘]/g, "['’‘]")
    .replace(/["“”]/g, '["“”]')
    .replace(/-/g, '[-‐‑–]')
  const bound = wholeWords ? [`(?<![\\p{L}\\p{N}])`, `(?![\\p{L}\\p{N}])`] : ['', '']
  return new RegExp(`${bound[0]}${source}${bound[1]}`, matchCase ? 'gu' : 'giu')
}

/** All hits in a section's words, in reading order; a hit lies within one paragraph and may cross bold and links. */
export function findIn(doc: Node, query: Query): Hit[] {
  const pattern = toPattern(query)
  const hits: Hit[] = []
  if (pattern === null) return hits
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true
    // One character for each position: an inline atom counts as one, so offsets are positions.
    const text = node.textBetween(0, node.content.size, undefined, LEAF)
    for (const match of text.matchAll(pattern)) {
      if (match[0] === '') continue
      const from = at + 1 + match.index
      hits.push({ from, to: from + match[0].length })
    }
    return false
  })
  return hits
}
