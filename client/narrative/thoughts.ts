import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { isFromDocument } from '../sync/from-document.ts'

/**
 * One undo step is one thought: a caret that jumped elsewhere starts a new one, and so does a change that is
 * not typing (a heading, a table, a paste), while a pause alone is measured by the undo manager.
 */
export const Thoughts = Extension.create<{ newStep: () => void }>({
  name: 'thoughts',
  addOptions: () => ({ newStep: () => {} }),
  addProseMirrorPlugins() {
    const { newStep } = this.options
    return [
      new Plugin({
        filterTransaction(transaction, state) {
          if (isFromDocument(transaction)) return true
          const jumped =
            transaction.selectionSet &&
            !transaction.docChanged &&
            Math.abs(transaction.selection.head - state.selection.head) > 1
          const pasted = transaction.getMeta('uiEvent') !== undefined
          if (jumped || pasted || (transaction.docChanged && transaction.getMeta('ownStep') === true))
            newStep()
          return true
        },
      }),
    ]
  },
})
