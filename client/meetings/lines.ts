import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { nanoid } from 'nanoid'
import type { NodeView } from '@tiptap/pm/view'
import { fragmentOf } from '../../shared/narrative/sections.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { serverNow } from '../sync/server-clock.ts'
import { deskOf, type MeetingDesk } from './desk.ts'
import { isMine, ownLineAfter, putEntry, tidy, typeOf } from './own-lines.ts'
import { isCall } from './parse-line.ts'
import { clockTime } from './words.ts'

/**
 * How minutes are typed. Everybody types in lines of their own, so that five who begin at once make five lines;
 * "/decision …" and Enter makes a record of a line; what is written without a connection says when.
 */
export const minuteLines = ({ context, section }: { context: NarrativeContext; section: string }) =>
  Extension.create({
    name: 'minuteLines',
    priority: 1_200,
    addKeyboardShortcuts: () => ({
      Enter: ({ editor }) => {
        const { $from, empty } = editor.state.selection
        if (!empty || !$from.parent.isTextblock || !isCall($from.parent.textContent)) return false
        const line = typeOf(editor.state, $from.parent)
        deskOf(context).begin.get()({
          line: $from.parent.textContent,
          item: section,
          settle: (entry) => {
            putEntry(context.doc, section, line, entry)
            // Typing goes on below.
            if (editor.isFocused) ownLineAfter(editor, context.doc, section, null)
          },
        })
        return true
      },
    }),
    addProseMirrorPlugins() {
      const { editor } = this
      const { doc, online } = context
      /** The writer stands in an empty line that is another's: they get one of their own. */
      const ownLine = (): void => {
        const { $from } = editor.state.selection
        if ($from.depth !== 1 || $from.parent.content.size > 0 || $from.parent.type.name !== 'paragraph')
          return
        const line = typeOf(editor.state, $from.parent)
        if (line !== null && !isMine(line, doc)) ownLineAfter(editor, doc, section, line)
      }
      return [
        new Plugin({
          props: {
            nodeViews: { entry: (node) => entryView(deskOf(context), node.attrs) },
            handleTextInput(view, _from, _to, text) {
              if (!editor.isEditable) return false
              const { $from, empty } = view.state.selection
              if (!empty || $from.parent.content.size > 0) return false
              ownLine()
              if (online.get() || text === '/' || view.state.selection.$from.depth !== 1) {
                if (view.state.selection.$from.pos === $from.pos) return false
                view.dispatch(view.state.tr.insertText(text))
                return true
              }
              view.dispatch(
                view.state.tr.insertText(`${clockTime(serverNow())}, without a connection: ${text}`),
              )
              return true
            },
            handlePaste: () => {
              if (editor.isEditable) ownLine()
              return false
            },
            handleDOMEvents: {
              focus: () => {
                // Before the first letter: a caret in a text nobody has begun would be drawn into another's line.
                queueMicrotask(() => {
                  if (editor.isEditable && !editor.isDestroyed && fragmentOf(doc, section).length === 0)
                    ownLineAfter(editor, doc, section, null)
                })
                return false
              },
              blur: (view) => {
                const { parent } = view.state.selection.$from
                const line = typeOf(view.state, parent)
                if (editor.isEditable && line !== null)
                  queueMicrotask(() => {
                    if (!editor.isDestroyed && !editor.isFocused) tidy(doc, section, line)
                  })
                return false
              },
            },
          },
        }),
      ]
    },
  })

/** The place of an entry in the text: its facts are drawn into it by the page. */
function entryView(desk: MeetingDesk, attrs: Record<string, unknown>): NodeView {
  const dom = document.createElement('div')
  dom.className = 'mt-entry'
  dom.dataset.key = nanoid(6) // two copies of one entry are two places
  dom.contentEditable = 'false'
  const put = (now: Record<string, unknown>): void => {
    const { id, kind, words } = now
    const entry = { id: text(id), kind: text(kind), words: text(words) }
    desk.drawn.set(new Map([...desk.drawn.get(), [dom, entry]]))
  }
  put(attrs)
  return {
    dom,
    update(node) {
      if (node.type.name !== 'entry') return false
      put(node.attrs)
      return true
    },
    selectNode: () => dom.classList.add('is-chosen'),
    deselectNode: () => dom.classList.remove('is-chosen'),
    stopEvent: (event) => event.target instanceof Element && event.target.closest('button, a') !== null,
    ignoreMutation: () => true,
    destroy() {
      desk.drawn.set(new Map([...desk.drawn.get()].filter(([place]) => place !== dom)))
    },
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
