import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state'
import { isFromDocument } from '../sync/from-document.ts'

const NEEDS_PARAGRAPH = new Set(['listItem', 'tableCell', 'tableHeader', 'blockquote', 'callout'])

/**
 * The schema takes empty items, cells and quotes, since a merge can leave them behind; a caret cannot stand in
 * them. With a person's own edit each gets a paragraph, lists without items go, and a caption that lost its table or image is a paragraph.
 */
function mend(state: EditorState): Transaction | null {
  const holes: { at: number; node: Node }[] = []
  state.doc.descendants((node, at) => {
    if (node.isTextblock) return false
    if (node.type.name === 'figure' && !shows(node)) {
      holes.push({ at, node })
      return false
    }
    if (node.childCount === 0 && (NEEDS_PARAGRAPH.has(node.type.name) || isList(node)))
      holes.push({ at, node })
    return true
  })
  if (holes.length === 0) return null
  const { tr } = state
  for (const { at, node } of holes.toReversed()) {
    if (isList(node)) tr.delete(at, at + node.nodeSize)
    else if (node.type.name === 'figure') tr.replaceWith(at, at + node.nodeSize, wordsOf(node))
    else tr.insert(at + 1, state.schema.nodes.paragraph!.create())
  }
  return tr
}

/** A figure is a table or an image with words; without either only the words stay. */
const shows = (figure: Node): boolean => {
  let found = false
  figure.forEach((child) => (found ||= child.type.name === 'table' || child.type.name === 'image'))
  return found
}

const wordsOf = (figure: Node): Node[] => {
  const { paragraph } = figure.type.schema.nodes
  const words: Node[] = []
  figure.forEach((child) => {
    if (child.content.size > 0)
      words.push(child.type.name === 'figcaption' ? paragraph!.create(null, child.content) : child)
  })
  return words
}

const isList = (node: Node): boolean => node.type.name === 'bulletList' || node.type.name === 'orderedList'

export const Mend = Extension.create({
  name: 'mend',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (transactions, _old, state) =>
        transactions.some((transaction) => transaction.docChanged && !isFromDocument(transaction))
          ? mend(state)
          : null,
    }),
  ],
})
