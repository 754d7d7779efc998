import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

export const NOTHING_YET = 'Nothing written yet. Start with what changed since the inspection.'

/** Says in an empty section that it is empty; never part of the words. */
export const Placeholder = Extension.create({
  name: 'placeholder',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        decorations({ doc }) {
          const only = doc.firstChild
          if (doc.childCount !== 1 || only === null || !only.isTextblock || only.content.size > 0) return null
          return DecorationSet.create(doc, [
            Decoration.node(0, only.nodeSize, { class: 'is-empty', 'data-say': NOTHING_YET }),
          ])
        },
      },
    }),
  ],
})
