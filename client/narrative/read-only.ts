import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { isFromDocument } from '../sync/from-document.ts'

/**
 * The text of those who may read and comment but not write: a caret to select with, by keyboard too, and no
 * edit of theirs. The server refuses them anyway; this says why before a word is typed for nothing.
 */
export const ReadOnly = Extension.create<{ refused: () => void }>({
  name: 'readOnly',
  addOptions: () => ({ refused: () => {} }),
  addProseMirrorPlugins() {
    const { refused } = this.options
    const stop = (event: Event) => {
      event.preventDefault()
      refused()
      return true
    }
    return [
      new Plugin({
        filterTransaction: (transaction) => !transaction.docChanged || isFromDocument(transaction),
        props: {
          handleDOMEvents: {
            beforeinput: (_view, event) => stop(event),
            paste: (_view, event) => stop(event),
            cut: (_view, event) => stop(event),
            drop: (_view, event) => stop(event),
          },
          attributes: { 'aria-readonly': 'true', inputmode: 'none' },
        },
      }),
    ]
  },
})
