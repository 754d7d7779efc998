import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'

/** What stands behind a slash, while the menu is open. */
export interface SlashState {
  from: number
  to: number
  query: string
}

interface Slash {
  open: SlashState | null
  /** A slash the writer has closed the menu on stays closed. */
  dismissed: number | null
}

const key = new PluginKey<Slash>('slash')
const DISMISS = 'dismiss'

/** Keys of the open menu are handed to whoever draws it. */
export type SlashKeys = (event: KeyboardEvent) => boolean

/** A menu of what can be put here, opened by "/" at the start of a line or after a space. */
export const SlashMenu = Extension.create<
  object,
  { keys: SlashKeys | null; seen: ((state: SlashState | null) => void) | null }
>({
  name: 'slashMenu',
  priority: 1_500,
  addStorage: () => ({ keys: null, seen: null }),
  addProseMirrorPlugins() {
    const { storage } = this
    return [
      new Plugin<Slash>({
        key,
        state: {
          init: () => ({ open: null, dismissed: null }),
          apply(tr, slash, _old, state) {
            const dismissed =
              tr.getMeta(key) === DISMISS
                ? (slash.open?.from ?? null)
                : slash.dismissed === null
                  ? null
                  : tr.mapping.map(slash.dismissed, -1)
            const open = slashAt(state)
            return {
              open: open !== null && open.from === dismissed ? null : open,
              dismissed: open === null ? null : dismissed,
            }
          },
        },
        props: {
          handleKeyDown: (view, event) => {
            if (key.getState(view.state)?.open == null) return false
            if (event.key === 'Escape') {
              view.dispatch(view.state.tr.setMeta(key, DISMISS))
              return true
            }
            return storage.keys?.(event) ?? false
          },
        },
        view: () => {
          let told: SlashState | null = null
          return {
            update: (view) => {
              const open = view.hasFocus() ? (key.getState(view.state)?.open ?? null) : null
              if (JSON.stringify(open) === JSON.stringify(told)) return
              told = open
              storage.seen?.(open)
            },
            destroy: () => storage.seen?.(null),
          }
        },
      }),
    ]
  },
})

/** The slash and the letters up to the caret, when they can be a call for the menu. */
function slashAt(state: EditorState): SlashState | null {
  const { $from, empty } = state.selection
  if (!empty || !$from.parent.isTextblock || $from.parent.type.name === 'figcaption') return null
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')
  const found = /(?:^|\s)\/([\p{L} -]{0,24})$/u.exec(before)
  if (found === null) return null
  const query = found[1] ?? ''
  return query.startsWith(' ') ? null : { from: $from.pos - query.length - 1, to: $from.pos, query }
}
