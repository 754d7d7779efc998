import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Link } from '../../shared/analyses/analyses.ts'
import { ATOM } from '../../shared/annotations/flat.ts'
import type { Store } from '../sync/narrative-slots.ts'

const key = new PluginKey<DecorationSet>('analysisLinks')

interface Options {
  section: string
  links: Store<readonly Link[]>
  /** "Parents say…", and where it leads. */
  say: (link: Link) => { words: string; href: string }
  go: (href: string) => void
}

/** Shows in place, behind the paragraph, that a partner's analysis says something about these words. */
export const LinkMarks = Extension.create<Options>({
  name: 'analysisLinks',
  addProseMirrorPlugins() {
    const { section, links, say, go } = this.options
    const own = (): readonly Link[] => links.get().filter((link) => link.section === section)
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_, { doc }) => draw(doc, own(), say, go),
          apply: (tr, set, _old, state) =>
            tr.getMeta(key) === undefined
              ? tr.docChanged
                ? draw(state.doc, own(), say, go)
                : set
              : draw(tr.doc, own(), say, go),
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => ({
          destroy: links.subscribe(() => {
            if (!view.isDestroyed)
              view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', true))
          }),
        }),
      }),
    ]
  },
})

function draw(doc: Node, links: readonly Link[], say: Options['say'], go: Options['go']): DecorationSet {
  if (links.length === 0) return DecorationSet.empty
  const paragraphs = paragraphsOf(doc)
  return DecorationSet.create(
    doc,
    links.flatMap((link) => {
      const holder = holderOf(paragraphs, link)
      if (holder === null) return []
      const { words, href } = say(link)
      return [
        Decoration.widget(
          holder.end,
          () => {
            const note = document.createElement('a')
            note.className = `link-note p-${link.partner}`
            note.href = href
            note.contentEditable = 'false'
            note.textContent = words
            note.addEventListener('mousedown', (event) => event.preventDefault())
            note.addEventListener('click', (event) => {
              if (event.ctrlKey || event.metaKey) return
              event.preventDefault()
              go(href)
            })
            return note
          },
          { side: 1, key: `${link.id} ${words}`, ignoreSelection: true },
        ),
      ]
    }),
  )
}

interface Paragraph {
  text: string
  /** Where it begins in the section's flat text, and where it ends in the document. */
  offset: number
  end: number
}

/** The paragraphs of a section; read once for all its links, since this follows every keystroke. */
function paragraphsOf(doc: Node): Paragraph[] {
  const all: Paragraph[] = []
  let offset = 0
  doc.descendants((node, pos) => {
    if (!node.isTextblock) {
      if (node.isLeaf) offset += 1
      return true
    }
    const text = node.textBetween(0, node.content.size, '', ATOM)
    all.push({ text, offset, end: pos + 1 + node.content.size })
    offset += text.length
    return false
  })
  return all
}

/** The paragraph that holds these words, the nearest to where they were; null when they do not stand here. */
function holderOf(
  paragraphs: readonly Paragraph[],
  { quote, at }: { quote: string; at: number | null },
): Paragraph | null {
  let nearest: Paragraph | null = null
  let best = Number.POSITIVE_INFINITY
  const first = quote.slice(0, 200)
  for (const paragraph of paragraphs)
    for (
      let found = paragraph.text.indexOf(first);
      found !== -1;
      found = paragraph.text.indexOf(first, found + 1)
    ) {
      const far = Math.abs(paragraph.offset + found - (at ?? 0))
      if (far < best) [best, nearest] = [far, paragraph]
    }
  return nearest
}

/** The paragraph of a section that holds these words; null when they do not stand here. */
export const paragraphOf = (doc: Node, words: { quote: string; at: number }): Paragraph | null =>
  holderOf(paragraphsOf(doc), words)
