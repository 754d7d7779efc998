import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { ATOM } from '../../shared/annotations/flat.ts'
import { type TermAt, termsIn } from '../../shared/reading/glossary.ts'
import { longSentencesIn, type Sentence } from '../../shared/reading/sentences.ts'
import { marksLong, marksTerms } from './choices.ts'

const key = new PluginKey<DecorationSet>('plainEnglish')

interface Read {
  terms: TermAt[]
  long?: Sentence[]
}

/** A paragraph is read once: its node stays the same object until somebody writes in it. */
const known = new WeakMap<Node, Read>()

function read(node: Node): Read & { text(): string } {
  const text = (): string => node.textBetween(0, node.content.size, '', ATOM)
  const before = known.get(node)
  if (before !== undefined) return { ...before, text }
  const found = { terms: termsIn(text()) }
  known.set(node, found)
  return { ...found, text }
}

function longIn(node: Node): Sentence[] {
  const before = known.get(node)
  if (before?.long !== undefined) return before.long
  const { text, terms } = read(node)
  const long = longSentencesIn(text())
  known.set(node, { terms, long })
  return long
}

/** Marks the first use of each abbreviation in a section, and long sentences when the reader asks. */
export const PlainEnglish = Extension.create({
  name: 'plainEnglish',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_, { doc }) => draw(doc),
        apply: (tr, set) => (tr.docChanged || tr.getMeta(key) === true ? draw(tr.doc) : set),
      },
      props: { decorations: (state) => key.getState(state) },
      view(view) {
        const again = (): void => {
          if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', true))
        }
        const stops = [marksTerms.subscribe(again), marksLong.subscribe(again)]
        return { destroy: () => stops.forEach((stop) => stop()) }
      },
    }),
  ],
})

function draw(doc: Node): DecorationSet {
  const terms = marksTerms.get()
  const long = marksLong.get()
  if (!terms && !long) return DecorationSet.empty
  const marks: Decoration[] = []
  const seen = new Set<string>()
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    const start = pos + 1
    if (terms)
      for (const { from, to, entry } of read(node).terms) {
        if (seen.has(entry.term)) continue
        seen.add(entry.term)
        marks.push(Decoration.inline(start + from, start + to, { class: 'term', 'data-term': entry.term }))
      }
    if (long)
      for (const { from, to, words } of longIn(node)) {
        const says = `Long sentence: ${words} words`
        marks.push(
          Decoration.inline(start + from, start + to, { class: 'long-sentence', 'aria-description': says }),
          Decoration.widget(start + to, () => count(words), {
            side: 1,
            key: `long ${words}`,
            ignoreSelection: true,
          }),
        )
      }
    return false
  })
  return DecorationSet.create(doc, marks)
}

function count(words: number): HTMLElement {
  const note = document.createElement('span')
  note.className = 'long-count'
  note.contentEditable = 'false'
  note.textContent = `${words} words`
  return note
}
