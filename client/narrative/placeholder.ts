import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import { NOTES } from '../../shared/presentation/deck.ts'

/** What an empty section says: that it is empty, and how this kind of document begins. */
export function nothingYet(document: DocumentId, section: string): string {
  switch (kindOf(document).kind) {
    case 'narrative':
      return 'Nothing written yet. Start with what changed since the inspection.'
    case 'analysis':
      return 'Nothing written yet. Say it in your own words.'
    case 'presentation':
      return section === NOTES
        ? 'No notes yet. Write what is said, not what is shown.'
        : 'Nothing written yet. A line here is a line on the slide.'
    case 'minutes':
      return 'No minutes here.'
    case 'board':
      return 'Nothing written yet.'
    case 'easy':
      return 'Nothing written yet. Use short sentences and everyday words.'
  }
}

/** Says in an empty section that it is empty; never part of the words. */
export const placeholder = (says: string) =>
  Extension.create({
    name: 'placeholder',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          decorations({ doc }) {
            const only = doc.firstChild
            if (doc.childCount !== 1 || only === null || !only.isTextblock || only.content.size > 0)
              return null
            return DecorationSet.create(doc, [
              Decoration.node(0, only.nodeSize, { class: 'is-empty', 'data-say': says }),
            ])
          },
        },
      }),
    ],
  })
