import type { Editor, JSONContent } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'

/** Puts a figure behind the block the caret is in, and the caret into its first cell or its caption. */
export function insertFigure(editor: Editor, id: string, inside: JSONContent, caption: string): void {
  const { schema, selection } = editor.state
  const figure = schema.nodeFromJSON({
    type: 'figure',
    attrs: { id },
    content: [
      inside,
      { type: 'figcaption', ...(caption === '' ? {} : { content: [{ type: 'text', text: caption }] }) },
    ],
  })
  const { $from } = selection
  const { tr } = editor.state
  const block = $from.depth === 0 ? null : $from.node(1)
  // An empty paragraph gives way to the figure; otherwise it stands behind the whole block (list, quote, figure).
  const empty = block !== null && block.isTextblock && block.content.size === 0
  const from = block === null ? selection.from : empty ? $from.before(1) : $from.after(1)
  const to = empty ? $from.after(1) : from
  tr.replaceWith(from, to, figure)
  const behind = from + figure.nodeSize
  // A caret must find a place below the last figure.
  if (behind >= tr.doc.content.size) tr.insert(behind, schema.nodes.paragraph!.create())
  tr.setSelection(TextSelection.near(tr.doc.resolve(from + 2)))
  editor.view.dispatch(tr.scrollIntoView())
  editor.view.focus()
}
