import * as Y from 'yjs'

/** Stands for a node without words of its own: a line break, an image, a cross-reference, a rule. */
export const ATOM = '\ufffc'

/** Node kinds that hold nothing; each is one `ATOM`. A test holds this list against the schema. */
export const LEAF_KINDS: ReadonlySet<string> = new Set([
  'hardBreak',
  'horizontalRule',
  'image',
  'crossReference',
  'progress',
  'entry',
])

interface Run {
  start: number
  length: number
  text: Y.XmlText
}

/**
 * The words of a section in one line without separators between blocks, so that a quote survives Enter and
 * join. Equal to ProseMirror's `textBetween(0, size, '', ATOM)`; offsets are UTF-16 units on both sides.
 */
export interface Flat {
  text: string
  runs: readonly Run[]
  /** Where each text stands in the line. */
  startOf: ReadonlyMap<unknown, Run>
}

/** The flat text of a section; cost grows with its length, so keep it for as long as nothing changes. */
export function flatten(fragment: Y.XmlFragment): Flat {
  const runs: Run[] = []
  const parts: string[] = []
  let at = 0
  const walk = (node: Y.XmlFragment): void => {
    for (const child of node.toArray()) {
      if (child instanceof Y.XmlText) {
        const words = plain(child)
        runs.push({ start: at, length: words.length, text: child })
        parts.push(words)
        at += words.length
      } else if (child instanceof Y.XmlElement) {
        if (LEAF_KINDS.has(child.nodeName)) {
          parts.push(ATOM)
          at += 1
        } else walk(child)
      }
    }
  }
  walk(fragment)
  return { text: parts.join(''), runs, startOf: new Map(runs.map((run) => [run.text, run])) }
}

/** `XmlText.toString` writes tags for bold and links; the plain one leaves embeds out, so count them as one. */
function plain(text: Y.XmlText): string {
  const words = Y.Text.prototype.toString.call(text)
  if (words.length === text.length) return words
  const delta: { insert: unknown }[] = text.toDelta()
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : ATOM)).join('')
}
