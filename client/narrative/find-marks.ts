import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Node } from '@tiptap/pm/model'
import { findIn, type Hit, type Query } from './find.ts'

interface Marks {
  query: Query | null
  current: number | null
  set: DecorationSet
}

const key = new PluginKey<Marks>('findMarks')

/** Marks what is being looked for; follows the words while they change. */
export const FindMarks = Extension.create({
  name: 'findMarks',
  addProseMirrorPlugins: () => [
    new Plugin<Marks>({
      key,
      state: {
        init: () => ({ query: null, current: null, set: DecorationSet.empty }),
        apply(tr, marks) {
          const asked = tr.getMeta(key) as Pick<Marks, 'query' | 'current'> | undefined
          if (asked !== undefined) return { ...asked, set: draw(tr.doc, asked.query, asked.current) }
          if (!tr.docChanged || marks.query === null) return marks
          return { ...marks, set: draw(tr.doc, marks.query, null) }
        },
      },
      props: { decorations: (state) => key.getState(state)?.set },
    }),
  ],
})

/** Shows a query's hits in one editor, the one numbered `current` stronger; null takes the marks away. */
export function markFound(view: EditorView, query: Query | null, current: number | null): void {
  const now = key.getState(view.state)
  if (now === undefined || (now.query === query && now.current === current)) return
  view.dispatch(view.state.tr.setMeta(key, { query, current }).setMeta('addToHistory', true))
}

function draw(doc: Node, query: Query | null, current: number | null): DecorationSet {
  if (query === null) return DecorationSet.empty
  return DecorationSet.create(
    doc,
    findIn(doc, query).map((hit: Hit, index) =>
      Decoration.inline(hit.from, hit.to, { class: index === current ? 'found is-current' : 'found' }),
    ),
  )
}
