import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Mapping, StepMap } from '@tiptap/pm/transform'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Range } from '../../shared/annotations/anchors.ts'
import { type AsDrawn, noteDrawn, standsAsDrawn } from './as-drawn.ts'
import { flatDoc, toOffsets, toPositions } from './flat-doc.ts'
import type { Drawn } from './painter.ts'
import type { Places } from './places.ts'
import { proposalMarks } from './proposal-marks.ts'

interface Marks {
  set: DecorationSet
  /** The marks have followed every edit since they were drawn, so they know where words went. */
  followed: boolean
  /** How they looked and stood when they were last drawn; null before the first time. */
  drawn: AsDrawn | null
}

export const marksKey = new PluginKey<Marks>('annotations')

/**
 * Draws the words that comments are about in one section's editor. An own edit moves the marks with it; an edit
 * from elsewhere arrives as a new document, so the marks wait for the next frame's `draw`. Nothing is resolved
 * here: y-tiptap tells the shared document of an own edit only after the view has changed.
 */
export const marksOf = (section: string, places: Places): Extension =>
  Extension.create({ name: 'annotationMarks', addProseMirrorPlugins: () => [marksPlugin(section, places)] })

/** The change came from the shared document: another person, an undo, or the first drawing. */
export const fromElsewhere = (tr: Transaction): boolean => {
  const meta: unknown = tr.getMeta(ySyncPluginKey)
  return typeof meta === 'object' && meta !== null && 'isChangeOrigin' in meta && meta.isChangeOrigin === true
}

/** The one stretch in which two documents differ, as a mapping between them. */
function changeIn({ before, doc }: Transaction): Mapping {
  const start = before.content.findDiffStart(doc.content)
  const end = before.content.findDiffEnd(doc.content)
  if (start === null || end === null) return new Mapping()
  // Repeated letters can be found from both sides: "aa" for "a".
  const over = Math.max(0, start - Math.min(end.a, end.b))
  return new Mapping([new StepMap([start, end.a + over - start, end.b + over - start])])
}

function marksPlugin(section: string, places: Places): Plugin<Marks> {
  return new Plugin<Marks>({
    key: marksKey,
    state: {
      init: () => ({ set: DecorationSet.empty, followed: false, drawn: null }),
      apply(tr, marks) {
        const anew = tr.getMeta(marksKey) as Marks | undefined
        if (anew !== undefined) return anew
        if (!tr.docChanged) return marks
        const { drawn } = marks
        // The whole text is put anew: what stands beside the change is carried along, so that it is not drawn anew.
        if (fromElsewhere(tr)) return { set: marks.set.map(changeIn(tr), tr.doc), followed: false, drawn }
        return { set: marks.set.map(tr.mapping, tr.doc), followed: marks.followed, drawn }
      },
    },
    props: {
      decorations: (state) => marksKey.getState(state)?.set ?? null,
      handleDOMEvents: {
        // Suggested words are no part of the text: a press on them has no place in it.
        mousedown(_view, event) {
          const id = suggestionUnder(event.target)
          if (id === null) return false
          event.preventDefault()
          places.choose(id, 'text')
          return true
        },
      },
      handleClick(view, pos) {
        const id = markAt(view.state, pos)
        if (id !== null) places.choose(id, 'text')
        return false
      },
    },
    view(view) {
      const unmount = places.mount(section, {
        draw: (list, text) => draw(view, list, text),
        ranges: () => ranges(view.state),
      })
      return {
        update(view, before) {
          if (view.state.doc !== before.doc) places.touched(section)
          if (view.state.selection.eq(before.selection) || !view.hasFocus()) return
          if (view.state.doc !== before.doc || !view.state.selection.empty) return
          places.choose(markAt(view.state, view.state.selection.head, true), 'caret')
        },
        destroy: unmount,
      }
    },
  })
}

/**
 * The comment whose words are at a position: the shortest where several overlap; null for none. A pointer means
 * the words it touches; a caret at their edge (`within`) writes beside them.
 */
export function markAt(state: EditorState, pos: number, within = false): string | null {
  const touched = (marksKey.getState(state)?.set.find(pos, pos) ?? []).filter((one) => idOf(one) !== null)
  const found = within ? touched.filter(({ from, to }) => from < pos && pos < to) : touched
  const [closest] = found.toSorted((a, b) => a.to - a.from - (b.to - b.from))
  return closest === undefined ? null : idOf(closest)
}

const suggestionUnder = (target: EventTarget | null): string | null =>
  target instanceof Element
    ? (target.closest<HTMLElement>('ins[data-suggestion]')?.dataset.suggestion ?? null)
    : null

function draw(view: EditorView, list: readonly Drawn[], text: string): void {
  const { state } = view
  // The editor has not caught up with the shared document yet; its next change asks again.
  if (view.isDestroyed || flatDoc(state.doc).text !== text) return
  const before = marksKey.getState(state)
  const standing = before?.set.find() ?? []
  if (before?.drawn && standsAsDrawn(before.drawn, state.doc, text, list, standing, markOf)) {
    before.followed = true
    return
  }
  const decorations = list.flatMap((mark) => {
    const at = toPositions(state.doc, mark)
    if (at === null) return []
    const { proposal } = mark
    if (proposal === null) return [decoration(at, mark)]
    return [decoration(at, mark), ...proposalMarks(state.doc, mark, proposal, text.slice(mark.from, mark.to))]
  })
  if (before !== undefined && same(standing, decorations)) {
    // Every mark is where it should be: to say so in a transaction would draw the page for nothing.
    before.followed = true
    before.drawn = noteDrawn(state.doc, text, list, standing, markOf)
    return
  }
  const set = DecorationSet.create(state.doc, decorations)
  const anew: Marks = { set, followed: true, drawn: noteDrawn(state.doc, text, list, set.find(), markOf) }
  view.dispatch(state.tr.setMeta(marksKey, anew).setMeta('addToHistory', false))
}

const decoration = ({ from, to }: Range, mark: Drawn): Decoration =>
  Decoration.inline(
    from,
    to,
    {
      nodeName: 'mark',
      class: `a p-${mark.partner}${mark.proposal === null ? '' : ' is-suggested'}${mark.selected ? ' on' : ''}`,
      'data-comment': mark.id,
      'aria-description': mark.says,
    },
    { id: mark.id, look: `${mark.partner} ${mark.selected} ${mark.says} ${mark.proposal === null}` },
  )

const spec = (one: Decoration): { id?: unknown; of?: unknown; look?: unknown } => one.spec

const idOf = (one: Decoration): string | null => {
  const { id } = spec(one)
  return typeof id === 'string' ? id : null
}

/** The mark a decoration is part of. */
const markOf = (one: Decoration): string => String(spec(one).id ?? spec(one).of)

const key = (one: Decoration): string => `${one.from} ${one.to} ${markOf(one)} ${String(spec(one).look)}`

function same(a: readonly Decoration[], b: readonly Decoration[]): boolean {
  const keys = new Set(a.map(key))
  return a.length === b.length && b.every((one) => keys.has(key(one)))
}

/** Where own edits have carried the marks, as ranges of the flat text; null when they cannot be trusted. */
function ranges(state: EditorState): ReadonlyMap<string, Range> | null {
  const marks = marksKey.getState(state)
  if (marks === undefined || !marks.followed) return null
  const found = new Map<string, Range>()
  for (const one of marks.set.find()) {
    const id = idOf(one)
    if (id === null) continue
    const range = toOffsets(state.doc, one)
    const before = found.get(id)
    // A mark that was cut in two by a structural edit is one range from its first to its last word.
    found.set(
      id,
      before === undefined
        ? range
        : { from: Math.min(before.from, range.from), to: Math.max(before.to, range.to) },
    )
  }
  return found
}
