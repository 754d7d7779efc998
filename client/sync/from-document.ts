import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state'
import { type ProsemirrorBinding, relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

/** The change came from the shared document: another person, an undo, or the first drawing. */
export const isFromDocument = (transaction: Transaction): boolean => {
  const meta: unknown = transaction.getMeta(ySyncPluginKey)
  return typeof meta === 'object' && meta !== null && 'isChangeOrigin' in meta && meta.isChangeOrigin === true
}

/**
 * Two faults of y-tiptap 3.0.9 after a remote edit, mended. It remembers `addToHistory: false`, and then every repaint
 * of a caret ends the undo step: 19 keys typed beside a typing peer made 12 steps. And where Yjs knows in which
 * paragraph the caret stands, it looks for one with the same words: of two empty lines it took the other person's, and
 * what one typed stood in the midst of their words.
 */
export const BesideOthers = Extension.create({
  name: 'besideOthers',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, _old, state) {
        if (!transactions.some((transaction) => transaction.docChanged && isFromDocument(transaction)))
          return null
        const { tr } = state
        const selection = selectionKept(state)
        if (selection !== null && !selection.eq(state.selection)) tr.setSelection(selection)
        return tr.setMeta(ySyncPluginKey, { addToHistory: true })
      },
    }),
  ],
})

/** The selection where its own paragraphs stand now; null where they are gone, or more than words was selected. */
function selectionKept(state: EditorState): TextSelection | null {
  const sync: unknown = ySyncPluginKey.getState(state)
  const { binding } = (sync ?? {}) as { binding?: ProsemirrorBinding }
  const before = binding?.beforeTransactionSelection
  if (binding === undefined || before?.type !== 'text') return null
  const anchor = placeNow(binding, before.anchor)
  const head = placeNow(binding, before.head)
  if (anchor === null || head === null) return null
  const [$anchor, $head] = [state.doc.resolve(anchor), state.doc.resolve(head)]
  return $anchor.parent.inlineContent && $head.parent.inlineContent ? new TextSelection($anchor, $head) : null
}

function placeNow(
  { doc, type: root, mapping }: ProsemirrorBinding,
  place: Y.RelativePosition,
): number | null {
  let type: Y.AbstractType<unknown> | null =
    Y.createAbsolutePositionFromRelativePosition(place, doc)?.type ?? null
  while (type !== null && type !== root) {
    if (type._item?.deleted === true) return null
    type = type.parent
  }
  return type === null ? null : relativePositionToAbsolutePosition(doc, root, place, mapping)
}
