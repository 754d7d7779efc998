import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

/**
 * No keyboard trap: in lists and tables Tab has work to do, so Escape first and then Tab (or Shift+Tab) leaves.
 */
export const EscapeThenTab = Extension.create({
  name: 'escapeThenTab',
  priority: 2_000,
  addProseMirrorPlugins() {
    let leaving = false
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            keydown(_view, event) {
              if (event.key === 'Tab' && leaving) return true // ours to see, the browser's to do
              if (event.key !== 'Shift') leaving = event.key === 'Escape'
              return false
            },
            blur() {
              leaving = false
              return false
            },
          },
        },
      }),
    ]
  },
})
