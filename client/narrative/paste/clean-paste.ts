import { Extension } from '@tiptap/core'
import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { nanoid } from 'nanoid'
import type { NumberedFigure } from '../../../shared/narrative/figures.ts'
import type { Store } from '../../sync/narrative-slots.ts'
import { cleanHtml } from './clean-html.ts'

/** What comes in by paste or drop: cleaned of office junk, and a copied figure gets an id of its own. */
export const CleanPaste = Extension.create<{ figures: Store<readonly NumberedFigure[]> | null }>({
  name: 'cleanPaste',
  addOptions: () => ({ figures: null }),
  addProseMirrorPlugins() {
    const { figures } = this.options
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html) => cleanHtml(html),
          transformPasted: (slice) => {
            const taken = new Set(figures?.get().map(({ id }) => id))
            return new Slice(withOwnIds(slice.content, taken), slice.openStart, slice.openEnd)
          },
        },
      }),
    ]
  },
})

/** Figures with an id that is missing or taken get a fresh one. */
export function withOwnIds(content: Fragment, taken: ReadonlySet<string>): Fragment {
  const nodes: Node[] = []
  content.forEach((node) => {
    const inner = node.isTextblock || node.isLeaf ? node.content : withOwnIds(node.content, taken)
    const own = node.type.name === 'figure' && (node.attrs.id === null || taken.has(String(node.attrs.id)))
    nodes.push(
      own
        ? node.type.create({ ...node.attrs, id: nanoid(10) }, inner, node.marks)
        : inner === node.content
          ? node
          : node.copy(inner),
    )
  })
  return Fragment.fromArray(nodes)
}
