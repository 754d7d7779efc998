import { Extension } from '@tiptap/core'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

/** The change came from the shared document: another person, an undo, or the first drawing. */
export const isFromDocument = (transaction: Transaction): boolean => {
  const meta: unknown = transaction.getMeta(ySyncPluginKey)
  return typeof meta === 'object' && meta !== null && 'isChangeOrigin' in meta && meta.isChangeOrigin === true
}

/**
 * y-tiptap 3.0.9 remembers `addToHistory: false` after a remote edit, and then every repaint of a caret ends the
 * undo step: 19 keys typed beside a typing peer made 12 steps. This makes them one.
 */
export const UndoBesideOthers = Extension.create({
  name: 'undoBesideOthers',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (transactions, _old, state) =>
        transactions.some((transaction) => transaction.docChanged && isFromDocument(transaction))
          ? state.tr.setMeta(ySyncPluginKey, { addToHistory: true })
          : null,
    }),
  ],
})
