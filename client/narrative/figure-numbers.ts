import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Node } from '@tiptap/pm/model'
import { referenceText, type NumberedFigure } from '../../shared/narrative/figures.ts'
import { CrossReference } from '../../shared/narrative/nodes.ts'
import type { Store } from '../sync/narrative-slots.ts'

type Figures = Store<readonly NumberedFigure[]>

const key = new PluginKey<DecorationSet>('figureNumbers')

/** Draws "Figure 1:" before each caption. The product gives the number, so it is no part of the words. */
export const FigureNumbers = Extension.create<{ figures: Figures | null }>({
  name: 'figureNumbers',
  addOptions: () => ({ figures: null }),
  addProseMirrorPlugins() {
    const { figures } = this.options
    if (figures === null) return []
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, { doc }) => labels(doc, figures.get()),
          apply: (tr, set) =>
            tr.docChanged || tr.getMeta(key) === true ? labels(tr.doc, figures.get()) : set,
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => {
          const stop = figures.subscribe(() => view.dispatch(view.state.tr.setMeta(key, true)))
          return { destroy: stop }
        },
      }),
    ]
  },
})

function labels(doc: Node, figures: readonly NumberedFigure[]): DecorationSet {
  const found: Decoration[] = []
  doc.descendants((node, at, parent) => {
    if (node.type.name === 'figcaption' && parent !== null) {
      const figure = figures.find(({ id }) => id === parent.attrs.id)
      found.push(
        Decoration.node(at, at + node.nodeSize, {
          'data-label': figure === undefined ? 'Figure:' : `Figure ${figure.number}:`,
          ...(node.content.size === 0 ? { class: 'is-empty' } : {}),
        }),
      )
    }
    return !node.isTextblock
  })
  return DecorationSet.create(doc, found)
}

/** "Figure 1" that follows its figure; says so when the figure is gone. */
export const liveCrossReference = (figures: Figures, goTo: (figureId: string) => void) =>
  CrossReference.extend({
    addNodeView() {
      return ({ node }) => {
        const dom = document.createElement('span')
        dom.className = 'cross-reference'
        dom.setAttribute('role', 'link')
        const id: unknown = node.attrs.figureId
        const draw = () => {
          const numbers = new Map(figures.get().map((figure) => [figure.id, figure.number]))
          dom.textContent = referenceText(numbers, id)
          const dead = typeof id !== 'string' || !numbers.has(id)
          dom.classList.toggle('is-dead', dead)
          dom.title = dead
            ? 'The figure this points to is not in the narrative any more.'
            : 'Go to the figure: Ctrl and click'
        }
        const click = (event: MouseEvent) => {
          if (typeof id === 'string' && (event.ctrlKey || event.metaKey)) goTo(id)
        }
        dom.addEventListener('click', click)
        const stop = figures.subscribe(draw)
        draw()
        return {
          dom,
          destroy() {
            stop()
            dom.removeEventListener('click', click)
          },
        }
      }
    },
  })
