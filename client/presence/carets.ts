import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { initials, type Author } from '../../shared/people/person.ts'
import { placeFlags } from './flags.ts'
import type { ShortNames } from './here.ts'
import { stateOf } from './state-of.ts'

export interface CaretOptions {
  awareness: Awareness
  section: string
  me: string
  short: ShortNames
  /** False in the reading view and for a reader's text: nothing is published or drawn. */
  shown: () => boolean
}

interface Drawn {
  set: DecorationSet
  /** Client id → the cursor drawn last, and how often it moved: each move shows the flag again. */
  seen: Map<number, { cursor: string; moves: number }>
}

/** How long after the last key someone counts as typing, ms. */
const TYPING = 4_000
/** Carets are told at most this often, ms. */
const TELL = 60

const key = new PluginKey<Drawn>('carets')

/**
 * Other people's carets and selections in one section. All editors of a page share one awareness; a state
 * names its section, so that the others need not look for it.
 */
export const Carets = Extension.create<CaretOptions>({
  name: 'carets',
  addProseMirrorPlugins() {
    const { options } = this
    return [
      new Plugin<Drawn>({
        key,
        state: {
          init: () => ({ set: DecorationSet.empty, seen: new Map() }),
          apply(tr, drawn, _old, state) {
            const meta: unknown = tr.getMeta(ySyncPluginKey)
            // A change from the document replaces ranges wholesale, so positions are looked up anew.
            if (tr.getMeta(key) === true || (meta !== undefined && tr.docChanged))
              return draw(state, drawn, options)
            return tr.docChanged ? { ...drawn, set: drawn.set.map(tr.mapping, tr.doc) } : drawn
          },
        },
        props: { decorations: (state) => key.getState(state)?.set },
        view: (view) => watch(view, options),
      }),
    ]
  },
})

/** Draws all carets again: after "Hide others' carets" was switched. */
export const redrawCarets = (view: EditorView): void => view.dispatch(view.state.tr.setMeta(key, true))

function draw(state: EditorState, before: Drawn, options: CaretOptions): Drawn {
  const seen = new Map<number, { cursor: string; moves: number }>()
  if (!options.shown()) return { set: DecorationSet.empty, seen }
  const sync = ySyncPluginKey.getState(state)
  const end = Math.max(state.doc.content.size - 1, 0)
  const decorations: Decoration[] = []
  const at = (position: unknown): number | null => {
    try {
      const found: unknown = relativePositionToAbsolutePosition(
        sync.doc,
        sync.type,
        Y.createRelativePositionFromJSON(position),
        sync.binding.mapping,
      )
      return typeof found === 'number' ? Math.min(found, end) : null
    } catch {
      return null // written by a client that is not ours
    }
  }
  for (const [client, raw] of options.awareness.getStates()) {
    if (client === options.awareness.clientID) continue
    const told = stateOf(raw)
    if (told === null) continue
    const { user, cursor, section } = told
    if (section !== options.section || user.id === options.me || cursor === null || cursor === undefined)
      continue
    const text = JSON.stringify(cursor)
    const was = before.seen.get(client)
    const moves = was === undefined ? 1 : was.cursor === text ? was.moves : was.moves + 1
    seen.set(client, { cursor: text, moves })
    const anchor = at(cursor.anchor)
    const head = at(cursor.head)
    if (anchor === null || head === null) continue
    const name = `${initials(user.name)} ${options.short[user.partner]}`
    decorations.push(
      Decoration.widget(head, () => caret(user, name), {
        key: `${client}:${moves}`,
        side: 10,
        ignoreSelection: true,
      }),
    )
    if (anchor !== head)
      decorations.push(
        Decoration.inline(
          Math.min(anchor, head),
          Math.max(anchor, head),
          { class: `their-selection p-${user.partner}` },
          { inclusiveEnd: true },
        ),
      )
  }
  return { set: DecorationSet.create(state.doc, decorations), seen }
}

/** The caret, and its flag in the gutter: level with the line by its static position, beside the text by CSS. */
function caret(user: Author, name: string): HTMLElement {
  const holder = document.createElement('span')
  holder.className = `their-caret p-${user.partner}`
  holder.setAttribute('aria-hidden', 'true')
  const line = document.createElement('span')
  line.className = 'line'
  const flag = document.createElement('span')
  flag.className = 'flag'
  flag.dataset.name = name
  // Drawn by CSS: a name is never part of the text, for whoever copies or reads it out.
  flag.dataset.say = name
  flag.title = user.name
  holder.dataset.person = user.id
  holder.append(line, flag)
  return holder
}

function watch(view: EditorView, options: CaretOptions) {
  const { awareness, section } = options
  let told = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let resting: ReturnType<typeof setTimeout> | undefined
  let frame = 0
  let typing = false

  const tell = () => {
    timer = undefined
    if (view.isDestroyed || !view.hasFocus() || awareness.getLocalState() === null) return
    const sync = ySyncPluginKey.getState(view.state)
    const { anchor, head } = view.state.selection
    const relative = (at: number): unknown =>
      Y.relativePositionToJSON(absolutePositionToRelativePosition(at, sync.type, sync.binding.mapping))
    const state = {
      cursor: { anchor: relative(anchor), head: relative(head) },
      section,
      doing: typing ? 'typing' : 'reading',
    }
    const text = JSON.stringify(state)
    if (text === told) return
    told = text
    awareness.setLocalState({ ...awareness.getLocalState(), ...state })
  }
  const soon = () => {
    timer ??= setTimeout(tell, TELL)
  }
  const onAwareness = ({
    added,
    updated,
    removed,
  }: {
    added: number[]
    updated: number[]
    removed: number[]
  }) => {
    const drawn = key.getState(view.state)
    const concerns = (client: number) => {
      if (client === awareness.clientID) return false
      const state: unknown = awareness.getStates().get(client)
      return drawn?.seen.has(client) === true || sectionOf(state) === section
    }
    if (frame !== 0 || ![...added, ...updated, ...removed].some(concerns)) return
    frame = requestAnimationFrame(() => {
      frame = 0
      if (view.isDestroyed) return
      redrawCarets(view)
      placeFlags(view.dom)
    })
  }
  const onFocus = () => {
    told = '' // another section has told its own since
    soon()
  }
  awareness.on('change', onAwareness)
  view.dom.addEventListener('focus', onFocus)
  frame = requestAnimationFrame(() => {
    frame = 0
    if (!view.isDestroyed) redrawCarets(view)
  })

  return {
    update(_view: EditorView, old: EditorState) {
      const changed = !old.doc.eq(view.state.doc)
      if (!changed && old.selection.eq(view.state.selection)) return
      if (changed && ySyncPluginKey.getState(view.state)?.isChangeOrigin !== true) {
        typing = true
        clearTimeout(resting)
        resting = setTimeout(() => {
          typing = false
          soon()
        }, TYPING)
      }
      if (view.hasFocus()) soon()
    },
    destroy() {
      awareness.off('change', onAwareness)
      view.dom.removeEventListener('focus', onFocus)
      clearTimeout(timer)
      clearTimeout(resting)
      cancelAnimationFrame(frame)
      const state = awareness.getLocalState()
      if (state !== null && sectionOf(state) === section)
        awareness.setLocalState({ ...state, cursor: null, doing: 'reading' })
    },
  }
}

const sectionOf = (state: unknown): unknown =>
  typeof state === 'object' && state !== null && 'section' in state ? state.section : undefined
