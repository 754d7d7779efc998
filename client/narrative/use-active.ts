import type { Editor } from '@tiptap/core'
import { useSyncExternalStore } from 'react'
import { useEditorState } from '@tiptap/react'
import { useDesk } from './context.ts'

/** The editor that has, or last had, the caret. */
export function useActiveEditor(): Editor | null {
  const { session } = useDesk()
  return useSyncExternalStore(session.editors.subscribe, () => session.editors.active() ?? null)
}

/** Something of the active editor, drawn again only when its value changes: never for a mere keystroke. */
export function useActive<T>(read: (editor: Editor) => T, none: T): T {
  const editor = useActiveEditor()
  const value = useEditorState({
    editor,
    selector: ({ editor }) => (editor === null || editor.isDestroyed ? none : read(editor)),
  })
  return value ?? none
}
